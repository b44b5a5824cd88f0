import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fairScores, pooledVariance, type Spread } from './fair-score.js';

const people = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 12 });
const company = fc.array(people, { minLength: 1, maxLength: 8 });
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
const mean = (all: readonly number[]) => sum(all) / all.length;
const spreadOf = (points: readonly number[], presence: readonly number[] = points.map(() => 1)): Spread => ({
  points: sum(points),
  squares: sum(points.map((p) => p * p)),
  presence: sum(presence),
  presenceSquares: sum(presence.map((w) => w * w)),
  pointsPresence: sum(points.map((p, i) => p * (presence[i] ?? 0))),
});
const scored = (all: readonly (readonly number[])[]) =>
  fairScores(
    all.map((points, i) => ({ id: String(i), average: mean(points), exposure: points.length })),
    pooledVariance(all.map((points) => spreadOf(points))),
  );

describe('the variance between people', () => {
  it('is the pooled mean square where everybody was there all the time', () => {
    fc.assert(
      fc.property(company, (all) => {
        const squares = sum(all.map((points) => sum(points.map((p) => (p - mean(points)) ** 2))));
        expect(pooledVariance(all.map((points) => spreadOf(points)))).toBeCloseTo(
          squares / sum(all.map((points) => points.length - 1)),
          6,
        );
      }),
    );
  });

  it('does not grow because some came late', () => {
    // twice the points in twice the time, at the same pace: nobody differs
    expect(pooledVariance([spreadOf([10, 10, 5, 5], [1, 1, 0.5, 0.5])])).toBeCloseTo(0, 9);
    expect(pooledVariance([])).toBe(0);
    expect(pooledVariance([spreadOf([7])])).toBe(0);
  });
});

describe('fair scores', () => {
  it('come out as worked out by hand', () => {
    // two of four people, variance 8: v = 2 each, ȳ = 12, Q = 2·4²/2 = 16, τ² = (16 − 1)/(1 − ½) = 30
    const { mean: centre, scores } = fairScores(
      [
        { id: 'a', average: 16, exposure: 4 },
        { id: 'b', average: 8, exposure: 4 },
      ],
      8,
    );
    expect(centre).toBeCloseTo(12, 9);
    expect(scores.map((one) => one.score)).toEqual([12 + (30 / 32) * 4, 12 - (30 / 32) * 4]);
    expect(scores[0]?.noise).toBeCloseTo(Math.sqrt((30 / 32) * 2), 9);
  });

  it('lie between the own average and the mean, and small departments move more', () => {
    fc.assert(
      fc.property(company, (all) => {
        const { mean: centre, scores } = scored(all);
        for (const { average, score } of scores) {
          expect(score).toBeGreaterThanOrEqual(Math.min(average, centre) - 1e-9);
          expect(score).toBeLessThanOrEqual(Math.max(average, centre) + 1e-9);
        }
        const kept = scores.map((one) => ({ ...one, kept: (one.score - centre) / (one.average - centre) }));
        for (const a of kept)
          for (const b of kept)
            if (
              a.exposure > b.exposure &&
              Math.abs(a.average - centre) > 1e-6 &&
              Math.abs(b.average - centre) > 1e-6
            )
              expect(a.kept).toBeGreaterThanOrEqual(b.kept - 1e-6);
      }),
    );
  });

  it('follow the unit: ten times the points are ten times the score', () => {
    fc.assert(
      fc.property(company, (all) => {
        const [once, tenfold] = [scored(all), scored(all.map((points) => points.map((p) => 10 * p)))];
        once.scores.forEach((one, i) => expect(tenfold.scores[i]?.score).toBeCloseTo(10 * one.score, 4));
      }),
    );
  });

  it('are all the mean where luck explains the differences, and the averages where there is none', () => {
    const alike = scored([
      [0, 10],
      [1, 11],
      [0, 9],
    ]);
    expect(new Set(alike.scores.map((one) => one.score))).toEqual(new Set([alike.mean]));
    expect(
      scored([
        [3, 3, 3],
        [5, 5],
      ]).scores.map((one) => [one.score, one.noise]),
    ).toEqual([
      [3, 0],
      [5, 0],
    ]);
    expect(scored([[1, 2, 9]]).scores[0]?.score).toBe(4);
    expect(fairScores([], 0)).toEqual({ mean: 0, scores: [] });
  });
});
