import type { RewardDraft } from '@vigil/shared/rewards';

/** What a company of people gives, the cheapest first. */
export const thingsToHave: readonly RewardDraft[] = [
  {
    title: 'A cup from the night watch',
    text: 'Enamelled, with one lit window. It survives the dishwasher.',
    ...{ picture: 'cup', price: 40, stock: 30, needsApproval: false, visibility: 'shown' },
  },
  {
    title: 'A plant for the desk',
    text: 'You choose which; the front desk orders it on Thursdays.',
    ...{ picture: 'plant', price: 60, stock: null, needsApproval: false, visibility: 'shown' },
  },
  {
    title: 'A hardware key for home',
    text: 'The same key as at work, for your own accounts. We help you set it up.',
    ...{ picture: 'key', price: 90, stock: 12, needsApproval: true, visibility: 'shown' },
  },
  {
    title: 'An hour of learning time',
    text: 'One hour in your calendar for what you always wanted to learn.',
    ...{ picture: 'hour', price: 120, stock: null, needsApproval: true, visibility: 'shown' },
  },
  {
    title: 'Twenty euros for the food bank',
    text: 'Northwind gives them in your name, or in nobody’s.',
    ...{ picture: 'heart', price: 150, stock: null, needsApproval: false, visibility: 'shown' },
  },
  {
    title: 'Lunch with the security team',
    text: 'Ask everything you ever wanted to know. We pay, you choose the place.',
    ...{ picture: 'lunch', price: 180, stock: 4, needsApproval: true, visibility: 'shown' },
  },
  {
    title: 'A book of your choice',
    text: 'From the shop around the corner, about anything.',
    ...{ picture: 'book', price: 200, stock: 10, needsApproval: true, visibility: 'shown' },
  },
  {
    title: 'A tree in the town forest',
    text: 'Planted in spring, with your team’s name on a small sign.',
    ...{ picture: 'tree', price: 400, stock: 1, needsApproval: true, visibility: 'shown' },
  },
];

/** What somebody asked for, and what came of it. */
export interface AskedFor {
  readonly title: string;
  /** A number among those whom nobody signs in as, or an address. */
  readonly by: number | string;
  /** Working days. */
  readonly daysAgo: number;
  /** Minute of the day. */
  readonly minute: number;
  readonly answers: readonly {
    readonly state: 'approved' | 'fulfilled' | 'declined';
    readonly words: string | null;
    readonly afterMinutes: number;
  }[];
  readonly withdrawn?: true;
}

const reporter = 'agnieszka.kowalska@northwind.example';

export const askedFor: readonly AskedFor[] = [
  {
    ...{ title: 'A plant for the desk', by: reporter, daysAgo: 8, minute: 9 * 60 + 20 },
    answers: [{ state: 'fulfilled', words: 'A fern. It likes your window.', afterMinutes: 1_500 }],
  },
  {
    ...{ title: 'An hour of learning time', by: 3, daysAgo: 7, minute: 11 * 60 },
    answers: [
      { state: 'approved', words: 'With pleasure. Choose your hour next week.', afterMinutes: 55 },
      { state: 'fulfilled', words: null, afterMinutes: 4_300 },
    ],
  },
  {
    ...{ title: 'A hardware key for home', by: 11, daysAgo: 6, minute: 14 * 60 + 5 },
    answers: [
      { state: 'approved', words: 'Fetch it at the help desk, second floor.', afterMinutes: 35 },
      { state: 'fulfilled', words: null, afterMinutes: 1_440 },
    ],
  },
  {
    ...{ title: 'Lunch with the security team', by: 17, daysAgo: 5, minute: 10 * 60 + 40 },
    answers: [{ state: 'approved', words: 'Friday at noon? We will write to you.', afterMinutes: 80 }],
  },
  {
    ...{ title: 'A book of your choice', by: 22, daysAgo: 4, minute: 16 * 60 },
    answers: [
      {
        state: 'declined',
        words: 'The shop is closed until January. Please ask again then: your coins are back.',
        afterMinutes: 120,
      },
    ],
  },
  {
    ...{ title: 'A cup from the night watch', by: 29, daysAgo: 3, minute: 13 * 60 + 15 },
    answers: [{ state: 'fulfilled', words: null, afterMinutes: 1_380 }],
  },
  {
    ...{ title: 'Twenty euros for the food bank', by: 34, daysAgo: 2, minute: 9 * 60 + 50 },
    answers: [],
  },
  {
    ...{ title: 'An hour of learning time', by: 40, daysAgo: 2, minute: 15 * 60 + 30 },
    ...{ answers: [], withdrawn: true },
  },
  { ...{ title: 'A hardware key for home', by: 8, daysAgo: 1, minute: 10 * 60 + 10 }, answers: [] },
  { ...{ title: 'An hour of learning time', by: 14, daysAgo: 1, minute: 11 * 60 + 35 }, answers: [] },
];
