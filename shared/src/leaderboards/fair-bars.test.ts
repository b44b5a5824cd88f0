import { expect, it } from 'vitest';
import { fairnessBars } from './fair-bars.js';
import { simulateSeasons } from './fair-simulation.js';

const seed = process.env['SEED'] ?? 'vigil';
const seasons = 4_000;

it(`the fair rule keeps its promises (seed ${seed}, ${seasons} seasons)`, { timeout: 60_000 }, () => {
  const bars = fairnessBars({ seasons, seed });
  const broken = bars.filter(({ holds }) => !holds);
  expect(bars).toHaveLength(17);
  expect({ seed, broken }).toEqual({ seed, broken: [] });
});

it('sum and average would not: the biggest and the smallest win', () => {
  const sizes = [5, 20, 60, 200].flatMap((people) => Array.from({ length: 5 }, () => people));
  const departments = sizes.map((people) => ({ people, chance: 0.3 }));
  const { sum, average } = simulateSeasons({ departments, seasons: 500, chances: 4, seed });
  const firstOf = (size: number, { first }: { first: readonly number[] }) =>
    Math.max(...first.filter((_, i) => sizes[i] === size));
  const everFirst = (size: number, { first }: { first: readonly number[] }) =>
    first.reduce((all, count, i) => all + (sizes[i] === size ? count : 0), 0) / 500;
  expect({ seed, biggest: [5, 20, 60].map((size) => firstOf(size, sum)) }).toEqual({
    seed,
    biggest: [0, 0, 0],
  });
  expect({ seed, smallest: everFirst(5, average) > 0.7 }).toEqual({ seed, smallest: true });
  expect({ seed, large: everFirst(200, average) < 0.02 }).toEqual({ seed, large: true });
});
