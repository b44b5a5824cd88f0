/** Seconds that fit beside the points within the 53 bits that a double holds exactly: 17 years. */
const span = 2 ** 29;
const originMs = Date.UTC(2020, 0, 1);

/** The most points that an id can have on a board. */
export const mostPoints = 2 ** 24 - 1;

/**
 * One number that sorts upwards as a board sorts downwards: more points first, then the earlier second. Exact for
 * 0 ≤ points ≤ `mostPoints` and times from 2020 to early 2037; times outside count as the nearest inside.
 *
 * @throws RangeError for other points
 */
export function scoreKey(points: number, reachedAtMs: number): number {
  if (!Number.isInteger(points) || points < 0 || points > mostPoints)
    throw new RangeError(`${points} points do not fit on a board`);
  const second = Math.floor((reachedAtMs - originMs) / 1000);
  return Math.min(Math.max(second, 0), span - 1) - points * span;
}

/** The points within a key. */
export function pointsOfKey(key: number): number {
  return key >= 0 ? 0 : Math.ceil(-key / span);
}

/** Keys of better scores than `points` lie below this, all others do not. */
export function betterBelow(points: number): number {
  return -points * span;
}

/** The same arithmetic inside Redis, which counts in doubles too. */
export const luaSpan = String(span);
