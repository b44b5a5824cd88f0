import { z } from 'zod';
import { kind } from '../points/index.js';

/** The three tiers of every badge, lowest first. */
export const tiers = ['bronze', 'silver', 'gold'] as const;
export type Tier = (typeof tiers)[number];

/** What a badge counts of one person. */
export const criterion = z.discriminatedUnion('by', [
  /** Facts of these kinds that brought points which boards count, and still stand. */
  z.strictObject({ by: z.literal('behaviours'), kinds: z.array(kind).min(1).max(10) }),
  /** Points of all time that boards count. */
  z.strictObject({ by: z.literal('points') }),
  /** The longest streak so far. */
  z.strictObject({ by: z.literal('streak'), unit: z.enum(['days', 'weeks']) }),
  z.strictObject({ by: z.literal('challenges'), how: z.enum(['joined', 'won']) }),
  z.strictObject({ by: z.literal('recognition'), how: z.enum(['given', 'received']) }),
]);
export type Criterion = z.infer<typeof criterion>;

/**
 * Quiet kinds that count all the same. Thanks are quiet so that they buy no rank; that somebody was thanked is theirs to
 * show.
 */
export const countedThoughQuiet: readonly string[] = ['recognition.received'];

/** Figures that the ledger does not hold: the feature that knows one registers it. */
export const outsideMeasures = ['challenges.joined', 'recognition.given'] as const;
export type OutsideMeasure = (typeof outsideMeasures)[number];

/** What is known of a person. A kind or a figure that is missing was not looked at: nothing follows from it. */
export interface BadgeFacts {
  /** Standing facts by kind, 0 where there are none. */
  readonly counts: ReadonlyMap<string, number>;
  readonly points?: number;
  readonly streaks?: { readonly days: number; readonly weeks: number };
  readonly outside?: ReadonlyMap<OutsideMeasure, number>;
}

/** The kinds whose facts a criterion counts in the ledger. */
export function countedKinds(of: Criterion): readonly string[] {
  if (of.by === 'behaviours') return of.kinds;
  if (of.by === 'challenges' && of.how === 'won') return ['challenge.won'];
  if (of.by === 'recognition' && of.how === 'received') return ['recognition.received'];
  return [];
}

/** The registered figure that a criterion looks at; null where it needs none. */
export function outsideMeasureOf(of: Criterion): OutsideMeasure | null {
  if (of.by === 'challenges' && of.how === 'joined') return 'challenges.joined';
  if (of.by === 'recognition' && of.how === 'given') return 'recognition.given';
  return null;
}

/** Where a person stands by a criterion; null where what it looks at is not known. */
export function valueOf(of: Criterion, facts: BadgeFacts): number | null {
  if (of.by === 'points') return facts.points ?? null;
  if (of.by === 'streak') return facts.streaks?.[of.unit] ?? null;
  const outside = outsideMeasureOf(of);
  if (outside !== null) return facts.outside?.get(outside) ?? null;
  let sum = 0;
  for (const kind of countedKinds(of)) {
    const count = facts.counts.get(kind);
    if (count === undefined) return null;
    sum += count;
  }
  return sum;
}
