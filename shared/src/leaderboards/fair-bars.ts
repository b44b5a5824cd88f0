import { type FirstPlaces, type PlayedDepartment, simulateSeasons } from './fair-simulation.js';

/** One promise of the fair rule as a number, and what a simulation found. Shares of seasons, 0 to 1. */
export interface FairnessBar {
  readonly promise: string;
  readonly bound: 'at most' | 'at least';
  readonly share: number;
  readonly found: number;
  readonly holds: boolean;
}

const chances = 4;
const equal = 0.3;
/** Five departments of each size. */
const referenceSizes = [5, 20, 60, 200];
const better = { size: 60, chance: 0.4 };
const smallBetter = { size: 5, chance: 0.6 };

/**
 * Holds the fair rule against its promises: 20 departments, five each of 5, 20, 60 and 200 people, four chances a head.
 * Each is held twice, ranked once at the end and live, after every chance on top of the standing before.
 */
export function fairnessBars({ seasons, seed }: { seasons: number; seed: string }): FairnessBar[] {
  const sizes = referenceSizes.flatMap((people) => Array.from({ length: 5 }, () => people));
  const alike = simulateSeasons({ departments: withChances(sizes), seasons, chances, seed: `${seed} alike` });
  const one = sizes.indexOf(better.size);
  const ahead = simulateSeasons({
    ...{ seasons, chances, seed: `${seed} better` },
    departments: withChances(sizes, one, better.chance),
  });
  const division = simulateSeasons({
    ...{ seasons, chances, seed: `${seed} division` },
    departments: withChances(
      Array.from({ length: 5 }, () => smallBetter.size),
      0,
      smallBetter.chance,
    ),
  });
  return [
    ...(['fair', 'live'] as const).flatMap((way) => [
      ...barsOfEquals(way, alike[way], sizes, seasons),
      ...barsOfBetter(way, ahead[way], one, seasons),
    ]),
    // the order within equal sizes is the order of averages, so the top score is the best average
    bar(
      'a better one of five small departments has the top score',
      'at least',
      0.75,
      division.average.alone[0],
      seasons,
    ),
  ];
}

/** Departments of these sizes that behave alike, but for one where told. */
export function withChances(
  sizes: readonly number[],
  betterIndex?: number,
  chance = equal,
): PlayedDepartment[] {
  return sizes.map((people, i) => ({ people, chance: i === betterIndex ? chance : equal }));
}

function barsOfEquals(
  way: string,
  { alone }: FirstPlaces,
  sizes: readonly number[],
  seasons: number,
): FairnessBar[] {
  const bySize = referenceSizes.map((size) => total(alone.filter((_, i) => sizes[i] === size)));
  return [
    bar(`${way}: among equals somebody is first alone`, 'at most', 0.15, total(alone), seasons),
    ...referenceSizes.map((size, i) =>
      bar(`${way}: among equals one of ${size} people is first alone`, 'at most', 0.1, bySize[i], seasons),
    ),
  ];
}

function barsOfBetter(
  way: string,
  { alone, first }: FirstPlaces,
  one: number,
  seasons: number,
): FairnessBar[] {
  const others = total(alone) - (alone[one] ?? 0);
  return [
    bar(`${way}: a better one of ${better.size} is in the first rank`, 'at least', 0.95, first[one], seasons),
    bar(`${way}: it is there alone`, 'at least', 0.7, alone[one], seasons),
    bar(`${way}: another one is first alone`, 'at most', 0.02, others, seasons),
  ];
}

function bar(
  promise: string,
  bound: FairnessBar['bound'],
  share: number,
  count: number | undefined,
  seasons: number,
): FairnessBar {
  const found = (count ?? 0) / seasons;
  return { promise, bound, share, found, holds: bound === 'at most' ? found <= share : found >= share };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0);
}
