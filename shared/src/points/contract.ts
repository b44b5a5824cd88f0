import { z } from 'zod';
import { id, instant, page, pageQuery, route, signedIn } from '../contract/index.js';
import { kind, rule, ruleParts } from './ruleset.js';

const tag = 'Points';

/** Why an entry has its number. */
export const explanation = z
  .object({
    full: z.number().int(),
    speedStep: z.object({ withinWorkingMinutes: z.number().int(), points: z.number().int() }).nullable(),
    workingMinutes: z.number().nullable(),
    factorBp: z.number().int(),
    cap: z
      .object({ per: z.enum(['day', 'week']), limit: z.number().int(), usedBefore: z.number().int() })
      .nullable(),
  })
  .meta({ id: 'Explanation' });

/** One line of my record. */
export const pointsEntry = z
  .object({
    id: z.string(),
    kind,
    part: z.enum(ruleParts),
    points: z.number().int(),
    coins: z.number().int(),
    quiet: z.boolean(),
    occurredAt: instant,
    recordedAt: instant,
    /** Words of the source for what this was about: a campaign, a course. */
    about: z.string().nullable(),
    revision: z.number().int(),
    source: z.string(),
    explanation,
    /** The entry that this one takes back, and the reason that was given. */
    reverses: z.object({ id: z.string(), reason: z.string() }).nullable(),
    reversedBy: z.string().nullable(),
    /** Set where earlier weeks were counted again, by a decision of two people: why, and who agreed. */
    rescore: z.object({ why: z.string(), approvedBy: z.string() }).nullable(),
  })
  .meta({ id: 'PointsEntry' });
export type PointsEntry = z.infer<typeof pointsEntry>;

export const readMyPoints = route({
  method: 'GET',
  path: '/api/me/points',
  tag,
  access: signedIn,
  summary: 'My sums: today, week, month, season, all time, coins',
  response: z.object({
    today: z.number().int(),
    week: z.number().int(),
    month: z.number().int(),
    season: z.number().int(),
    all: z.number().int(),
    coins: z.number().int(),
    seasonKey: z.string(),
    seasonEndsAt: instant,
  }),
});
export const listMyEntries = route({
  method: 'GET',
  path: '/api/me/entries',
  tag,
  access: signedIn,
  summary: 'My record, newest first',
  query: pageQuery,
  response: page(pointsEntry),
});
export const readMyEntry = route({
  method: 'GET',
  path: '/api/me/entries/:entryId',
  tag,
  access: signedIn,
  summary: 'Why this number?',
  params: z.strictObject({ entryId: z.string().regex(/^\d{1,18}$/) }),
  response: pointsEntry,
});
export const exportMyEntries = route({
  method: 'GET',
  path: '/api/me/entries.csv',
  tag,
  access: signedIn,
  summary: 'My record as CSV',
  response: z.string(),
  produces: 'text/csv; charset=utf-8',
});
/** What earns points: made from the ruleset that counts now. */
export const readRuleset = route({
  method: 'GET',
  path: '/api/ruleset',
  tag,
  access: signedIn,
  summary: 'What earns points now',
  response: z.object({
    revision: z.number().int(),
    effectiveFrom: instant,
    rules: z.array(rule),
    kinds: z.array(z.object({ kind, title: z.string().nullable() })),
    /** The next change that has been decided, if one has: nobody is surprised by a rule. */
    next: z
      .object({ revision: z.number().int(), effectiveFrom: instant, rules: z.array(rule) })
      .nullable()
      .default(null),
  }),
});
export const memberBalance = z.object({ memberId: id, points: z.number().int(), coins: z.number().int() });
