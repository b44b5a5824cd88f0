import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DepartmentRow, departmentRow } from './contract.js';
import { departmentRows, departmentStanding, type DepartmentTotals } from './department-board.js';
import { defaultDivisionLimits } from './divisions.js';

const id = (n: number) => `5b0c8a1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
interface Staff {
  readonly seen: readonly number[];
  /** Whose points are told together with those of others. */
  readonly together?: readonly number[];
  readonly hidden?: readonly number[];
}
/** A department whose people were all there all the time; a number is what somebody earned. */
const totals = (n: number, { seen, together = [], hidden = [] }: Staff): DepartmentTotals => ({
  id: id(n),
  name: `Department ${n}`,
  people: seen.length + together.length + hidden.length,
  exposure: seen.length + together.length + hidden.length,
  points: sum(seen) + sum(together),
  hiddenPoints: sum(hidden),
  active: [...seen, ...together].filter((points) => points > 0).length,
  hiddenActive: hidden.filter((points) => points > 0).length,
  spread: {
    points: sum(seen),
    squares: sum(seen.map((points) => points ** 2)),
    presence: seen.length,
    presenceSquares: seen.length,
    pointsPresence: sum(seen),
  },
});
const open = { closed: false, limits: defaultDivisionLimits };
const board = (all: readonly DepartmentTotals[], closed = false, before: readonly DepartmentRow[] = []) =>
  departmentRows(all, departmentStanding(all, { ...open, closed }, before), closed);
const points = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 9 });
const companies = fc
  .array(fc.record({ seen: points, hidden: points }), { maxLength: 8 })
  .map((all) => all.map((staff, i) => totals(i, staff)));
/** So many people with the same points. */
const times = (count: number, each: number) => Array.from({ length: count }, () => each);

describe('the board of departments', () => {
  it('draws averages towards the mean, shares ranks, and leaves out who are fewer than five', () => {
    const all = [
      totals(1, { seen: [20, 30, 25, 22, 28, 25] }),
      totals(2, { seen: [20, 30, 26, 22, 28, 25] }),
      totals(3, { seen: [2, 12, 7, 4, 10, 7] }),
      totals(4, { seen: times(4, 200) }),
    ];
    const rows = board(all);
    expect(rows.map((r) => [r.rowId, r.rank, r.people, r.average, r.participation])).toEqual([
      [id(2), 1, 6, 25.2, 1],
      [id(1), 1, 6, 25, 1],
      [id(3), 3, 6, 7, 1],
      [id(4), null, null, null, null],
    ]);
    expect(rows[0]?.companyMean).toBe(19.1);
    expect(rows[0]?.score).toBeLessThan(25.2);
    expect(rows[2]?.score).toBeGreaterThan(7);
    expect(rows[3]).toMatchObject({ score: null, noise: null, companyMean: null, division: null });
  });

  it('gives each division its own first place', () => {
    const all = [
      totals(1, { seen: [...times(50, 30), ...times(50, 34)] }),
      totals(2, { seen: [...times(15, 18), ...times(15, 22)] }),
      totals(3, { seen: [...times(10, 8), ...times(10, 12)] }),
      totals(4, { seen: [...times(10, 2), ...times(10, 6)] }),
    ];
    expect(board(all).map((r) => [r.rowId, r.rank, r.division, r.divisionRank])).toEqual([
      [id(1), 1, 'large', 1],
      [id(2), 2, 'medium', 1],
      [id(3), 3, 'small', 1],
      [id(4), 4, 'small', 2],
    ]);
    const limits = { smallUpTo: 19, mediumUpTo: 20 };
    const other = departmentStanding(all, { ...open, limits }, []);
    expect(other.map((r) => r.division)).toEqual(['large', 'large', 'medium', 'medium']);
  });

  it('shows nothing of what would tell of one person while the period runs', () => {
    const few = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(points, few, few), { maxLength: 6 }), (all) => {
        const shown = (which: 1 | 2) =>
          board(all.map((one, i) => totals(i, { seen: one[0], hidden: one[which] })));
        expect(shown(1)).toEqual(shown(2));
      }),
    );
  });

  it('tells the sum of those who are told together and not how it is spread among them', () => {
    const others = totals(2, { seen: [1, 2, 3, 4, 5] });
    const at = (together: readonly number[]) => board([totals(1, { seen: [9, 4], together }), others]);
    expect(at([50, 1, 1, 1, 1])).toEqual(at([10, 11, 11, 11, 11]));
    expect(at([50, 1, 1, 1, 1])).not.toEqual(at([10, 11, 11, 11, 12]));
  });

  it('counts a few once the period is over, where nobody can see all the others', () => {
    const average = (active: number, closed: boolean) => {
      const seen = [...times(active, 5), ...times(99 - active, 0)];
      return board([totals(1, { seen, hidden: [100] })], closed)[0]?.average;
    };
    expect(average(65, false)).toBe(3.3);
    expect(average(64, true)).toBe(3.2);
    expect(average(65, true)).toBe(4.3);
  });

  it('weighs people by the days they were there', () => {
    const [half, whole] = [totals(1, { seen: times(6, 10) }), totals(2, { seen: times(6, 20) })];
    const joined = {
      ...half,
      exposure: 3,
      spread: { points: 60, squares: 600, presence: 3, presenceSquares: 1.5, pointsPresence: 30 },
    };
    const rows = board([joined, whole]);
    expect(rows.map((r) => [r.average, r.score, r.rank])).toEqual([
      [20, 20, 1],
      [20, 20, 1],
    ]);
  });

  it('shows participation as it is now beside a standing of a minute ago', () => {
    const before = [totals(1, { seen: [5, 9, 0, 0, 0] }), totals(2, { seen: [1, 0, 0, 0, 0] })];
    const standing = departmentStanding(before, open, []);
    const now = [
      totals(1, { seen: [5, 9, 3, 0, 0] }),
      totals(2, { seen: [1, 0, 0, 0] }),
      totals(3, { seen: times(5, 1) }),
    ];
    const rows = departmentRows(now, standing, false);
    expect(rows.map((r) => [r.rowId, r.score === null, r.participation])).toEqual([
      [id(1), false, 0.6],
      [id(3), true, 1],
      [id(2), true, null],
    ]);
    expect(rows[0]?.score).toBe(standing[0]?.score);
  });

  it('stays as it is when nothing has changed, and always fits the contract', () => {
    fc.assert(
      fc.property(companies, companies, fc.boolean(), (earlier, all, closed) => {
        const before = departmentStanding(earlier, open, []);
        const standing = departmentStanding(all, { ...open, closed }, before);
        expect(departmentStanding(all, { ...open, closed }, standing)).toEqual(standing);
        for (const row of departmentRows(all, standing, closed))
          expect(departmentRow.parse(row)).toEqual(row);
      }),
    );
  });
});
