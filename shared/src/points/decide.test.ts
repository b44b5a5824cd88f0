import { describe, expect, it } from 'vitest';
import {
  type GivenPart,
  type Rule,
  type Ruleset,
  type ScorableBehaviour,
  type ScoringState,
  cooldownWindow,
  decide,
  factorOf,
  ruleOf,
  rulesetAt,
} from './index.js';
import { rule } from './ruleset.js';

const blank: ScoringState = { given: [], usedThatDay: 0, usedThatWeek: 0, cooling: false };
const report: ScorableBehaviour = {
  kind: 'simulation.reported',
  occurredAtMs: Date.parse('2026-11-24T15:00:00Z'),
  day: '2026-11-24',
  week: '2026-W48',
  object: 'case-1',
  workingMinutes: 12,
  first: false,
};
const base: Rule = rule.parse({
  kind: 'simulation.reported',
  base: 20,
  speed: [
    { withinWorkingMinutes: 15, points: 5 },
    { withinWorkingMinutes: 60, points: 3 },
  ],
  first: 4,
  oncePerObject: true,
});
const rules = (change: Partial<Rule> = {}, multipliers: Ruleset['multipliers'] = []): Ruleset => ({
  revision: 1,
  effectiveFrom: '2026-01-01T00:00:00Z',
  rules: [{ ...base, ...change }],
  multipliers,
});
const live = (factorBp: number, from = '2026-11-24T00:00:00Z', until = '2026-11-25T00:00:00Z') => ({
  name: 'Security week', from, until, kinds: ['simulation.reported'], factorBp,
}); // prettier-ignore
const had = (part: GivenPart['part'], points: number, day = '2026-11-24'): GivenPart => ({
  entryId: `${part} ${day}`, part, points, coins: points, day, quiet: false, corrected: false,
}); // prettier-ignore
const brought = (...args: Parameters<typeof decide>): string[] =>
  decide(...args).entries.map((e) => `${e.part} ${e.points}${e.reverses ? ` takes back ${e.reverses}` : ''}`);

describe('a target', () => {
  it.each([
    [0, ['base 20', 'speed 5']],
    [15, ['base 20', 'speed 5']],
    [16, ['base 20', 'speed 3']],
    [60, ['base 20', 'speed 3']],
    [61, ['base 20']],
    [null, ['base 20']],
  ])('has the speed step of %s working minutes', (workingMinutes, parts) => {
    expect(brought(rules(), blank, { ...report, workingMinutes })).toEqual(parts);
  });

  it('adds the first reporter’s part only for the first reporter', () => {
    expect(brought(rules(), blank, { ...report, first: true })).toEqual(['base 20', 'speed 5', 'first 4']);
  });

  it('takes the highest multiplier that holds, rounds each part half up and never exceeds 1,000 an entry', () => {
    expect(brought(rules({}, [live(11_000), live(15_000)]), blank, report)).toEqual(['base 30', 'speed 8']);
    expect(brought(rules({}, [live(12_000)]), blank, { ...report, workingMinutes: 60, first: true })).toEqual([
      'base 24', 'speed 4', 'first 5',
    ]); // prettier-ignore
    expect(brought(rules({ base: 900, speed: [] }, [live(30_000)]), blank, report)).toEqual(['base 1000']);
  });

  it('knows when a live event holds: from its start until just before its end', () => {
    const ruleset = rules({}, [live(20_000)]);
    const at = (time: string) => factorOf(ruleset, 'simulation.reported', Date.parse(time));
    expect([at('2026-11-23T23:59:59.999Z'), at('2026-11-24T00:00:00Z')]).toEqual([10_000, 20_000]);
    expect([at('2026-11-24T23:59:59.999Z'), at('2026-11-25T00:00:00Z')]).toEqual([20_000, 10_000]);
    expect(factorOf(ruleset, 'quiz.passed', Date.parse('2026-11-24T12:00:00Z'))).toBe(10_000);
  });

  it('explains itself', () => {
    const [baseEntry, speed] = decide(rules({}, [live(20_000)]), blank, report).entries;
    expect(baseEntry?.explanation).toEqual({
      full: 40,
      speedStep: null,
      workingMinutes: 12,
      factorBp: 20_000,
      cap: null,
    });
    expect(speed?.explanation.speedStep).toEqual({ withinWorkingMinutes: 15, points: 5 });
    expect(speed?.explanation.full).toBe(10);
  });
});

describe('one award for each object', () => {
  it('brings what is missing, part by part', () => {
    const given = [had('base', 20), had('speed', 3)];
    expect(brought(rules(), { ...blank, given }, { ...report, first: true })).toEqual(['speed 2', 'first 4']);
  });

  it('ignores what would be less', () => {
    const effect = decide(rules(), { ...blank, given: [had('base', 30), had('speed', 5)] }, report);
    expect(effect).toEqual({ entries: [], nothingBecause: 'already-counted' });
  });

  it('moves to an earlier day at least as high, and takes the old entries back as they were written', () => {
    const given = [{ ...had('base', 30, '2026-11-26'), quiet: true }, had('speed', 3, '2026-11-26')];
    const effect = decide(rules(), { ...blank, given }, report);
    expect(
      effect.entries.map(({ part, points, reverses, quiet }) => [part, points, reverses, quiet]),
    ).toEqual([
      ['base', -30, 'base 2026-11-26', true],
      ['speed', -3, 'speed 2026-11-26', false],
      ['base', 30, null, false],
      ['speed', 5, null, false],
    ]);
  });

  it('stays where it is when a later fact comes', () => {
    const given = [had('base', 20, '2026-11-20'), had('speed', 5, '2026-11-20')];
    expect(decide(rules(), { ...blank, given }, report).nothingBecause).toBe('already-counted');
  });

  it('neither brings again nor moves what a correction took back', () => {
    const given = [{ ...had('base', 20, '2026-11-26'), corrected: true }];
    expect(brought(rules(), { ...blank, given }, report)).toEqual(['speed 5']);
  });

  it('lets facts without an object, and kinds without this rule, stand for themselves', () => {
    const state = { ...blank, given: [had('base', 20), had('speed', 5)] };
    expect(brought(rules(), state, { ...report, object: null })).toEqual(['base 20', 'speed 5']);
    expect(brought(rules({ oncePerObject: false }), state, report)).toEqual(['base 20', 'speed 5']);
  });
});

