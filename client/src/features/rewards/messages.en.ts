/** Words of what coins buy, as everybody reads them. */
export const rewardsEn = {
  nav: { rewards: 'Rewards', rewardsShort: 'Rewards' },
  rewards: {
    title: 'Rewards',
    text: 'Every point you earn also brings a coin. Spend coins here; your points and your rank stay as they are.',
    coinsWord: 'coin to spend | coins to spend',
    owed: 'Your next coin goes to what was taken back | Your next {n} coins go to what was taken back',
    owedText:
      'Points were taken back after you had spent their coins. You keep what you got; coins you can spend come again after that. “My coins” says why.',
    views: { catalogue: 'What there is', requests: 'My requests', coins: 'My coins' },
    price: '{price} coin | {price} coins',
    left: 'One left | {n} left',
    atOnce: 'Yours at once',
    soldOut: 'All gone for now.',
    missing: '{n} coin to go. | {n} coins to go.',
    empty: 'Nothing to spend coins on yet',
    emptyText: 'Your security team is putting the first rewards together. Your coins wait for you.',
    ask: {
      do: 'Ask for it',
      doOf: 'Ask for it: {title}',
      cost: 'This costs {price} of your coins. {left} stay with you.',
      approval: 'Somebody looks at it first. If it does not work out, your coins come back.',
      atOnce: 'It is yours as soon as you confirm.',
      rank: 'Your points and your rank do not change.',
      confirm: 'Spend {price} coin | Spend {price} coins',
      sent: 'Asked for: {title}. You will see the answer here.',
      done: 'Yours: {title}. Whoever hands it over knows.',
    },
    states: {
      requested: 'Asked for',
      approved: 'Agreed',
      fulfilled: 'Handed over',
      declined: 'Not this time',
      withdrawn: 'Withdrawn',
    },
    stateHints: {
      requested: 'Somebody looks at it soon.',
      approved: 'It is yours and on its way.',
      fulfilled: 'Enjoy it.',
      declined: 'Your coins are back.',
      withdrawn: 'Your coins are back.',
    },
    withdraw: 'Withdraw',
    withdrawOf: 'Withdraw: {title}',
    withdrawn: 'Withdrawn. {price} coin is back. | Withdrawn. {price} coins are back.',
    noRequests: 'Nothing asked for yet',
    noRequestsText: 'What you ask for stands here, with where it is and what was said.',
    noCoins: 'No coins yet',
    noCoinsText: 'The first secure thing you do brings the first ones.',
    earn: 'What earns coins',
    coins: {
      when: 'When',
      why: 'Why',
      coins: 'Coins',
      caption: 'Every coin of yours, in and out, newest first',
      because: {
        earned: '{what}',
        'taken-back': 'Taken back: {what}',
        spent: 'Spent on: {reward}',
        returned: 'Come back from: {reward}',
      },
    },
  },
  problem: {
    'reward-gone': {
      what: 'This is not offered any more',
      do: 'Have a look at what else there is. Your coins are untouched.',
    },
    'sold-out': {
      what: 'Somebody else took the last one',
      do: 'Your coins are untouched. Have a look at what else there is.',
    },
    'not-enough-coins': {
      what: 'Your coins are not enough for this',
      do: 'Close this: the page shows what you have now.',
    },
    'price-changed': {
      what: 'The price has changed',
      do: 'Close this and look at the new price. Your coins are untouched.',
    },
    'request-differs': { what: 'This was sent before for something else', do: 'Close this and ask again.' },
    'request-moved-on': {
      what: 'This was answered meanwhile',
      do: 'The page shows where it stands now.',
    },
  },
};
export type RewardsMessages = typeof rewardsEn;
