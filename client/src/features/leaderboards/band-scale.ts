import type { DepartmentRow } from '@vigil/shared/leaderboards';

/** Where points lie on the common scale of a board's band plots. */
export interface BandScale {
  readonly low: number;
  readonly high: number;
  /** Percent from the start, 0 to 100. */
  readonly at: (points: number) => number;
}

/** A scale that holds every score with its noise, and the company's mean. Null where nothing has a score. */
export function bandScale(rows: readonly DepartmentRow[]): BandScale | null {
  const values = rows.flatMap(({ score, noise, companyMean }) =>
    score === null || noise === null ? [] : [score - noise, score + noise, companyMean ?? score],
  );
  if (values.length === 0) return null;
  const low = Math.max(0, Math.floor(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.max(...values)));
  return { low, high, at: (points) => (100 * (Math.min(high, Math.max(low, points)) - low)) / (high - low) };
}

/** How a row shares its rank with its neighbours: drawn as a bracket. */
export type Sharing = 'first' | 'middle' | 'last' | null;

/** For each rank from the top down: where its bracket begins, goes on and ends. */
export function sharings(ranks: readonly (number | null)[]): Sharing[] {
  return ranks.map((rank, i) => {
    if (rank === null) return null;
    const [before, after] = [ranks[i - 1] === rank, ranks[i + 1] === rank];
    if (before && after) return 'middle';
    if (after) return 'first';
    return before ? 'last' : null;
  });
}
