import type { NewRecognition } from '@vigil/shared/recognition';

/** Who thanked whom for what, in the words of a company that has got used to it. */
export interface ThanksGiven {
  /** A number among those whom nobody signs in as, or an address. */
  readonly by: number | string;
  /** Likewise; or the name of a department. */
  readonly to: number | string | { readonly team: string };
  /** Working days. */
  readonly daysAgo: number;
  /** Minute of the day. */
  readonly minute: number;
  readonly behaviour: NewRecognition['behaviour'];
  readonly words: string;
  readonly isPrivate?: true;
  readonly signs?: number;
}

const leader = 'ingrid.bjornstad@northwind.example';
const reporter = 'agnieszka.kowalska@northwind.example';
const clicker = 'priya.raghunathan@northwind.example';
const guard = 'daniel.weiss@northwind.example';

export const thanksGiven: readonly ThanksGiven[] = [
  {
    ...{ by: leader, to: reporter, daysAgo: 30, minute: 610, behaviour: 'spotted-it', signs: 9 },
    words: 'You reported the parcel mail before most of us had read it.',
  },
  {
    ...{ by: 4, to: 21, daysAgo: 29, minute: 680, behaviour: 'called-back' },
    words: 'One call to the supplier, and the new bank account turned out to be nobody’s.',
  },
  {
    ...{ by: leader, to: 12, daysAgo: 27, minute: 900, behaviour: 'explained-it', signs: 4 },
    words: 'Ten minutes at the whiteboard, and passkeys are no mystery any more.',
  },
  {
    ...{ by: 33, to: 7, daysAgo: 25, minute: 575, behaviour: 'locked-up' },
    words: 'You locked my screen when I ran for the train. Noted, and grateful.',
  },
  {
    ...{ by: 15, to: 2, daysAgo: 24, minute: 780, behaviour: 'asked-first' },
    words: 'You asked before sending the list. It would have gone to the wrong Miller.',
  },
  {
    ...{ by: guard, to: { team: 'Finance' }, daysAgo: 22, minute: 640, behaviour: 'called-back', signs: 14 },
    words: 'Every changed invoice of this month was checked by phone. Every single one.',
  },
  {
    ...{ by: 9, to: 30, daysAgo: 21, minute: 830, behaviour: 'lent-a-hand' },
    words: 'Thanks for sitting with me until the password manager was mine.',
  },
  {
    ...{ by: 26, to: 18, daysAgo: 19, minute: 590, behaviour: 'welcomed-safely', signs: 3 },
    words: 'You walked our visitor to the front desk, with a coffee on the way.',
  },
  {
    ...{ by: leader, to: 26, daysAgo: 18, minute: 705, behaviour: 'warned-others', signs: 6 },
    words: 'Your note in the channel reached us before the mail did.',
  },
  {
    ...{ by: 3, to: 11, daysAgo: 16, minute: 620, behaviour: 'kept-it-private' },
    words: 'You moved the shared drawing where only its team can open it.',
  },
  {
    ...{ by: 11, to: 3, daysAgo: 15, minute: 655, behaviour: 'kept-it-private' },
    words: 'And you had noticed that it stood open. Thank you back.',
  },
  {
    ...{ by: 40, to: 5, daysAgo: 14, minute: 870, behaviour: 'made-it-better', signs: 5 },
    words: 'The label with the number of the help desk on every screen: so simple, so good.',
  },
  {
    ...{ by: reporter, to: guard, daysAgo: 12, minute: 600, behaviour: 'explained-it', isPrivate: true },
    words: 'Thank you for taking my question seriously when I thought it was a silly one.',
  },
  {
    ...{ by: leader, to: 33, daysAgo: 11, minute: 760, behaviour: 'kept-up-to-date' },
    words: 'All tablets of the warehouse are up to date, and nobody had to wait.',
  },
  {
    ...{ by: 22, to: 36, daysAgo: 10, minute: 565, behaviour: 'asked-first', signs: 2 },
    words: 'You called me about that strange request in my name. It was not me.',
  },
  {
    ...{ by: 14, to: 28, daysAgo: 9, minute: 610, behaviour: 'lent-a-hand' },
    words: 'Half of the floor has a hardware key because you carried the box around.',
  },
  {
    ...{ by: 28, to: 35, daysAgo: 8, minute: 640, behaviour: 'went-first' },
    words: 'You switched first and told us how it went.',
  },
  {
    ...{ by: 35, to: 14, daysAgo: 8, minute: 840, behaviour: 'went-first' },
    words: 'You tried the new sign-in before all of us.',
  },
  {
    ...{ by: clicker, to: reporter, daysAgo: 6, minute: 690, behaviour: 'lent-a-hand', signs: 4 },
    words: 'You showed me where the report button is, without a word too many.',
  },
  {
    ...{ by: leader, to: clicker, daysAgo: 5, minute: 720, behaviour: 'warned-others', signs: 8 },
    words: 'You told everybody within minutes. That is what a light is for.',
  },
  {
    ...{ by: 17, to: { team: 'Sales' }, daysAgo: 4, minute: 630, behaviour: 'kept-it-private', signs: 7 },
    words: 'Not one customer list left the system this quarter.',
  },
  {
    ...{ by: 8, to: 41, daysAgo: 3, minute: 555, behaviour: 'spotted-it', signs: 3 },
    words: 'You saw that the address was off by one letter.',
  },
  {
    ...{ by: 31, to: 19, daysAgo: 2, minute: 800, behaviour: 'locked-up' },
    words: 'The meeting room was clean of papers, as always after yours.',
  },
  {
    ...{ by: guard, to: 16, daysAgo: 1, minute: 600, behaviour: 'made-it-better', signs: 6 },
    words: 'Your checklist for the loading dock is now everybody’s.',
  },
  {
    ...{ by: 24, to: reporter, daysAgo: 1, minute: 780, behaviour: 'explained-it', signs: 2 },
    words: 'Now my whole family has a password manager.',
  },
];
