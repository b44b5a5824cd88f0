import type { DepartmentRow } from './contract.js';
import { competitionRanks } from './rules.js';

/** Fewer people than this have no place on a board, and fewer hidden people than this are never added up. */
export const fewestTogether = 5;
/** The most people of one department whose points anybody can read on lists: fifty from the top, themselves, five on each side. */
export const mostSeenOfDepartment = 61;

/** What is known of a department in one period. `hidden…` is what would tell of one person; the rest is without it. */
export interface DepartmentTotals {
  readonly id: string;
  readonly name: string;
  /** Members who can score now, hidden ones too: how big a department is says nothing about anybody. */
  readonly eligible: number;
  /** Points of entries that belong to the department. Quiet ones are left out: they would tell who did not pass. */
  readonly points: number;
  readonly hiddenPoints: number;
  /** Eligible members with more than 0 points, quiet ones left out. */
  readonly active: number;
  readonly hiddenActive: number;
}

/**
 * The board of departments: points per eligible member, ranked by the rounded figure that is shown; departments below
 * five people stand at the end without figures. What few hidden members brought counts when the period has closed and the
 * department is so large that nobody can take the others' points off its sum: on the lists of a smaller one every visible
 * person can be found, and the rest would be what the hidden ones have.
 */
export function departmentRows(all: readonly DepartmentTotals[], periodClosed: boolean): DepartmentRow[] {
  const rows = all.map((totals) => rowOf(totals, periodClosed));
  const placed = rows.filter((row) => row.score !== null);
  placed.sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || byId(a, b));
  const ranks = competitionRanks(placed.map((row) => row.score ?? 0));
  const others = rows.filter((row) => row.score === null).sort(byId);
  return [...placed.map((row, i) => ({ ...row, rank: ranks[i] ?? null })), ...others];
}

function rowOf(totals: DepartmentTotals, periodClosed: boolean): DepartmentRow {
  const { id, name, eligible } = totals;
  const row = { of: 'department' as const, rowId: id, rank: null, name };
  if (eligible < fewestTogether) return { ...row, people: null, score: null, participation: null };
  // hiding moves somebody from one of the two to the other, so it never decides
  const nobodySeesTheOthers = totals.active + totals.hiddenActive >= mostSeenOfDepartment + fewestTogether;
  const withHidden = periodClosed && nobodySeesTheOthers;
  const points = totals.points + (withHidden ? totals.hiddenPoints : 0);
  const active = totals.active + (withHidden ? totals.hiddenActive : 0);
  return {
    ...row,
    people: eligible,
    // reversals of earlier periods must not drag a shown number below nothing
    score: Math.max(0, Math.round((points / eligible) * 10) / 10),
    participation: Math.min(1, Math.round((active / eligible) * 100) / 100),
  };
}

function byId(a: DepartmentRow, b: DepartmentRow): number {
  return a.rowId < b.rowId ? -1 : 1;
}
