import { hash } from './hash';

/**
 * The rank at which each window lights, in the order of the floors. Fixed for a department: while the count grows, a
 * lit window stays lit, and no window stands for a person. Neighbours tend to light together.
 */
export function lightOrder(id: string, rows: readonly number[]): number[] {
  const cells: { index: number; value: number }[] = [];
  rows.forEach((count, floor) => {
    for (let k = 0; k < count; k++) {
      const own = hash(`${id}:${floor}:${k}`);
      const block = hash(`${id}~${floor >> 1}:${k >> 1}`);
      cells.push({ index: cells.length, value: own * 0.72 + block * 0.28 });
    }
  });
  const rank = new Array<number>(cells.length).fill(0);
  cells
    .sort((a, b) => a.value - b.value || a.index - b.index)
    .forEach((cell, position) => (rank[cell.index] = position));
  return rank;
}

/** How many of `n` windows are lit for a share: round(n × share), never below 0 or above n. */
export function litWindows(n: number, share: number): number {
  if (!Number.isFinite(share)) return 0;
  return Math.min(n, Math.max(0, Math.round(n * share)));
}

/** How many windows a department has: a share of its people each, at least six, none for a scaffold. */
export function windowCount(people: number | null, peoplePerWindow: number): number {
  return people === null ? 0 : Math.max(6, Math.round(people / peoplePerWindow));
}
