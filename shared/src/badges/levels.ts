/** A level, the points at which it began, and those at which the next one begins. */
export interface Level {
  readonly level: number;
  readonly from: number;
  readonly next: number;
}

/** Points that a level step grows by. */
const step = 50;

/**
 * The points at which level n begins: 25 · n · (n − 1), so 0, 50, 150, 300, 500 … Each level takes 50 points more than
 * the one before: the first comes within days, the tenth within a year or so.
 */
export function levelBegins(level: number): number {
  return (step / 2) * level * (level - 1);
}

/**
 * The level of all-time points, quiet ones among them: the largest n with 25 · n · (n − 1) ≤ points, which is
 * ⌊(1 + √(1 + 4 · points / 25)) / 2⌋. It is computed, never kept: no season, no spending and no time away lowers it, and
 * a reversal takes exactly the level that its entry had brought.
 */
export function levelOf(points: number): Level {
  const whole = Math.max(0, Math.floor(points));
  let level = Math.max(1, Math.floor((1 + Math.sqrt(1 + (8 * whole) / step)) / 2));
  // the root may round across a border
  while (levelBegins(level + 1) <= whole) level++;
  while (level > 1 && levelBegins(level) > whole) level--;
  return { level, from: levelBegins(level), next: levelBegins(level + 1) };
}
