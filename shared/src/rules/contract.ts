import { z } from 'zod';
import { instant, only, page, pageQuery, plainText, problem, route } from '../contract/index.js';
import { kind, multiplier, rule } from '../points/index.js';
import { rulesDraft } from './draft.js';

const tag = 'Rules';
/** The security team edits; administrators and whoever audits with them read. */
const forSecurity = only('security');
const forReaders = only('security', 'administrator');

export const rulesConflict = problem(
  'rules-conflict',
  409,
  'Somebody has published other rules since this draft was begun.',
);
export const rulesTooEarly = problem(
  'rules-too-early',
  422,
  'Rules take effect now or later, never earlier.',
);
export const rulesUnchanged = problem('rules-unchanged', 409, 'These are the rules that hold already.');
export const rulesScheduled = problem(
  'rules-scheduled',
  409,
  'Other rules are scheduled to take effect after that. Withdraw them first.',
);
export const rulesInForce = problem('rules-in-force', 409, 'These rules have taken effect.');
export const rulesWithdrawn = problem('rules-withdrawn', 409, 'These rules have been withdrawn.');

const revisionNumber = z.number().int().min(1);
const revisionParam = z.strictObject({ revision: z.coerce.number().int().min(1).max(2_000_000_000) });
const why = plainText(300);

/** One revision of the rules: what it says, who made it and why, and when it holds. */
export const rulesRevision = z
  .object({
    revision: revisionNumber,
    state: z.enum(['past', 'current', 'scheduled', 'withdrawn']),
    effectiveFrom: instant,
    publishedAt: instant,
    /** Null for the rules that Vigil came with. */
    publishedBy: z.string().nullable(),
    note: z.string().nullable(),
    basedOn: revisionNumber.nullable(),
    /** The revision whose content this one brings back. */
    restores: revisionNumber.nullable(),
    withdrawn: z.object({ at: instant, by: z.string(), why: z.string() }).nullable(),
    rules: z.array(rule),
    multipliers: z.array(multiplier),
    /** Against the revision that this one was based on. */
    changes: z.array(z.object({ kind, before: rule.nullable(), after: rule.nullable() })),
    eventsChanged: z.boolean(),
  })
  .meta({ id: 'RulesRevision' });
export type RulesRevision = z.infer<typeof rulesRevision>;

export const listRules = route({
  method: 'GET',
  path: '/api/rulesets',
  tag,
  access: forReaders,
  summary: 'Revisions of the rules, newest first',
  query: pageQuery,
  /** `newest` is what a draft is based on when it is begun now. */
  response: page(rulesRevision).extend({ newest: revisionNumber }),
});

/** When a revision takes effect: null is now, within a few seconds. */
const from = instant.nullable();

export const publishRules = route({
  method: 'POST',
  path: '/api/rulesets',
  tag,
  access: forSecurity,
  summary: 'Publish rules, from now or from a later time',
  body: z.strictObject({ draft: rulesDraft, baseRevision: revisionNumber, from, note: why }),
  response: rulesRevision,
  status: 201,
  problems: [rulesConflict, rulesTooEarly, rulesScheduled, rulesUnchanged],
});
export const restoreRules = route({
  method: 'POST',
  path: '/api/rulesets/:revision/restore',
  tag,
  access: forSecurity,
  summary: 'Roll back: publish the content of an earlier revision as a new one',
  params: revisionParam,
  body: z.strictObject({ baseRevision: revisionNumber, from, note: why }),
  response: rulesRevision,
  status: 201,
  problems: [rulesConflict, rulesTooEarly, rulesScheduled, rulesUnchanged],
});
export const withdrawRules = route({
  method: 'POST',
  path: '/api/rulesets/:revision/withdraw',
  tag,
  access: forSecurity,
  summary: 'Withdraw a revision before it takes effect',
  params: revisionParam,
  body: z.strictObject({ why }),
  response: rulesRevision,
  problems: [rulesInForce, rulesWithdrawn],
});
