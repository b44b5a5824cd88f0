import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsCoins, isOver, mayBecome, requestStates } from './rules.js';

const state = fc.constantFrom(...requestStates);

describe('the states of a request', () => {
  it('come to an end, and never back', () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 20 }), (wishes) => {
        const seen = ['requested' as (typeof requestStates)[number]];
        for (const wish of wishes) {
          const now = seen.at(-1);
          if (now !== undefined && mayBecome(now, wish)) seen.push(wish);
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('give coins back once: only at an end, and only from a state that holds them', () => {
    fc.assert(
      fc.property(state, state, (from, to) => {
        if (!mayBecome(from, to)) return;
        expect(holdsCoins(from)).toBe(true);
        if (!holdsCoins(to)) expect(isOver(to)).toBe(true);
      }),
    );
  });

  it('let nobody withdraw what was agreed to', () => {
    expect(requestStates.filter((from) => mayBecome(from, 'withdrawn'))).toEqual(['requested']);
  });
});
