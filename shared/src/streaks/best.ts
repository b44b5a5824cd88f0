import { type Life, streaksOf } from './rules.js';

/** A personal best is told of at every so many working days. */
export const bestEvery = 5;

/**
 * The round number of working days that a personal best has just come to, with the lamp of today; null on all other
 * days. Pure, and once for a run: only the day on which the best steps over the number has it.
 */
export function bestReached(life: Life, nowMs: number): number | null {
  const { today, days } = streaksOf(life, nowMs);
  if (!life.lit.has(today) || days.current < days.best) return null;
  const before = streaksOf({ ...life, lit: new Set([...life.lit].filter((day) => day < today)) }, nowMs);
  const reached = Math.floor(days.best / bestEvery) * bestEvery;
  return reached > before.days.best ? reached : null;
}
