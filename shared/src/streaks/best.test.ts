import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfNumber, numberOfDay } from '../calendar/index.js';
import { bestEvery, bestReached, type Life, streaksOf } from './index.js';

const first = numberOfDay('2026-01-05');
const lifeOf = (lit: readonly boolean[]): Life => ({
  zones: [{ fromMs: 0, timeZone: 'UTC' }],
  calendars: [{ fromDay: '2000-01-01', workingDays: [1, 2, 3, 4, 5, 6, 7], region: null }],
  ...{ leave: [], outages: [] },
  lit: new Set(lit.flatMap((on, i) => (on ? [dayOfNumber(first + i)] : []))),
});
const eveningOf = (i: number) => Date.parse(`${dayOfNumber(first + i)}T20:00:00Z`);

describe('a personal best', () => {
  it('is told of once for each round number that the best steps over, and never otherwise', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (lit) => {
        const reached = lit.map((_, i) => bestReached(lifeOf(lit.slice(0, i + 1)), eveningOf(i)));
        const { best } = streaksOf(lifeOf(lit), eveningOf(lit.length - 1)).days;
        const told = reached.filter((days) => days !== null);
        const expected = Array.from({ length: Math.floor(best / bestEvery) }, (_, i) => (i + 1) * bestEvery);
        expect(told).toEqual(expected);
        lit.forEach((on, i) => on || expect(reached[i]).toBeNull());
      }),
    );
  });
});
