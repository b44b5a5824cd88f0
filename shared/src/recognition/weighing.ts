import { type Arrow, knots } from './circles.js';

const dayMs = 86_400_000;
/** One pair counts once in so long, however often one thanks the other. */
export const restMs = 28 * dayMs;
/** Thanks that are older close no circle. */
export const circleMs = 56 * dayMs;
/** Of more people a knot is a company that is kind, not a circle: there pairs are looked at, as everywhere. */
export const largestCircle = 20;
/** So many different givers within a week are pointed out. */
export const starGivers = 10;
const weekMs = 7 * dayMs;

/**
 * Whether a recognition brings points. `open`: it is decided when its week is over; `team`: thanks to a team are thanks;
 * `fresh`: whoever gave it was new; `pair`, `circle`: the pair, or the circle, had its award; `gone`: it did not stand.
 */
export const weighings = ['open', 'counts', 'team', 'fresh', 'pair', 'circle', 'gone'] as const;
export type Weighing = (typeof weighings)[number];

/** A recognition from person to person that stands. */
export interface Thanks extends Arrow {
  readonly id: string;
  readonly atMs: number;
  /** Whoever gave it had not been here for long. */
  readonly fresh: boolean;
  readonly weighing: Weighing;
}

/** Knots that are small enough to be circles. */
export function circlesOf(thanks: readonly Arrow[]): string[][] {
  return knots(thanks).filter((knot) => knot.length <= largestCircle);
}

/**
 * Decides which of the open ones count. Whoever thanks in a circle, from two people who thank each other on, is one pair
 * with all the others of that circle: so, however people thank each other around, nothing comes of it that would not have
 * come of one of them thanking another.
 *
 * @param thanks all that stand of the last eight weeks, decided or open; the order in which they come does not matter
 * @returns a decision for each open one, by id
 */
export function weigh(thanks: readonly Thanks[]): Map<string, Weighing> {
  const circleOf = new Map(circlesOf(thanks).flatMap((circle, i) => circle.map((who) => [who, i] as const)));
  const inCircle = ({ giverId, receiverId }: Arrow): boolean =>
    circleOf.has(giverId) && circleOf.get(giverId) === circleOf.get(receiverId);
  const keyOf = (one: Arrow): string =>
    inCircle(one)
      ? `circle ${circleOf.get(one.giverId) ?? ''}`
      : [one.giverId, one.receiverId].sort().join(' ');

  const counted = new Map<string, number[]>();
  const count = (one: Thanks): void => {
    counted.set(keyOf(one), [...(counted.get(keyOf(one)) ?? []), one.atMs]);
  };
  thanks.filter(({ weighing }) => weighing === 'counts').forEach(count);
  const decided = new Map<string, Weighing>();
  const open = thanks.filter(({ weighing }) => weighing === 'open');
  for (const one of [...open].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))) {
    const rests = (counted.get(keyOf(one)) ?? []).some((atMs) => Math.abs(atMs - one.atMs) < restMs);
    const weighing = one.fresh ? 'fresh' : !rests ? 'counts' : inCircle(one) ? 'circle' : 'pair';
    if (weighing === 'counts') count(one);
    decided.set(one.id, weighing);
  }
  return decided;
}

/** Somebody whom many thanked within one week. */
export interface Star {
  readonly receiverId: string;
  readonly givers: number;
  /** Of the givers, those who were new. */
  readonly fresh: number;
  readonly lastMs: number;
}

/** Who was thanked by very many within a week, each with their fullest week. */
export function starsOf(thanks: readonly Thanks[]): Star[] {
  const byReceiver = new Map<string, Thanks[]>();
  for (const one of thanks) byReceiver.set(one.receiverId, [...(byReceiver.get(one.receiverId) ?? []), one]);
  return [...byReceiver].flatMap(([receiverId, all]) => {
    const weeks = all.map(({ atMs: lastMs }) => {
      const within = all.filter(({ atMs }) => atMs <= lastMs && atMs > lastMs - weekMs);
      const distinct = (some: readonly Thanks[]) => new Set(some.map(({ giverId }) => giverId)).size;
      return { receiverId, givers: distinct(within), fresh: distinct(within.filter((t) => t.fresh)), lastMs };
    });
    const fullest = weeks.sort((a, b) => b.givers - a.givers || b.lastMs - a.lastMs)[0];
    return fullest !== undefined && fullest.givers >= starGivers ? [fullest] : [];
  });
}
