import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekOfDay } from '../calendar/index.js';
import {
  advance,
  decide,
  defaultRules,
  type DraftEntry,
  emptyBook,
  replay,
  type ReplayedFact,
  type Rule,
  type Ruleset,
  type StandingEntry,
  stateFor,
} from './index.js';
import { changedFields, changesBetween } from './changes.js';
import { differences } from './differences.js';

const kinds = ['threat.reported', 'training.completed', 'simulation.reported', 'colleague.helped'] as const;
const firstDayMs = Date.UTC(2026, 10, 2);
const facts: fc.Arbitrary<readonly ReplayedFact[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      day: fc.integer({ min: 0, max: 13 }),
      object: fc.constantFrom('a', 'b', null),
      workingMinutes: fc.option(fc.integer({ min: 0, max: 300 })),
      first: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    all.map(({ day, ...more }, i) => {
      const occurredAtMs = firstDayMs + day * 86_400_000;
      const date = new Date(occurredAtMs).toISOString().slice(0, 10);
      return { id: String(i), scorable: { ...more, occurredAtMs, day: date, week: weekOfDay(date) } };
    }),
  );
const changed: fc.Arbitrary<Ruleset> = fc
  .array(
    fc.record({
      base: fc.integer({ min: 0, max: 60 }),
      cap: fc.option(fc.integer({ min: 1, max: 90 })),
      coinsOnly: fc.boolean(),
    }),
    {
      minLength: defaultRules.length,
      maxLength: defaultRules.length,
    },
  )
  .map((all) =>
    rulesOf(
      defaultRules.map((r, i) => {
        const { base, cap, coinsOnly } = all[i]!;
        return { ...r, speed: [], base, capPerWeek: cap, coinsOnly, quiet: r.quiet || coinsOnly };
      }),
    ),
  );
const rulesOf = (rules: readonly Rule[]): Ruleset => ({
  ...{ revision: 1, effectiveFrom: '2026-01-01T00:00:00Z', rules: [...rules], multipliers: [] },
});
const current = rulesOf(defaultRules);

/** A ledger as recording writes it: one fact after the other, reversals among the entries. */
function ledgerOf(ruleset: Ruleset, all: readonly ReplayedFact[]) {
  const ledger: (DraftEntry & { id: string; factId: string })[] = [];
  let book = emptyBook;
  for (const { id: factId, scorable } of all) {
    const rule = ruleset.rules.find((r) => r.kind === scorable.kind)!;
    const effect = decide(ruleset, stateFor(book, rule, scorable), scorable);
    const ids = effect.entries.map((_, i) => String(ledger.length + i));
    book = advance(book, rule, scorable, effect, ids);
    ledger.push(...effect.entries.map((e, i) => ({ ...e, id: ids[i]!, factId })));
  }
  return ledger;
}
function standingOf(ledger: ReturnType<typeof ledgerOf>): StandingEntry[] {
  const takenBack = new Set(ledger.map((e) => e.reverses));
  return ledger.filter((e) => e.reverses === null && !takenBack.has(e.id));
}
const sums = (
  entries: readonly { factId: string; part: string; points: number; coins: number }[],
): Record<string, number> => {
  const by: Record<string, number> = {};
  for (const { factId, part, points, coins } of entries) {
    by[`${factId}/${part}/points`] = (by[`${factId}/${part}/points`] ?? 0) + points;
    by[`${factId}/${part}/coins`] = (by[`${factId}/${part}/coins`] ?? 0) + coins;
  }
  return Object.fromEntries(
    Object.entries(by)
      .filter(([, points]) => points !== 0)
      .sort(),
  );
};
const flat = (entries: ReturnType<typeof replay>) =>
  entries.map(({ factId, draft }) => ({ ...draft, factId }));

describe('a replay', () => {
  it('under the rules of the time is what the ledger says', () => {
    fc.assert(
      fc.property(facts, (all) => {
        expect(sums(flat(replay(all, () => current)))).toEqual(sums(standingOf(ledgerOf(current, all))));
      }),
    );
  });
});

describe('differences', () => {
  it('make the ledger say what the replay found, and are nothing the second time', () => {
    fc.assert(
      fc.property(facts, changed, (all, next) => {
        const standing = standingOf(ledgerOf(current, all));
        const wanted = replay(all, () => next);
        const { takeBack, give } = differences(standing, wanted);
        const after = [
          ...standing.filter((e) => !takeBack.includes(e.id)),
          ...give.map(({ factId, draft }, i) => ({ ...draft, factId, id: `new ${i}` })),
        ];
        expect(sums(after)).toEqual(sums(flat(wanted)));
        expect(differences(after, wanted)).toEqual({ takeBack: [], give: [] });
        expect(give.every(({ draft }) => draft.coins > 0)).toBe(true);
        expect(new Set(takeBack).size).toBe(takeBack.length);
      }),
    );
  });

  it('leave alone what is equal: the same rules write nothing', () => {
    fc.assert(
      fc.property(facts, (all) => {
        const standing = standingOf(ledgerOf(current, all));
        expect(
          differences(
            standing,
            replay(all, () => current),
          ),
        ).toEqual({ takeBack: [], give: [] });
      }),
    );
  });
});

describe('changes between rules', () => {
  it('name what differs, what is new and what is gone, and nothing else', () => {
    const [first, second, ...rest] = defaultRules;
    const after = [
      { ...first!, base: 21, quiet: true },
      ...rest,
      { ...second!, kind: 'door.locked', title: 'Locked up' },
    ];
    const changes = changesBetween(defaultRules, after);
    expect(changes.map((c) => [c.kind, c.before === null, c.after === null])).toEqual([
      ['simulation.reported', false, false],
      ['door.locked', true, false],
      ['simulation.passed', false, true],
    ]);
    expect(changedFields(changes[0]!.before!, changes[0]!.after!)).toEqual(['base', 'quiet']);
    expect(changesBetween(defaultRules, defaultRules)).toEqual([]);
  });
});
