/** What ranks are made of. */
export interface Scored {
  readonly id: string;
  readonly score: number;
  /** Standard error of the score. */
  readonly noise: number;
}

/** Closer than this to the first of a band, in standard errors of the difference: the same rank. */
const bandWidth = 0.25;
/** Who shares a rank parts only beyond the width by this much, and who is apart joins only within it by as much. */
const reluctance = 0.05;
/** Who stood behind comes before only when ahead by this much. */
const overtakingBy = 0.05;

/**
 * Departments from the top down. Those of an earlier standing keep their order until one is clearly ahead, so that two
 * that are next to equal do not change places from minute to minute. The same scores on top of the result leave it as it is.
 *
 * @param before ids as they stood; empty for a ranking afresh
 */
export function orderOf<T extends Scored>(scored: readonly T[], before: readonly string[]): T[] {
  const byId = new Map(scored.map((one) => [one.id, one]));
  const stood = new Set(before);
  const known = before.flatMap((id) => byId.get(id) ?? []);
  const fresh = scored.filter(({ id }) => !stood.has(id)).sort(byScore);
  const order = [...known, ...fresh];
  for (let next = 1; next < order.length; next++)
    for (let at = next; at > 0; at--) {
      const [ahead, behind] = [order[at - 1], order[at]];
      if (ahead === undefined || behind === undefined) break;
      const margin = stood.has(ahead.id) && stood.has(behind.id) ? overtakingBy : 0;
      if (behind.score - ahead.score <= margin * errorOfDifference(ahead, behind)) break;
      [order[at - 1], order[at]] = [behind, ahead];
    }
  return order;
}

/**
 * Competition ranks with noise bands: who is closer than a quarter of the standard error of their difference to the first
 * of a band shares its rank. Those who shared a rank before part a little later, those apart join a little later.
 *
 * Source: comparing estimates by the standard error of their difference, as H. Goldstein, M. J. R. Healy, The graphical
 * presentation of a collection of means, J. R. Statist. Soc. A 158 (1995) 175–177; the width is set by simulation
 * (`fairnessBars`).
 *
 * @param order of `orderOf`
 * @param rankBefore the rank that an id had; undefined where it had none
 */
export function bandRanks(
  order: readonly Scored[],
  rankBefore: (id: string) => number | null | undefined,
): number[] {
  let first: Scored | null = null;
  let rank = 1;
  return order.map((one, index) => {
    first ??= one;
    const width = widthOf(rankBefore(first.id), rankBefore(one.id));
    if (first.score - one.score > width * errorOfDifference(first, one)) {
      first = one;
      rank = index + 1;
    }
    return rank;
  });
}

function widthOf(one: number | null | undefined, other: number | null | undefined): number {
  if (one == null || other == null) return bandWidth;
  return one === other ? bandWidth + reluctance : bandWidth - reluctance;
}

function errorOfDifference(a: Scored, b: Scored): number {
  return Math.hypot(a.noise, b.noise);
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}
