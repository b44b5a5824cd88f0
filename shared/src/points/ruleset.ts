import { z } from 'zod';
import { instant, plainText } from '../contract/index.js';

/** Kinds of behaviour that Vigil knows from the start; the security team can add more. */
export const knownKinds = [
  'simulation.reported',
  'simulation.passed',
  'threat.reported',
  'threat.confirmed',
  'training.completed',
  'quiz.passed',
  'policy.attested',
  'check.daily',
  'check.correct',
  'habit.adopted',
  'suggestion.adopted',
  'colleague.helped',
  'recognition.received',
  'spotlight.received',
  'spotlight.coins',
  'challenge.won',
] as const;
export const kind = z
  .string()
  .max(60)
  .regex(/^[a-z]+(\.[a-z-]+)+$/, 'is not a behaviour kind');

/** The parts of an award, in the order in which a cap cuts: what stands first is kept longest. */
export const ruleParts = ['base', 'speed', 'first'] as const;
export type RulePart = (typeof ruleParts)[number];

const points = z.number().int().min(0).max(1000);

/** Where a rule is not as it should be, and by which name a screen knows why. */
export const fault = (code: string, ...path: (string | number)[]) => ({ path, params: { code } });

/** How one kind of behaviour earns. Points are integers; shares are basis points (10 000 = 1). */
export const rule = z
  .strictObject({
    kind,
    /** What people read, for a kind that an organisation added; the kinds known from the start have words of their own. */
    title: plainText(80).optional(),
    base: points,
    /** Printed steps by working minutes since the mail was sent, quickest first; the largest at most a quarter of the base. */
    speed: z
      .array(z.strictObject({ withinWorkingMinutes: z.number().int().min(1).max(10_000), points }))
      .max(6)
      .default([]),
    /** For the first reporter of a campaign, decided once at settlement. */
    first: points.default(0),
    /** Counts for my balance, coins and level, never on a board (docs/adr/0007). */
    quiet: z.boolean().default(false),
    /** Brings its amount in coins, and no points. */
    coinsOnly: z.boolean().default(false),
    capPerDay: z.number().int().min(1).nullable().default(null),
    capPerWeek: z.number().int().min(1).nullable().default(null),
    /** One award for each object (a course, a policy version, a case); later facts about it bring only what is missing. */
    oncePerObject: z.boolean().default(false),
    /** At most one award in each aligned window of so many minutes. */
    cooldownMinutes: z.number().int().min(1).max(10_080).nullable().default(null),
  })
  .refine((r) => r.speed.every((s) => s.points * 4 <= r.base), {
    ...fault('speed-share', 'speed'),
    message: 'The speed part may be at most a quarter of the base.',
  })
  .refine(
    (r) =>
      r.speed.every(
        (s, i, all) =>
          i === 0 ||
          (s.withinWorkingMinutes > (all[i - 1]?.withinWorkingMinutes ?? 0) &&
            s.points <= (all[i - 1]?.points ?? 0)),
      ),
    { ...fault('speed-order', 'speed'), message: 'Speed steps go from quick to slow, and never up.' },
  )
  .refine((r) => r.quiet || !r.coinsOnly, {
    ...fault('coins-quiet', 'quiet'),
    message: 'What brings coins alone is for the person alone.',
  })
  .refine((r) => r.base + r.first + (r.speed[0]?.points ?? 0) <= 1000, {
    ...fault('award-limit', 'base'),
    message: 'An award is at most 1,000 points.',
  });
export type Rule = z.infer<typeof rule>;

/** A live event that multiplies; the highest one that applies counts, they do not stack. */
export const multiplier = z.strictObject({
  name: plainText(80),
  from: instant,
  until: instant,
  kinds: z.array(kind).min(1).max(200),
  factorBp: z.number().int().min(10_000).max(30_000),
});
export type Multiplier = z.infer<typeof multiplier>;

/** The scoring rules of an organisation from one instant on. A revision is never edited. */
export const ruleset = z.strictObject({
  revision: z.number().int().min(1),
  effectiveFrom: instant,
  rules: z
    .array(rule)
    .max(200)
    .refine((all) => new Set(all.map((r) => r.kind)).size === all.length, 'Each kind has one rule.'),
  multipliers: z.array(multiplier).max(50).default([]),
});
export type Ruleset = z.infer<typeof ruleset>;
