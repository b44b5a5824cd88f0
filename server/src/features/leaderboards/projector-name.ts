/** What the boards' place in the outbox is called. */
export const consumerName = 'leaderboards';
