import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekOfDay } from '../calendar/index.js';
import {
  type DraftEntry,
  type Rule,
  type Ruleset,
  type ScorableBehaviour,
  advance,
  decide,
  emptyBook,
  ruleParts,
  stateFor,
} from './index.js';
import { multiplier, rule } from './ruleset.js';

const kind = 'training.completed';
interface Posted extends DraftEntry {
  readonly id: string;
  readonly day: string;
  readonly object: string | null;
}

/** Decides facts one after the other and gives the ledger, the member's total after each fact, and the book. */
function play(ruleset: Ruleset, facts: readonly ScorableBehaviour[]) {
  const given = ruleset.rules[0]!;
  const ledger: Posted[] = [];
  const totals: number[] = [];
  let book = emptyBook;
  for (const fact of facts) {
    const effect = decide(ruleset, stateFor(book, given, fact), fact);
    const ids = effect.entries.map((_, i) => `e${ledger.length + i}`);
    book = advance(book, given, fact, effect, ids);
    effect.entries.forEach((e, i) => {
      const day = ledger.find((l) => l.id === e.reverses)?.day ?? fact.day;
      ledger.push({ ...e, id: ids[i]!, day, object: fact.object });
    });
    totals.push(ledger.reduce((sum, e) => sum + e.coins, 0));
  }
  return { ledger, totals, book };
}

function sums(ledger: readonly Posted[], key: (e: Posted) => string): Record<string, number> {
  const by: Record<string, number> = {};
  for (const e of ledger) by[key(e)] = (by[key(e)] ?? 0) + e.coins;
  return Object.fromEntries(
    Object.entries(by)
      .filter(([, points]) => points !== 0)
      .sort(),
  );
}

const firstDayMs = Date.UTC(2026, 11, 24);
/** Eighteen days over week 53 and the new year. */
const fact: fc.Arbitrary<ScorableBehaviour> = fc
  .record({
    dayNumber: fc.integer({ min: 0, max: 17 }),
    minute: fc.integer({ min: 0, max: 1439 }),
    object: fc.constantFrom('a', 'b', 'c', 'd', null),
    workingMinutes: fc.option(fc.integer({ min: 0, max: 300 })),
    first: fc.boolean(),
  })
  .map(({ dayNumber, minute, object, workingMinutes, first }) => {
    const occurredAtMs = firstDayMs + dayNumber * 86_400_000 + minute * 60_000;
    const day = new Date(occurredAtMs).toISOString().slice(0, 10);
    return { kind, occurredAtMs, day, week: weekOfDay(day), object, workingMinutes, first };
  });
const facts = fc.array(fact, { maxLength: 25 });

const cap = fc.option(fc.integer({ min: 1, max: 120 }));
const anyRule: fc.Arbitrary<Rule> = fc
  .record({
    base: fc.integer({ min: 0, max: 60 }),
    steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 15 })), {
      maxLength: 3,
    }),
    first: fc.integer({ min: 0, max: 10 }),
    quiet: fc.boolean(),
    coinsOnly: fc.boolean(),
    capPerDay: cap,
    capPerWeek: cap,
    oncePerObject: fc.boolean(),
    cooldownMinutes: fc.option(fc.integer({ min: 1, max: 3000 }), { freq: 3 }),
  })
  .map(({ steps, ...r }) => {
    const within = [...new Set(steps.map(([w]) => w))].sort((a, b) => a - b);
    const points = steps.map(([, p]) => Math.min(p, Math.floor(r.base / 4))).sort((a, b) => b - a);
    const speed = within.map((withinWorkingMinutes, i) => ({ withinWorkingMinutes, points: points[i]! }));
    return rule.parse({ kind, ...r, quiet: r.quiet || r.coinsOnly, speed });
  });
const liveEvents = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 17 }),
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 10_000, max: 30_000 }),
  ),
  { maxLength: 3 },
);
const rulesetOf = (given: Rule, events: readonly [number, number, number][] = []): Ruleset => ({
  revision: 1,
  effectiveFrom: '2026-01-01T00:00:00Z',
  rules: [given],
  multipliers: events.map(([from, days, factorBp]) =>
    multiplier.parse({
      name: 'live',
      from: new Date(firstDayMs + from * 86_400_000).toISOString(),
      until: new Date(firstDayMs + (from + days) * 86_400_000).toISOString(),
      kinds: [kind],
      factorBp,
    }),
  ),
});
const anyRuleset = fc.tuple(anyRule, liveEvents).map(([r, events]) => rulesetOf(r, events));
const shuffled = <T>(items: fc.Arbitrary<T[]>) =>
  items.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));

