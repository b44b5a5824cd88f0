import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advanceStreak,
  dayFreezes,
  freezesHeld,
  litToNextFreeze,
  noStreak,
  type Streak,
  type UnitState,
  weekFreezes,
} from './index.js';

const rules = fc.constantFrom(dayFreezes, weekFreezes, { everyLit: 2, mostHeld: 3 });
const state = fc.constantFrom<UnitState>('lit', 'off', 'dark');
const units = fc.array(state, { maxLength: 80 });
const fold = (states: readonly UnitState[], rule = dayFreezes): Streak =>
  states.reduce((streak, one) => advanceStreak(streak, one, rule), noStreak);
const many = (n: number, one: UnitState): UnitState[] => Array.from({ length: n }, () => one);

/** Another road to the same figures: whole freezes and a rest, counted apart. */
function counted(states: readonly UnitState[], everyLit: number, mostHeld: number) {
  let [current, best, held, rest] = [0, 0, 0, 0];
  for (const one of states) {
    if (one === 'lit') {
      best = Math.max(best, ++current);
      if (held < mostHeld && ++rest === everyLit) [held, rest] = [held + 1, 0];
    } else if (one === 'dark') {
      if (held > 0) held--;
      else [current, rest] = [0, 0];
    }
  }
  return { current, best, held };
}

describe('a streak', () => {
  it('is what counting freezes one by one says', () => {
    fc.assert(
      fc.property(units, rules, (states, rule) => {
        const streak = fold(states, rule);
        const { held, ...rest } = counted(states, rule.everyLit, rule.mostHeld);
        expect({ current: streak.current, best: streak.best }).toEqual(rest);
        expect(freezesHeld(streak, rule)).toBe(held);
      }),
    );
  });

  it('is never the worse for what is found out in somebody’s favour', () => {
    const better = { dark: 'off', off: 'lit', lit: 'lit' } as const;
    fc.assert(
      fc.property(units, rules, fc.nat(), (states, rule, where) => {
        if (states.length === 0) return;
        const i = where % states.length;
        const told = states.map((one, at) => (at === i ? better[one] : one));
        const [before, after] = [fold(states, rule), fold(told, rule)];
        expect(after.current).toBeGreaterThanOrEqual(before.current);
        expect(after.best).toBeGreaterThanOrEqual(before.best);
        expect(after.charge).toBeGreaterThanOrEqual(before.charge);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not care for days off, wherever they lie', () => {
    fc.assert(
      fc.property(units, rules, (states, rule) => {
        expect(
          fold(
            states.filter((one) => one !== 'off'),
            rule,
          ),
        ).toEqual(fold(states, rule));
      }),
    );
  });

  it('keeps its best when it ends', () => {
    fc.assert(
      fc.property(units, units, rules, (before, after, rule) => {
        expect(fold([...before, ...after], rule).best).toBeGreaterThanOrEqual(fold(before, rule).best);
      }),
    );
  });

  it('earns a freeze every five days, holds two, and spends them by itself', () => {
    expect(litToNextFreeze(noStreak, dayFreezes)).toBe(5);
    expect(freezesHeld(fold(many(5, 'lit')), dayFreezes)).toBe(1);
    const long = fold(many(30, 'lit'));
    expect([freezesHeld(long, dayFreezes), litToNextFreeze(long, dayFreezes)]).toEqual([2, null]);
    expect(fold([...many(30, 'lit'), 'dark', 'dark'])).toMatchObject({ current: 30, charge: 0 });
    expect(fold([...many(30, 'lit'), 'dark', 'dark', 'dark'])).toEqual({ current: 0, best: 30, charge: 0 });
  });
});
