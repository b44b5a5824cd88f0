import type { ReportKind, Verdict } from '@vigil/shared/reports';

/** One report of the demo: who, what, when, and what the security team said. */
export interface ToldThing {
  readonly kind: ReportKind;
  readonly text: string;
  /** A file of `fixtures/mails`. */
  readonly mail?: string;
  /** Working days ago, and the minute of that day in the company's zone. */
  readonly daysAgo: number;
  readonly minute: number;
  /** A place in the list of people; an address names one of those whom a newcomer may sign in as. */
  readonly by: number | string;
  /** How long until somebody looked at it; it is still being looked at. */
  readonly lookedAtAfterMinutes?: number;
  /** Words of an earlier report that is about the same; the security team put them together. */
  readonly sameAs?: string;
  readonly answer?: { readonly verdict: Verdict; readonly thanks: string; readonly afterMinutes: number };
}

const real = 'Thank you. It was real, and because you told us we could stop it.';
const harmless = 'Thank you for asking first. This one is harmless, and reporting it was right.';
const reporter = 'agnieszka.kowalska@northwind.example';
const leader = 'ingrid.bjornstad@northwind.example';
const answered = (
  verdict: Verdict,
  afterMinutes: number,
  thanks = verdict === 'confirmed' ? real : harmless,
) => ({
  verdict,
  thanks,
  afterMinutes,
});

/** What people at Northwind told their security team; the last ones wait for an answer. */
export const toldThings: readonly ToldThing[] = [
  { kind: 'mail', text: 'Is this menu really ours?', mail: 'canteen.eml', daysAgo: 9, minute: 620, by: 7, answer: answered('harmless', 25) },
  { kind: 'visitor', text: 'Somebody without a badge stood at the printer on the second floor.', daysAgo: 8, minute: 575, by: leader, answer: answered('harmless', 70, 'Thank you for looking. It was the new technician; he has his badge now.') },
  { kind: 'mail', text: 'I expect no parcel, and the link goes elsewhere.', mail: 'parcel-fee.eml', daysAgo: 7, minute: 600, by: reporter, answer: answered('confirmed', 40) },
  { kind: 'mail', text: 'A fee for a parcel I never ordered.', mail: 'parcel-fee.eml', daysAgo: 7, minute: 610, by: 12 },
  { kind: 'mail', text: 'Looks like the parcel trick.', mail: 'parcel-fee.eml', daysAgo: 7, minute: 618, by: 23 },
  { kind: 'call', text: 'A “service desk” wanted me to read out a code.', daysAgo: 6, minute: 680, by: 31, answer: answered('confirmed', 55, 'Well spotted, it was real. You did right to hang up; we have warned everybody.') },
  { kind: 'mail', text: 'Our supplier says not to call about the new account.', mail: 'new-account.eml', daysAgo: 5, minute: 640, by: 18, answer: answered('confirmed', 90, 'Thank you. We called the supplier: the account was not theirs.') },
  { kind: 'lost-device', text: 'My work phone stayed on the train this morning.', daysAgo: 5, minute: 545, by: 40, answer: answered('confirmed', 15, 'Thank you for telling us at once. It is locked and wiped; a new one waits for you.') },
  { kind: 'mistake', text: 'I sent a list of customers to the wrong address.', daysAgo: 4, minute: 700, by: 27, answer: answered('confirmed', 20, 'Thank you for telling us so soon. The mail was called back in time.') },
  { kind: 'idea', text: 'Could the guest network have its own sign at the reception?', daysAgo: 3, minute: 820, by: reporter, answer: answered('confirmed', 240, 'Thank you for the idea. We take it up.') },
  { kind: 'near-miss', text: 'I nearly approved a sign-in that was not mine.', daysAgo: 2, minute: 590, by: 9, answer: answered('confirmed', 35, 'Thank you. Somebody had an old password of yours; it is changed now.') },
  { kind: 'mail', text: 'Nobody here is called Ortega.', mail: 'shared-document.eml', daysAgo: 1, minute: 600, by: 15 },
  { kind: 'mail', text: 'A list of salaries for everybody? I doubt it.', mail: 'shared-document.eml', daysAgo: 1, minute: 606, by: 36 },
  { kind: 'call', text: 'A man from “the bank” asked who signs our transfers.', daysAgo: 1, minute: 700, by: 44, lookedAtAfterMinutes: 12 },
  { kind: 'call', text: 'Somebody says he is from our bank and wants the name of my boss.', daysAgo: 1, minute: 725, by: 3, sameAs: 'A man from “the bank” asked who signs our transfers.' },
  { kind: 'mistake', text: 'I left my laptop unlocked in the café for ten minutes.', daysAgo: 1, minute: 760, by: 21 },
  { kind: 'idea', text: 'A short reminder to lock the screen before lunch?', daysAgo: 1, minute: 800, by: 50 },
]; // prettier-ignore