describe('whatever the rule and the facts', () => {
  it('entries are whole numbers within bounds, totals never fall, reversals undo their entry exactly once', () => {
    fc.assert(
      fc.property(anyRuleset, facts, (ruleset, all) => {
        const { ledger, totals } = play(ruleset, all);
        totals.forEach((total, i) => expect(total).toBeGreaterThanOrEqual(totals[i - 1] ?? 0));
        for (const e of ledger) {
          expect(Number.isInteger(e.coins)).toBe(true);
          expect(Math.abs(e.coins)).toBeGreaterThan(0);
          expect(Math.abs(e.coins)).toBeLessThanOrEqual(1000);
          expect(e.points).toBe(ruleset.rules[0]!.coinsOnly ? 0 : e.coins);
          if (e.reverses === null) expect(e.coins).toBeGreaterThan(0);
          else expect(ledger.find((l) => l.id === e.reverses)?.coins).toBe(-e.coins);
        }
        const reversed = ledger.flatMap((e) => e.reverses ?? []);
        expect(new Set(reversed).size).toBe(reversed.length);
      }),
      { numRuns: 400 },
    );
  });

  it('caps are never exceeded, and the book counts what the ledger holds', () => {
    fc.assert(
      fc.property(anyRuleset, facts, (ruleset, all) => {
        const { ledger, book } = play(ruleset, all);
        const { capPerDay, capPerWeek } = ruleset.rules[0]!;
        const days = sums(ledger, (e) => e.day);
        const weeks = sums(ledger, (e) => weekOfDay(e.day));
        for (const points of Object.values(days)) expect(points).toBeLessThanOrEqual(capPerDay ?? Infinity);
        for (const points of Object.values(weeks)) expect(points).toBeLessThanOrEqual(capPerWeek ?? Infinity);
        for (const [key, points] of book.used) {
          const dayOrWeek = (JSON.parse(key) as [string, string])[1];
          expect({ ...days, ...weeks }[dayOrWeek] ?? 0).toBe(points);
        }
        const standing = [...book.given.values()].flat();
        const objects = ledger.filter((e) => e.object !== null && ruleset.rules[0]!.oncePerObject);
        expect(standing.reduce((sum, g) => sum + g.coins, 0)).toBe(
          objects.reduce((sum, e) => sum + e.coins, 0),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('a fact about an object that comes again brings nothing, unless a cap had cut it', () => {
    fc.assert(
      fc.property(anyRuleset, facts, (ruleset, all) => {
        const given = {
          ...ruleset.rules[0]!,
          capPerDay: null,
          capPerWeek: null,
          oncePerObject: true,
          cooldownMinutes: null,
        };
        const open = { ...ruleset, rules: [given] };
        const about = all.filter((f) => f.object !== null);
        expect(play(open, [...about, ...about]).ledger).toEqual(play(open, about).ledger);
      }),
    );
  });
});

describe('the order of facts', () => {
  it('does not change the sums by object and part, which are the highest targets', () => {
    fc.assert(
      fc.property(anyRuleset, shuffled(facts), (ruleset, [all, other]) => {
        const open = { ...ruleset.rules[0]!, capPerDay: null, capPerWeek: null, cooldownMinutes: null };
        const free = { ...ruleset, rules: [open] };
        const by = (e: Posted) => `${e.object ?? '-'} ${e.part}`;
        expect(sums(play(free, other).ledger, by)).toEqual(sums(play(free, all).ledger, by));
        if (!open.oncePerObject) return;
        const highest = sums(
          ['a', 'b', 'c', 'd'].flatMap((object) =>
            ruleParts.map((part) => {
              const alone = all.filter((f) => f.object === object).map((f) => play(free, [f]).ledger);
              const coins = Math.max(0, ...alone.map((l) => l.find((e) => e.part === part)?.coins ?? 0));
              return { part, coins, object } as Posted;
            }),
          ),
          by,
        );
        const ledger = play(free, other).ledger.filter((e) => e.object !== null);
        expect(sums(ledger, by)).toEqual(highest);
      }),
      { numRuns: 300 },
    );
  });

  it('does not change on which day an award stands: that of the earliest fact about its object', () => {
    fc.assert(
      fc.property(anyRule, shuffled(facts), (given, [all, other]) => {
        const open = {
          ...given,
          capPerDay: null,
          capPerWeek: null,
          cooldownMinutes: null,
          oncePerObject: true,
        };
        const alike = (list: readonly ScorableBehaviour[]) =>
          list.filter((f) => f.object !== null).map((f) => ({ ...f, workingMinutes: 3, first: false }));
        const by = (e: Posted) => `${e.object ?? '-'} ${e.day} ${e.part}`;
        const ledger = play(rulesetOf(open), alike(other)).ledger;
        expect(sums(ledger, by)).toEqual(sums(play(rulesetOf(open), alike(all)).ledger, by));
        const earliest = (object: string | null) =>
          all
            .filter((f) => f.object === object)
            .map((f) => f.day)
            .sort()[0];
        for (const key of Object.keys(sums(ledger, by))) {
          const [object, day] = key.split(' ');
          expect(day).toBe(earliest(object!));
        }
      }),
    );
  });

  it('does not change capped sums: by week the nested minimum, by day too while the weekly cap does not bind', () => {
    fc.assert(
      fc.property(anyRuleset, shuffled(facts), (ruleset, [all, other]) => {
        const given = { ...ruleset.rules[0]!, oncePerObject: false, cooldownMinutes: null };
        const capped = { ...ruleset, rules: [given] };
        const free = { ...ruleset, rules: [{ ...given, capPerDay: null, capPerWeek: null }] };
        const days = sums(play(free, all).ledger, (e) => e.day);
        const expectedDays = Object.entries(days).map(([d, p]): [string, number] => [
          d,
          Math.min(given.capPerDay ?? p, p),
        ]);
        const expectedWeeks: Record<string, number> = {};
        for (const [d, p] of expectedDays)
          expectedWeeks[weekOfDay(d)] = (expectedWeeks[weekOfDay(d)] ?? 0) + p;
        const { ledger } = play(capped, other);
        const weeks = sums(ledger, (e) => weekOfDay(e.day));
        for (const [week, points] of Object.entries(expectedWeeks)) {
          expect(weeks[week] ?? 0).toBe(Math.min(given.capPerWeek ?? points, points));
          if (points > (given.capPerWeek ?? points)) continue;
          const inWeek = (d: string) => weekOfDay(d) === week;
          const got = sums(
            ledger.filter((e) => inWeek(e.day)),
            (e) => e.day,
          );
          expect(got).toEqual(Object.fromEntries(expectedDays.filter(([d, p]) => inWeek(d) && p > 0)));
        }
      }),
      { numRuns: 400 },
    );
  });
});