describe('caps', () => {
  it('award the remainder, keep the base longest and say which cap', () => {
    const effect = decide(
      rules({ capPerDay: 30, capPerWeek: 100 }),
      { ...blank, usedThatDay: 8, usedThatWeek: 8 },
      report,
    );
    expect(effect.entries.map((e) => e.points)).toEqual([20, 2]);
    for (const e of effect.entries)
      expect(e.explanation.cap).toEqual({ per: 'day', limit: 30, usedBefore: 8 });
    const week = decide(
      rules({ capPerDay: 30, capPerWeek: 100 }),
      { ...blank, usedThatDay: 8, usedThatWeek: 85 },
      report,
    );
    expect(week.entries.map((e) => [e.part, e.points])).toEqual([['base', 15]]);
    expect(week.entries[0]?.explanation.cap).toEqual({ per: 'week', limit: 100, usedBefore: 85 });
  });

  it('bring nothing when used, and are not named when they cut nothing', () => {
    expect(decide(rules({ capPerDay: 30 }), { ...blank, usedThatDay: 30 }, report).nothingBecause).toBe(
      'cap-reached',
    );
    expect(decide(rules({ capPerDay: 30 }), { ...blank, usedThatDay: 99 }, report).nothingBecause).toBe(
      'cap-reached',
    );
    expect(decide(rules({ capPerDay: 25 }), blank, report).entries[0]?.explanation.cap).toBeNull();
  });

  it('let an award move only where it fits whole, and count it once in its week', () => {
    const given = [had('base', 20, '2026-11-26')];
    const ruleset = rules({ capPerDay: 30, capPerWeek: 30 });
    expect(brought(ruleset, { ...blank, given, usedThatDay: 0, usedThatWeek: 28 }, report)).toEqual([
      'base -20 takes back base 2026-11-26', 'base 20', 'speed 2',
    ]); // prettier-ignore
    expect(brought(ruleset, { ...blank, given, usedThatDay: 11, usedThatWeek: 20 }, report)).toEqual([
      'speed 5',
    ]);
    const nextWeek = [had('base', 20, '2026-11-30')];
    expect(
      brought(ruleset, { ...blank, given: nextWeek, usedThatDay: 11, usedThatWeek: 28 }, report),
    ).toEqual(['speed 2']);
  });
});

describe('a cooldown', () => {
  const ruleset = rules({ cooldownMinutes: 60 });
  it('stops a new award, not what is missing from one that stands', () => {
    expect(decide(ruleset, { ...blank, cooling: true }, report)).toEqual({
      entries: [],
      nothingBecause: 'cooling',
    });
    expect(brought(ruleset, { ...blank, cooling: true, given: [had('base', 20)] }, report)).toEqual([
      'speed 5',
    ]);
    expect(brought(rules(), { ...blank, cooling: true }, report)).toEqual(['base 20', 'speed 5']);
  });

  it('has windows aligned to the clock', () => {
    const hourly = { ...base, cooldownMinutes: 60 };
    const at = (time: string) => cooldownWindow(hourly, Date.parse(`2026-11-24T${time}Z`));
    expect(at('15:00:00')).toBe(at('15:59:59.999'));
    expect(at('14:59:59.999')).not.toBe(at('15:00:00'));
    expect(cooldownWindow({ ...base, cooldownMinutes: 30 }, 0)).not.toBe(cooldownWindow(hourly, 0));
    expect(cooldownWindow(base, 0)).toBeNull();
  });
});

describe('the revision', () => {
  const revision = (n: number, effectiveFrom: string): Ruleset => ({
    ...rules(),
    revision: n,
    effectiveFrom,
  });
  const all = [
    revision(3, '2026-03-01T00:00:00Z'), revision(1, '2026-01-01T00:00:00Z'), revision(4, '2026-03-01T01:00:00+01:00'),
    revision(2, '2026-02-01T00:00:00Z'),
  ]; // prettier-ignore
  it.each([
    ['2025-06-01T00:00:00Z', 1],
    ['2026-01-01T00:00:00Z', 1],
    ['2026-01-31T23:59:59.999Z', 1],
    ['2026-02-01T00:00:00Z', 2],
    ['2026-03-01T00:00:00Z', 4],
    ['2030-01-01T00:00:00Z', 4],
  ])('at %s is %s', (time, n) => {
    expect(rulesetAt(all, Date.parse(time)).revision).toBe(n);
  });

  it('must exist', () => {
    expect(() => rulesetAt([], 0)).toThrow(RangeError);
  });

  it('without a rule for a kind, or with one that gives 0, brings nothing', () => {
    expect(ruleOf(rules(), 'quiz.passed')).toBeNull();
    expect(decide(rules(), blank, { ...report, kind: 'quiz.passed' }).nothingBecause).toBe('no-rule');
    expect(decide(rules({ base: 0, speed: [] }), blank, report).nothingBecause).toBe('no-rule');
  });
});
