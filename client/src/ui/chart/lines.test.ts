import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandPathsOf, type ChartLine, pathOf, scaleOf, stretchesOf, ticksOf } from './lines';

const line = (values: (number | null)[], spread?: (number | null)[]): ChartLine => ({
  ...{ id: 'a', name: 'A', values, tone: 'mine' },
  ...(spread ? { spread } : {}),
});
const frame = { width: 300, height: 100, left: 40, right: 10, top: 10, bottom: 20 };

describe('ticks', () => {
  it('hold every value, rise by even steps, and are few', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 5_000, noNaN: true }), { minLength: 1, maxLength: 14 }),
        (values) => {
          const ticks = ticksOf([line(values)]);
          expect(ticks[0]).toBeLessThanOrEqual(Math.min(...values) + 1e-9);
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values) - 1e-9);
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(7);
          expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
        },
      ),
    );
    expect(ticksOf([line([21, 68])])).toEqual([20, 40, 60, 80]);
    expect(ticksOf([])).toEqual([1, 1.01]);
  });
});

describe('lines', () => {
  const scale = scaleOf(frame, 3, [0, 10]);
  it('stay within the frame and leave gaps where there is no value', () => {
    expect(stretchesOf(line([0, null, 10]), scale)).toEqual([[{ x: 40, y: 80 }], [{ x: 290, y: 10 }]]);
    expect(
      pathOf([
        { x: 1, y: 2 },
        { x: 3, y: 4.55 },
      ]),
    ).toBe('M1.0 2.0L3.0 4.5');
    expect(scaleOf(frame, 1, [0, 10]).x(0)).toBe(165);
  });
  it('have a band around them that never falls below nothing', () => {
    expect(bandPathsOf(line([2, 4, null], [3, 1, null]), scale)).toEqual([
      'M40.0 45.0L165.0 45.0L165.0 59.0L40.0 80.0Z',
    ]);
  });
});
