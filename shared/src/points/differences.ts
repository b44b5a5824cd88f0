import type { DraftEntry } from './decide.types.js';
import type { ReplayedEntry } from './replay.js';
import type { RulePart } from './ruleset.js';

/** An award that the ledger holds, by the fact that brought it. */
export interface StandingEntry {
  readonly id: string;
  readonly factId: string;
  readonly part: RulePart;
  readonly points: number;
  readonly coins: number;
  readonly quiet: boolean;
}

/** An entry to write for a fact. */
export interface GivenAnew {
  readonly factId: string;
  readonly draft: DraftEntry;
  /** What stood before in its place; empty where nothing did. */
  readonly insteadOf: readonly string[];
}

/** What turns the awards that stand into those that a replay found. */
export interface Differences {
  /** Entries to take back, wholly. */
  readonly takeBack: readonly string[];
  readonly give: readonly GivenAnew[];
}

/**
 * The entries by which the ledger, which is never edited, comes to say what a replay found, part by part of each fact.
 * What is equal stays untouched. What is more by the replay is given as the difference; what is less is taken back, and
 * what is right is written anew; so is what counts otherwise than before: for others too, or in coins alone.
 */
export function differences(
  standing: readonly StandingEntry[],
  replayed: readonly ReplayedEntry[],
): Differences {
  const old = new Map<string, StandingEntry[]>();
  for (const entry of standing) {
    const key = keyOf(entry.factId, entry.part);
    old.set(key, [...(old.get(key) ?? []), entry]);
  }
  const takeBack: string[] = [];
  const give: GivenAnew[] = [];
  for (const { factId, draft } of replayed) {
    const key = keyOf(factId, draft.part);
    const before = old.get(key) ?? [];
    old.delete(key);
    const had = before.reduce((sum, e) => sum + e.coins, 0);
    const alike = before.every((e) => e.quiet === draft.quiet && (e.points === 0) === (draft.points === 0));
    if (alike && had === draft.coins) continue;
    const insteadOf = before.map((e) => e.id);
    if (alike && had < draft.coins) {
      const coins = draft.coins - had;
      give.push({ factId, draft: { ...draft, coins, points: draft.points === 0 ? 0 : coins }, insteadOf });
      continue;
    }
    takeBack.push(...insteadOf);
    give.push({ factId, draft, insteadOf });
  }
  takeBack.push(...[...old.values()].flat().map((e) => e.id));
  return { takeBack, give };
}

function keyOf(factId: string, part: RulePart): string {
  return `${factId}/${part}`;
}
