import { describe, expect, it } from 'vitest';
import type { PointsEntry } from '@vigil/shared/points';
import { factAround, facts, sumOf } from './facts';
import { goodThing } from './good-thing';

const entry = (id: string, more: Partial<PointsEntry> = {}): PointsEntry => ({
  ...{ id, kind: 'simulation.reported', part: 'base', points: 20, coins: more.points ?? 20, quiet: false },
  ...{ occurredAt: '2026-11-24T09:00:00Z', recordedAt: '2026-11-24T09:01:00Z', about: 'Quota', revision: 3 },
  ...{ source: 'Practice mails', reverses: null, reversedBy: null, rescore: null },
  explanation: {
    full: more.points ?? 20,
    speedStep: null,
    workingMinutes: null,
    factorBp: 10_000,
    cap: null,
  },
  ...more,
});
const cap = { per: 'day', limit: 15, usedBefore: 12 } as const;

describe('facts', () => {
  it('puts what one fact brought together, base first, and leaves a correction alone', () => {
    const list = [
      entry('3', { reverses: { id: '1', reason: 'Counted twice.' }, points: -20 }),
      entry('2', { part: 'speed', points: 5, coins: 5 }),
      entry('1', { reversedBy: '3' }),
      entry('0', { about: 'Parcel' }),
    ];
    const found = facts(list);
    expect(found.map((fact) => fact.points)).toEqual([-20, 25, 20]);
    expect(found[1]?.entries.map((one) => one.part)).toEqual(['base', 'speed']);
    expect(found[1]?.takenBack).toBe(false);
    expect(factAround(list[1]!, list).points).toBe(25);
    expect(factAround(entry('9'), []).id).toBe('9');
  });

  it('reads as a sum whose lines make the number', () => {
    const fact = facts([
      entry('1', { points: 25, explanation: { ...entry('x').explanation, full: 30, factorBp: 15_000, cap } }),
    ])[0]!;
    const sum = sumOf(fact);
    expect(sum).toMatchObject({ factor: 1.5, byEvent: 10, cut: 5, result: 25, cap });
    expect(sum.parts.map((part) => part.amount)).toEqual([20]);
    expect(20 + sum.byEvent - sum.cut).toBe(sum.result);
  });
});

describe('one good thing', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  const rule = (kind: string, base: number) => ({
    ...{ kind, base, speed: [], first: 0, quiet: false, capPerDay: null, capPerWeek: null },
    ...{ oncePerObject: false, cooldownMinutes: null, coinsOnly: false },
  });
  const rules = [rule('challenge.won', 50), rule('training.completed', 40), rule('habit.adopted', 25)];

  it('is the best one within reach that I have not done this week', () => {
    expect(goodThing(rules, [], now)?.kind).toBe('training.completed');
    const done = [{ kind: 'training.completed', occurredAt: '2026-11-23T12:00:00Z' }];
    expect(goodThing(rules, done, now)?.kind).toBe('habit.adopted');
    expect(goodThing(rules, [{ ...done[0]!, occurredAt: '2026-11-10T12:00:00Z' }], now)?.kind).toBe(
      'training.completed',
    );
  });

  it('is the one done longest ago when all are done, and none where nothing is within reach', () => {
    const done = [
      { kind: 'training.completed', occurredAt: '2026-11-20T12:00:00Z' },
      { kind: 'habit.adopted', occurredAt: '2026-11-23T12:00:00Z' },
    ];
    expect(goodThing(rules, done, now)?.kind).toBe('training.completed');
    expect(goodThing([rule('challenge.won', 50)], [], now)).toBeNull();
  });
});
