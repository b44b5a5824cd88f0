import { z } from 'zod';

/** What somebody may tell the security team. */
export const reportKinds = [
  'mail',
  'call',
  'visitor',
  'lost-device',
  'mistake',
  'near-miss',
  'idea',
] as const;
export const reportKind = z.enum(reportKinds);
export type ReportKind = z.infer<typeof reportKind>;

/** Kinds to which the mail itself can be added. */
export const kindsWithMail: readonly ReportKind[] = ['mail', 'mistake', 'near-miss'];

/** What the security team found: there was something to it (an idea: it is taken up), or there was not. */
export const verdicts = ['confirmed', 'harmless'] as const;
export const verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof verdict>;

/** Where a group of reports about one thing stands. `duplicate`: it was put to another group, which answers for it. */
export const groupStates = ['new', 'in-review', ...verdicts, 'duplicate'] as const;
export const groupState = z.enum(groupStates);
export type GroupState = z.infer<typeof groupState>;

/** Where one report stands, for whoever sent it. `practice`: it was a practice mail, thanked at once. */
export const reportStates = ['new', 'in-review', ...verdicts, 'duplicate', 'practice'] as const;
export const reportState = z.enum(reportStates);
export type ReportState = z.infer<typeof reportState>;
