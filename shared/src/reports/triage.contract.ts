import { z } from 'zod';
import { id, instant, only, page, pageQuery, plainText, problem, route } from '../contract/index.js';
import { groupState, reportKind, verdict } from './kinds.js';
import { mailView } from './mail.js';

const tag = 'Triage';
/** Nobody else: not leaders, and not administrators. */
const securityOnly = only('security');
export const reportChanged = problem(
  'report-changed',
  409,
  'Somebody else was here meanwhile. Look at it again.',
);
export const reportNotOpen = problem('report-not-open', 409, 'This has been answered already.');
export const noMail = problem('no-mail', 404, 'No mail came with this, or it is no longer kept.');

/** Reports about one thing: the same mail groups itself, everything else stands alone until somebody says otherwise. */
export const triageItem = z
  .object({
    id,
    number: z.number().int(),
    kind: reportKind,
    /** Subject of the mail, else the sentence; defanged. */
    title: z.string(),
    state: groupState,
    /** How many verdicts there were: what a new one has to name. */
    verdictNo: z.number().int(),
    /** Who told of it, the first first. */
    reporters: z.array(z.string()),
    /** Of these, how many people. */
    people: z.number().int(),
    firstAt: instant,
    lastAt: instant,
    answeredAt: instant.nullable(),
    hasMail: z.boolean(),
    /** I am one of them: my answer brings me nothing. */
    mine: z.boolean(),
  })
  .meta({ id: 'TriageItem' });
export type TriageItem = z.infer<typeof triageItem>;

export const triageGroup = triageItem
  .extend({
    reports: z.array(
      z.object({
        id,
        reporter: z.object({ id, name: z.string(), department: z.string().nullable() }),
        /** Defanged. */
        text: z.string(),
        at: instant,
        /** The same person had told of it before. */
        again: z.boolean(),
        answeredAt: instant.nullable(),
      }),
    ),
    mail: z
      .object({ subject: z.string(), from: z.string(), bytes: z.number().int(), keptUntil: instant })
      .nullable(),
    /** Newest first. */
    verdicts: z.array(
      z.object({ no: z.number().int(), verdict, thanks: z.string(), by: z.string(), at: instant }),
    ),
    /** The group that answers for this one. */
    mergedInto: z.object({ id, number: z.number().int() }).nullable(),
  })
  .meta({ id: 'TriageGroup' });
export type TriageGroup = z.infer<typeof triageGroup>;

export const triageViews = ['open', 'confirmed', 'harmless', 'duplicate'] as const;
export const triageView = z.enum(triageViews);
export type TriageView = z.infer<typeof triageView>;

const params = z.strictObject({ groupId: id });
const shared = { tag, access: securityOnly, params, response: triageGroup } as const;

export const listTriage = route({
  method: 'GET',
  path: '/api/triage',
  tag,
  access: securityOnly,
  summary: 'What was reported: what waits longest first, else newest first',
  query: pageQuery.extend({ view: triageView.default('open'), kind: reportKind.optional() }),
  response: page(triageItem),
});
export const readTriage = route({
  ...shared,
  method: 'GET',
  path: '/api/triage/:groupId',
  summary: 'Reports about one thing',
});
export const takeInReview = route({
  ...shared,
  method: 'POST',
  path: '/api/triage/:groupId/review',
  summary: 'Say that somebody looks at it',
});
export const giveVerdict = route({
  ...shared,
  method: 'POST',
  path: '/api/triage/:groupId/verdict',
  summary: 'Answer everybody who told of it; a changed answer takes back what the first one brought',
  body: z.strictObject({
    verdict,
    /** What each of them reads. */
    thanks: plainText(500),
    /** The number of verdicts that the answerer saw. */
    verdictNo: z.number().int().min(0).max(1_000_000),
  }),
  problems: [reportChanged, reportNotOpen],
});
export const markDuplicate = route({
  ...shared,
  method: 'POST',
  path: '/api/triage/:groupId/duplicate',
  summary: 'Put it to another one, which answers for it',
  body: z.strictObject({ of: id }),
  problems: [reportNotOpen],
});
/** A POST, because each look is noted. */
export const openMail = route({
  method: 'POST',
  path: '/api/triage/:groupId/mail',
  tag,
  access: securityOnly,
  summary: 'Look at the mail, as text',
  params,
  response: mailView,
  problems: [noMail],
});
/** The file itself, in base64 within JSON: nothing on its way can open or run it. */
export const takeMail = route({
  method: 'POST',
  path: '/api/triage/:groupId/mail/original',
  tag,
  access: securityOnly,
  summary: 'Take the mail as it came, for a machine made for that',
  params,
  response: z.object({ name: z.string(), sha256: z.string(), base64: z.string() }),
  problems: [noMail],
});
