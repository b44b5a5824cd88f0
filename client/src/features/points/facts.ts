import type { PointsEntry } from '@vigil/shared/points';

/** What a person reads as one thing they did: the entries that one fact brought at once (base, quick, first). */
export interface Fact {
  /** Id of its first entry. */
  readonly id: string;
  readonly entries: readonly PointsEntry[];
  readonly points: number;
  readonly coins: number;
  /** Brought coins alone: its number is one of coins. */
  readonly coinsOnly: boolean;
  /** Every entry of it was taken back later. */
  readonly takenBack: boolean;
}

/** Puts the entries of one fact together, in the order of the list. Corrections stand alone. */
export function facts(entries: readonly PointsEntry[]): Fact[] {
  const groups = new Map<string, PointsEntry[]>();
  for (const entry of entries) {
    const key = sameFact(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()].map(factOf);
}

/** The fact that an entry belongs to, as far as its sisters are at hand. */
export function factAround(entry: PointsEntry, entries: readonly PointsEntry[]): Fact {
  const key = sameFact(entry);
  const sisters = entries.filter((other) => sameFact(other) === key);
  return factOf(sisters.some((other) => other.id === entry.id) ? sisters : [entry]);
}

function sameFact(entry: PointsEntry): string {
  if (entry.reverses) return `reversal/${entry.id}`;
  return [entry.kind, entry.occurredAt, entry.recordedAt, entry.source, entry.about].join('/');
}

const partOrder = { base: 0, speed: 1, first: 2 } as const;

function factOf(group: readonly PointsEntry[]): Fact {
  const entries = [...group].sort((a, b) => partOrder[a.part] - partOrder[b.part]);
  const sum = (pick: (entry: PointsEntry) => number) => entries.reduce((all, entry) => all + pick(entry), 0);
  const points = sum((entry) => entry.points);
  return {
    id: entries[0]?.id ?? '',
    entries,
    points,
    coins: sum((entry) => entry.coins),
    coinsOnly: points === 0,
    takenBack: entries.every((entry) => entry.reversedBy !== null),
  };
}

/** The entry that speaks for a fact: its kind, times, source and revision. */
export function headOf(fact: Fact): PointsEntry {
  const [head] = fact.entries;
  if (!head) throw new Error('A fact has at least one entry.');
  return head;
}

/** A fact's number, of points or of coins alone, as a sum: parts before any live event, what the event added, what a limit took, and the result. */
export interface Sum {
  readonly parts: readonly { readonly entry: PointsEntry; readonly amount: number }[];
  readonly factor: number;
  readonly byEvent: number;
  readonly cap: PointsEntry['explanation']['cap'];
  /** What was not given: cut by the cap, or counted before. Never negative. */
  readonly cut: number;
  readonly result: number;
}

export function sumOf(fact: Fact): Sum {
  const factorBp = headOf(fact).explanation.factorBp;
  const parts = fact.entries.map((entry) => ({
    entry,
    amount: Math.round((entry.explanation.full * 10_000) / entry.explanation.factorBp),
  }));
  const full = fact.entries.reduce((all, entry) => all + entry.explanation.full, 0);
  return {
    parts,
    factor: factorBp / 10_000,
    byEvent: full - parts.reduce((all, part) => all + part.amount, 0),
    cap: fact.entries.map((entry) => entry.explanation.cap).find((cap) => cap !== null) ?? null,
    cut: Math.max(0, full - fact.coins),
    result: fact.coins,
  };
}
