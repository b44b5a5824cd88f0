import { SeatRows } from './seat-rows.js';
import type { AttributedPoints } from './member-facts.js';

/** Columns after the seat. A department is its place in the list, -1 for none. */
const sum = { department: 1, counts: 2, stands: 3, points: 4, reachedAtMs: 5 } as const;

/**
 * What members earned, by seat: a row for each department and the same of the periods. `counts` has a bit for each period
 * that it counts in, `stands` for those in which it was not taken back.
 */
export class SeatSums {
  private readonly rows: SeatRows;

  constructor(
    seats: number,
    private readonly departments: readonly string[],
    private readonly periodCount: number,
  ) {
    this.rows = new SeatRows(6, seats);
  }

  add(rows: string): void {
    this.rows.add(rows);
  }

  /** All points of a plain member, by the department of their time. */
  attributed(seat: number): AttributedPoints[] {
    const { rows } = this;
    const found: { departmentId: string | null; points: number[]; told: 'alone' }[] = [];
    for (let row = rows.first(seat); row >= 0; row = rows.next(row)) {
      const departmentId = this.departments[rows.at(row, sum.department)] ?? null;
      let one = found.find((other) => other.departmentId === departmentId);
      if (one === undefined)
        found.push(
          (one = { departmentId, points: Array.from({ length: this.periodCount }, () => 0), told: 'alone' }),
        );
      const [counts, points] = [rows.at(row, sum.counts), rows.at(row, sum.points)];
      for (let i = 0; i < one.points.length; i++)
        if (has(counts, i)) one.points[i] = (one.points[i] ?? 0) + points;
    }
    return found;
  }

  points(seat: number, index: number): number {
    const { rows } = this;
    let points = 0;
    for (let row = rows.first(seat); row >= 0; row = rows.next(row))
      if (has(rows.at(row, sum.counts), index)) points += rows.at(row, sum.points);
    return points;
  }

  /** Event time of the last entry that stands; 0 without one. */
  reachedAtMs(seat: number, index: number): number {
    const { rows } = this;
    let latest = 0;
    for (let row = rows.first(seat); row >= 0; row = rows.next(row))
      if (has(rows.at(row, sum.counts) & rows.at(row, sum.stands), index))
        latest = Math.max(latest, rows.at(row, sum.reachedAtMs));
    return latest;
  }
}

function has(bits: number, index: number): boolean {
  return ((bits >> index) & 1) === 1;
}
