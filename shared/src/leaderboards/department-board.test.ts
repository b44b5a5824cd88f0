import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departmentRow } from './contract.js';
import { departmentRows, type DepartmentTotals } from './department-board.js';

const id = (n: number) => `5b0c8a1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const totals = (n: number, more: Partial<DepartmentTotals>): DepartmentTotals => ({
  id: id(n),
  name: `Department ${n}`,
  eligible: 10,
  points: 0,
  hiddenPoints: 0,
  active: 0,
  hiddenActive: 0,
  ...more,
});
const some = fc.array(
  fc.record({
    eligible: fc.integer({ min: 0, max: 12 }),
    points: fc.integer({ min: -20, max: 400 }),
    hiddenPoints: fc.integer({ min: 0, max: 400 }),
    active: fc.integer({ min: 0, max: 12 }),
    hiddenActive: fc.integer({ min: 0, max: 8 }),
  }),
  { maxLength: 8 },
);

describe('the board of departments', () => {
  it('divides points by people, shares ranks, and leaves out who are fewer than five', () => {
    const rows = departmentRows(
      [
        totals(1, { points: 100, active: 3 }),
        totals(2, { eligible: 20, points: 301, active: 20 }),
        totals(3, { points: 100 }),
        totals(4, { eligible: 4, points: 999, active: 4 }),
        totals(5, { points: 7 }),
      ],
      false,
    );
    expect(rows.map((r) => [r.rowId, r.rank, r.people, r.score, r.participation])).toEqual([
      [id(2), 1, 20, 15.1, 1],
      [id(1), 2, 10, 10, 0.3],
      [id(3), 2, 10, 10, 0],
      [id(5), 4, 10, 0.7, 0],
      [id(4), null, null, null, null],
    ]);
  });

  it('shows nothing of what would tell of one person while the period runs', () => {
    fc.assert(
      fc.property(some, some, (before, after) => {
        const at = (all: typeof before, hiddenOnes: typeof before) =>
          departmentRows(
            all.map((t, i) =>
              totals(i, {
                ...t,
                hiddenPoints: hiddenOnes[i]?.hiddenPoints ?? 0,
                hiddenActive: hiddenOnes[i]?.hiddenActive ?? 0,
              }),
            ),
            false,
          );
        expect(at(before, before)).toEqual(at(before, after));
      }),
    );
  });

  it('counts it once the period is over, where nobody can see all the others', () => {
    const large = { eligible: 100, points: 500, hiddenPoints: 100, hiddenActive: 1 };
    const rows = (active: number, closed: boolean) =>
      departmentRows([totals(1, { ...large, active })], closed);
    expect(rows(65, false)[0]).toMatchObject({ score: 5, participation: 0.65 });
    expect(rows(64, true)[0]).toMatchObject({ score: 5, participation: 0.64 });
    expect(rows(65, true)[0]).toMatchObject({ score: 6, participation: 0.66 });
  });

  it('always fits the contract', () => {
    fc.assert(
      fc.property(some, fc.boolean(), (all, closed) => {
        for (const row of departmentRows(
          all.map((t, i) => totals(i, t)),
          closed,
        ))
          expect(departmentRow.parse(row)).toEqual(row);
      }),
    );
  });
});
