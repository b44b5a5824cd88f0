import { type BadgeRules, countedKinds, type HeldTier, tiers, type Tier } from '@vigil/shared/badges';
import type { MemberBook } from './kept-books.js';

/** What is known of some members before facts change it. */
export interface BadgeBooks {
  readonly rules: BadgeRules;
  readonly books: ReadonlyMap<string, MemberBook>;
}

export const emptyBook: MemberBook = { counts: new Map(), held: [], lastDay: null };

/** All kinds that criteria count which count any of the given ones: what has to be read before such facts. */
export function kindsBeside({ all }: BadgeRules, kinds: readonly string[]): string[] {
  const given = new Set(kinds);
  const beside = new Set<string>();
  for (const { badges } of all)
    for (const { criterion } of badges) {
      const counted = countedKinds(criterion);
      if (counted.some((kind) => given.has(kind))) for (const kind of counted) beside.add(kind);
    }
  return [...beside];
}

/** All kinds that any badge counts or has counted. */
export function kindsCounted({ all }: BadgeRules): string[] {
  return [
    ...new Set(all.flatMap(({ badges }) => badges.flatMap(({ criterion }) => countedKinds(criterion)))),
  ];
}

/** How long a streak has to be for the next tier that a member does not hold; Infinity where all are held. */
export function nextStreak(
  { current }: BadgeRules,
  held: readonly HeldTier[],
): { readonly days: number; readonly weeks: number } {
  const next = { days: Infinity, weeks: Infinity };
  for (const { key, criterion, thresholds, retired } of current.badges) {
    if (criterion.by !== 'streak' || retired) continue;
    const has = held.filter(({ badge }) => badge === key).map(({ tier }): Tier => tier);
    const missing = tiers.filter((tier) => !has.includes(tier)).map((tier) => thresholds[tier]);
    next[criterion.unit] = Math.min(next[criterion.unit], ...missing);
  }
  return next;
}
