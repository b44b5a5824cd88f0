import { z } from 'zod';
import {
  id,
  instant,
  only,
  page,
  pageQuery,
  plainText,
  problem,
  route,
  signedIn,
} from '../contract/index.js';
import { pointsEntry } from '../points/index.js';
import { myNote } from '../simulations/index.js';

const tag = 'Corrections';
const forSecurity = only('security');
const entryId = z.string().regex(/^\d{1,18}$/);
/** One sentence, of a person or to one. */
const sentence = plainText(500);

export const entryReversed = problem('entry-reversed', 409, 'This entry has been taken back before.');
export const reversalIsFinal = problem('reversal-is-final', 409, 'A reversal is not taken back.');
export const disputeWaits = problem(
  'dispute-waits',
  409,
  'You have asked about this; the answer is on its way.',
);
export const disputeSettled = problem('dispute-settled', 409, 'This question has been answered.');

/** What security may take back: entries that stand, and that boards count. What a person did not bring about is not among them. */
export const listMemberEntries = route({
  method: 'GET',
  path: '/api/people/:memberId/entries',
  tag,
  access: forSecurity,
  summary: 'Entries of a person that can be taken back; the person reads who looked',
  params: z.strictObject({ memberId: id }),
  query: pageQuery,
  response: page(pointsEntry),
});
/** Takes back what one fact brought: the entry, and its sisters of the same fact. Once, and for good. */
export const reverseEntry = route({
  method: 'POST',
  path: '/api/entries/:entryId/reverse',
  tag,
  access: forSecurity,
  summary: 'Take an entry back, with a reason that the person reads',
  params: z.strictObject({ entryId }),
  body: z.strictObject({ reason: sentence }),
  response: z.object({ points: z.number().int() }),
  problems: [entryReversed, reversalIsFinal],
});

export const disputeOutcomes = ['accepted', 'explained'] as const;
export const disputeStates = ['open', ...disputeOutcomes] as const;
/** One question or one answer. */
export const disputeStep = z.object({
  by: z.enum(['person', 'security']),
  at: instant,
  text: z.string(),
  outcome: z.enum(disputeOutcomes).nullable(),
});
const common = {
  id,
  about: z.enum(['entry', 'note']),
  state: z.enum(disputeStates),
  askedAt: instant,
};
/** A question of mine, with all that was said. */
export const myDispute = z
  .object({
    ...common,
    entryId: z.string().nullable(),
    noteId: id.nullable(),
    steps: z.array(disputeStep),
  })
  .meta({ id: 'MyDispute' });
export type MyDispute = z.infer<typeof myDispute>;

export const listMyDisputes = route({
  method: 'GET',
  path: '/api/me/disputes',
  tag,
  access: signedIn,
  summary: 'My questions, newest first',
  response: z.object({ items: z.array(myDispute) }),
});
export const disputeEntry = route({
  method: 'POST',
  path: '/api/me/entries/:entryId/dispute',
  tag,
  access: signedIn,
  summary: 'Something is wrong with this entry',
  params: z.strictObject({ entryId }),
  body: z.strictObject({ question: sentence }),
  response: myDispute,
  status: 201,
  problems: [disputeWaits, disputeSettled],
});
/** To question a note is to show it: the security team learns of the click by this, and by nothing else. */
export const disputeNote = route({
  method: 'POST',
  path: '/api/me/notes/:noteId/dispute',
  tag,
  access: signedIn,
  summary: 'That was not me: shows the note to the security team',
  params: z.strictObject({ noteId: id }),
  body: z.strictObject({ question: sentence, showsTheNote: z.literal(true) }),
  response: myDispute,
  status: 201,
  problems: [disputeWaits, disputeSettled],
});

/** A question in the list of the security team: whose it is shows when it is opened, and the person reads that. */
export const dispute = z.object({ ...common, question: z.string() }).meta({ id: 'Dispute' });
export type Dispute = z.infer<typeof dispute>;
export const openedDispute = z
  .object({
    ...common,
    person: z.object({ id, name: z.string(), department: z.string() }),
    /** Nobody answers themselves. */
    own: z.boolean(),
    entry: pointsEntry.nullable(),
    note: myNote.pick({ campaign: true, occurredAt: true, act: true, reported: true }).nullable(),
    steps: z.array(disputeStep),
  })
  .meta({ id: 'OpenedDispute' });
export type OpenedDispute = z.infer<typeof openedDispute>;

export const listDisputes = route({
  method: 'GET',
  path: '/api/disputes',
  tag,
  access: forSecurity,
  summary: 'Questions of people, those that wait longest first',
  query: pageQuery.extend({ state: z.enum(['open', 'answered']).default('open') }),
  response: page(dispute),
});
export const readDispute = route({
  method: 'GET',
  path: '/api/disputes/:disputeId',
  tag,
  access: forSecurity,
  summary: 'One question, its person and what it is about; the person reads who looked',
  params: z.strictObject({ disputeId: id }),
  response: openedDispute,
});
/** Accepted: the entry is taken back, or the click no longer counts as the person's. */
export const answerDispute = route({
  method: 'POST',
  path: '/api/disputes/:disputeId/answer',
  tag,
  access: forSecurity,
  summary: 'Answer a question, with a reason',
  params: z.strictObject({ disputeId: id }),
  body: z.strictObject({ outcome: z.enum(disputeOutcomes), reason: sentence }),
  response: openedDispute,
  problems: [disputeSettled, entryReversed, reversalIsFinal],
});
/** The security team's own number, for everybody. Null while fewer than five answers are behind it. */
export const readDisputeFigures = route({
  method: 'GET',
  path: '/api/dispute-figures',
  tag,
  access: signedIn,
  summary: 'How long answers take: the median of the last 90 days',
  response: z.object({
    answered: z.number().int().nullable(),
    medianWorkingMinutes: z.number().nullable(),
  }),
});
