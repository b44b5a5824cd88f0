import { describe, expect, it } from 'vitest';
import { simulateSeasons, withChances } from '@vigil/shared/leaderboards';
import { planOf, referenceSizes, summed } from './equals';

const played = (sizes: readonly number[], seasons: number) =>
  simulateSeasons({ departments: withChances(sizes), seasons, chances: 4, seed: 'test' });

describe('seasons of equals', () => {
  it('are drawn by size, smallest first, with every department in one group', () => {
    const { seasons, groups } = summed(referenceSizes, [
      played(referenceSizes, 30),
      played(referenceSizes, 20),
    ]);
    expect(seasons).toBe(50);
    expect(groups.map((one) => [one.from, one.to, one.departments])).toEqual([
      [5, 5, 5],
      [20, 20, 5],
      [60, 60, 5],
      [200, 200, 5],
    ]);
    for (const way of ['sum', 'average', 'live'] as const)
      expect(groups.reduce((sum, one) => sum + one.alone[way], 0)).toBeLessThanOrEqual(1);
    expect(groups[3]?.alone.sum).toBeGreaterThan(0.8);
    expect(groups[0]?.alone.average).toBeGreaterThan(groups[3]?.alone.average ?? 1);
  });

  it('put a company of many sizes into four groups', () => {
    const sizes = [40, 6, 9, 12, 15, 18, 21, 300, 9];
    const { groups } = summed(sizes, [played(sizes, 5)]);
    expect(groups.map((one) => [one.from, one.to, one.departments])).toEqual([
      [6, 9, 3],
      [12, 15, 2],
      [18, 21, 2],
      [40, 300, 2],
    ]);
  });

  it('are as many as a phone plays without being felt', () => {
    expect(planOf([10, 10])).toEqual({ seasonsAtOnce: 1000, batches: 1 });
    const large = planOf(Array<number>(500).fill(200));
    expect(large).toEqual({ seasonsAtOnce: 1, batches: 100 });
  });
});
