import { seededRandom } from '../random/index.js';
import { bandRanks, orderOf, type Scored } from './fair-ranks.js';
import { fairScores, pooledVariance } from './fair-score.js';

/** A department of a company that exists only in a simulation. */
export interface PlayedDepartment {
  readonly people: number;
  /** How likely each of its people takes each chance to earn a point, 0 to 1. */
  readonly chance: number;
}
export interface SimulationWish {
  readonly departments: readonly PlayedDepartment[];
  readonly seasons: number;
  /** Chances to earn that each person gets in a season. */
  readonly chances: number;
  /** The same seed gives the same seasons. */
  readonly seed: string;
}

/** How often departments came first by one way of ranking; lists go by department, counts are seasons. */
export interface FirstPlaces {
  /** Alone in the first rank. */
  readonly alone: readonly number[];
  /** In the first rank, alone or with others. */
  readonly first: readonly number[];
}
/** The same seasons, ranked in four ways. */
export interface SimulatedSeasons {
  readonly seasons: number;
  /** By the sum of points. */
  readonly sum: FirstPlaces;
  /** By the plain average. */
  readonly average: FirstPlaces;
  /** By the fair rule, once at the end. */
  readonly fair: FirstPlaces;
  /** By the fair rule, recomputed after each chance on top of the standing before, as live boards are. */
  readonly live: FirstPlaces;
}

interface Played {
  readonly id: string;
  readonly index: number;
  readonly chance: number;
  /** Points of each person. */
  readonly each: Uint8Array;
  points: number;
  squares: number;
}

/**
 * Plays seasons of a company by chance alone and counts who comes first: what is left when the chances are equal is luck.
 * Deterministic. Its cost is people × chances × seasons.
 */
export function simulateSeasons(wish: SimulationWish): SimulatedSeasons {
  const random = seededRandom(wish.seed);
  const size = wish.departments.length;
  const counts = { sum: counted(size), average: counted(size), fair: counted(size), live: counted(size) };
  for (let season = 0; season < wish.seasons; season++) {
    const company = wish.departments.map(({ people, chance }, index): Played => {
      return { id: String(index), index, chance, each: new Uint8Array(people), points: 0, squares: 0 };
    });
    let standing: Standing = { order: [], ranks: new Map() };
    for (let chance = 0; chance < wish.chances; chance++) {
      for (const department of company) giveChance(department, random);
      standing = rankOnTopOf(standing, scoresOf(company));
    }
    count(counts.live, firstOf(standing));
    count(counts.fair, firstOf(rankOnTopOf({ order: [], ranks: new Map() }, scoresOf(company))));
    count(
      counts.sum,
      best(company, (d) => d.points),
    );
    count(
      counts.average,
      best(company, (d) => d.points / d.each.length),
    );
  }
  return { seasons: wish.seasons, ...counts };
}

function giveChance(department: Played, random: () => number): void {
  const { each, chance } = department;
  for (let person = 0; person < each.length; person++) {
    if (random() >= chance) continue;
    const had = each[person] ?? 0;
    each[person] = had + 1;
    department.points++;
    department.squares += 2 * had + 1;
  }
}

function scoresOf(company: readonly Played[]): readonly Scored[] {
  const variance = pooledVariance(
    company.map(({ points, squares, each: { length } }) => {
      return { points, squares, presence: length, presenceSquares: length, pointsPresence: points };
    }),
  );
  const measured = company.map(({ id, points, each: { length } }) => {
    return { id, average: points / length, exposure: length };
  });
  return fairScores(measured, variance).scores;
}

interface Standing {
  readonly order: readonly string[];
  readonly ranks: ReadonlyMap<string, number>;
}

function rankOnTopOf(before: Standing, scores: readonly Scored[]): Standing {
  const order = orderOf(scores, before.order);
  const ranks = bandRanks(order, (id) => before.ranks.get(id));
  return {
    order: order.map(({ id }) => id),
    ranks: new Map(order.map(({ id }, i) => [id, ranks[i] ?? 1])),
  };
}

function firstOf({ ranks }: Standing): number[] {
  return [...ranks].filter(([, rank]) => rank === 1).map(([id]) => Number(id));
}

function best(company: readonly Played[], by: (one: Played) => number): number[] {
  const top = Math.max(...company.map(by));
  return company.filter((one) => by(one) === top).map(({ index }) => index);
}

function counted(size: number): { alone: number[]; first: number[] } {
  const none = (): number[] => Array.from({ length: size }, () => 0);
  return { alone: none(), first: none() };
}

function count({ alone, first }: { alone: number[]; first: number[] }, winners: readonly number[]): void {
  for (const index of winners) first[index] = (first[index] ?? 0) + 1;
  const [only] = winners;
  if (winners.length === 1 && only !== undefined) alone[only] = (alone[only] ?? 0) + 1;
}
