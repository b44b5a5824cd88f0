/** Where a request stands. */
export const requestStates = ['requested', 'approved', 'fulfilled', 'declined', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];

const next: Readonly<Record<RequestState, readonly RequestState[]>> = {
  requested: ['approved', 'declined', 'withdrawn'],
  // what was promised and cannot be had after all gives the coins back
  approved: ['fulfilled', 'declined'],
  fulfilled: [],
  declined: [],
  withdrawn: [],
};

/** Whether a request may go from one state to another. */
export function mayBecome(from: RequestState, to: RequestState): boolean {
  return next[from].includes(to);
}

/** Whether nothing more can come of a request. */
export function isOver(state: RequestState): boolean {
  return next[state].length === 0;
}

/** Whether a request in this state holds its coins and its piece of the stock. */
export function holdsCoins(state: RequestState): boolean {
  return state !== 'declined' && state !== 'withdrawn';
}
