import {
  capKey,
  differences,
  type Differences,
  emptyBook,
  type GivenPart,
  objectKey,
  replay,
  type RulePart,
  type Ruleset,
  type ScoringBook,
} from '@vigil/shared/points';
import type { RecordedFact } from './recorded-facts.store.js';

/** An award of one member that no move and no earlier re-score has replaced. */
export interface HeldEntry {
  readonly id: string;
  readonly factId: string | null;
  readonly kind: string;
  readonly object: string | null;
  readonly part: RulePart;
  readonly points: number;
  readonly coins: number;
  readonly quiet: boolean;
  readonly day: string;
  readonly week: string;
}

/**
 * What counting one member's facts again under a revision changes. Facts that people have corrected are not among them:
 * what was decided stands, fills its caps and counts as given; so do awards for the same thing from outside the weeks.
 */
export function rescored(
  facts: readonly RecordedFact[],
  held: readonly HeldEntry[],
  ruleset: Ruleset,
): Differences {
  const counted = new Set(facts.map((fact) => fact.id));
  const standing = held.flatMap((e) =>
    e.factId !== null && counted.has(e.factId) ? [{ ...e, factId: e.factId }] : [],
  );
  const others = held.filter((e) => e.factId === null || !counted.has(e.factId));
  return differences(
    standing,
    replay(facts, () => ruleset, bookOf(others)),
  );
}

function bookOf(entries: readonly HeldEntry[]): ScoringBook {
  const given = new Map<string, GivenPart[]>();
  const used = new Map<string, number>();
  for (const e of entries) {
    if (e.object !== null) {
      const key = objectKey(e.kind, e.object);
      const part = { entryId: e.id, part: e.part, points: e.points, coins: e.coins };
      // as corrected: it counts as given, and stays where it is
      given.set(key, [...(given.get(key) ?? []), { ...part, day: e.day, quiet: e.quiet, corrected: true }]);
    }
    for (const key of [capKey(e.kind, e.day), capKey(e.kind, e.week)])
      used.set(key, (used.get(key) ?? 0) + e.coins);
  }
  return { ...emptyBook, given, used };
}
