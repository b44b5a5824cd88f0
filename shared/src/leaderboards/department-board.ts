import type { DepartmentRow } from './contract.js';
import { type DivisionLimits, divisionOf, divisions } from './divisions.js';
import { bandRanks, orderOf } from './fair-ranks.js';
import { type FairScore, fairScores, pooledVariance, type Spread } from './fair-score.js';

/** Fewer people than this have no place on a board, and fewer hidden people than this are never added up. */
export const fewestTogether = 5;
/** The most people of one department whose points anybody can read on lists: fifty from the top, themselves, five on each side. */
export const mostSeenOfDepartment = 61;

/** What is known of a department in one period. `hidden…` is what would tell of one person; the rest is without it. */
export interface DepartmentTotals {
  readonly id: string;
  readonly name: string;
  /** Who belongs there now, or did on the period's last day; hidden ones too: how big a department is says nothing about anybody. */
  readonly people: number;
  /** Members weighted by presence: everybody who was there, hidden ones too, each as the share of the period. */
  readonly exposure: number;
  /** Points of entries that belong to the department. Quiet ones are left out: they would tell who did not pass. */
  readonly points: number;
  readonly hiddenPoints: number;
  /** People with more than 0 points, quiet ones left out. */
  readonly active: number;
  readonly hiddenActive: number;
  /** Of everybody, with what may be told of each alone: more would tell of few hidden people what their sum does not. */
  readonly spread: Spread;
}

/** What a standing depends on besides the figures. */
export interface StandingTerms {
  /** Whether the period takes no more facts. */
  readonly closed: boolean;
  readonly limits: DivisionLimits;
}

/**
 * The standing of departments by the fair rule, best first: departments of five people and more, none of the others. What
 * few hidden members brought counts when the period has closed and the department is so large that nobody can take the
 * others' points off its sum: on the lists of a smaller one every visible person can be found, and the rest would be what
 * the hidden ones have.
 *
 * @param before the standing that this one follows, so that ranks do not flicker; empty for a ranking afresh
 */
export function departmentStanding(
  all: readonly DepartmentTotals[],
  terms: StandingTerms,
  before: readonly DepartmentRow[],
): DepartmentRow[] {
  const counted = all.filter(hasPlace);
  const { mean, scores } = fairScores(
    counted.map((d) => ({
      id: d.id,
      exposure: d.exposure,
      average: sums(d, terms.closed).points / d.exposure,
    })),
    pooledVariance(counted.map((d) => d.spread)),
  );
  const earlier = new Map(before.map((row) => [row.rowId, row]));
  const order = orderOf(
    scores,
    before.map((row) => row.rowId),
  );
  const ranks = bandRanks(order, (id) => earlier.get(id)?.rank);
  const byId = new Map(counted.map((d) => [d.id, d]));
  const rows = order.flatMap((scored, i): DepartmentRow[] => {
    const totals = byId.get(scored.id);
    return totals === undefined ? [] : [rowOf(totals, scored, mean, ranks[i] ?? 1, terms)];
  });
  return withDivisionRanks(rows, order, earlier);
}

/**
 * The board as it is shown: places of the standing, which is at most a minute old, with participation as it is now.
 * Departments that are new to the standing follow without a score; those below five people stand at the end without figures.
 */
export function departmentRows(
  all: readonly DepartmentTotals[],
  standing: readonly DepartmentRow[],
  closed: boolean,
): DepartmentRow[] {
  const place = new Map(standing.map((row, i) => [row.rowId, { row, at: i }]));
  const at = (row: DepartmentRow): number =>
    place.get(row.rowId)?.at ?? (row.people === null ? Infinity : standing.length);
  return all
    .map((totals): DepartmentRow => {
      const { id, name } = totals;
      const nothing = withoutPlace(id, name);
      if (!hasPlace(totals)) return nothing;
      const figures = place.get(id)?.row ?? nothing;
      return { ...figures, name, people: totals.people, participation: participationOf(totals, closed) };
    })
    .sort(
      (a, b) => Number(a.people === null) - Number(b.people === null) || compare(at(a), at(b)) || byId(a, b),
    );
}

/** Whether there are enough people for a place; of fewer nothing is shown, and nothing is added to a sum that is. */
export function hasPlace({ people, exposure }: DepartmentTotals): boolean {
  return people >= fewestTogether && exposure > 0;
}

function sums(totals: DepartmentTotals, closed: boolean): { points: number; active: number } {
  // hiding moves somebody from one of the two to the other, so it never decides
  const nobodySeesTheOthers = totals.active + totals.hiddenActive >= mostSeenOfDepartment + fewestTogether;
  const withHidden = closed && nobodySeesTheOthers;
  return {
    points: totals.points + (withHidden ? totals.hiddenPoints : 0),
    active: totals.active + (withHidden ? totals.hiddenActive : 0),
  };
}

function participationOf(totals: DepartmentTotals, closed: boolean): number {
  return Math.min(1, Math.round((sums(totals, closed).active / totals.people) * 100) / 100);
}

function rowOf(
  totals: DepartmentTotals,
  scored: FairScore,
  mean: number,
  rank: number,
  { closed, limits }: StandingTerms,
): DepartmentRow {
  return {
    of: 'department',
    rowId: totals.id,
    rank,
    name: totals.name,
    people: totals.people,
    score: shown(scored.score),
    average: shown(scored.average),
    companyMean: shown(mean),
    noise: shown(scored.noise),
    division: divisionOf(totals.people, limits),
    divisionRank: null,
    participation: participationOf(totals, closed),
  };
}

/** Each division has its own first place: the same scores, ranked among departments of about the same size. */
function withDivisionRanks(
  rows: readonly DepartmentRow[],
  order: readonly FairScore[],
  earlier: ReadonlyMap<string, DepartmentRow>,
): DepartmentRow[] {
  const ranks = new Map<string, number>();
  const divisionById = new Map(rows.map((row) => [row.rowId, row.division]));
  for (const one of divisions) {
    const within = order.filter(({ id }) => divisionById.get(id) === one);
    const found = bandRanks(within, (id) => {
      const row = earlier.get(id);
      return row?.division === one ? row.divisionRank : null;
    });
    within.forEach(({ id }, i) => ranks.set(id, found[i] ?? 1));
  }
  return rows.map((row) => ({ ...row, divisionRank: ranks.get(row.rowId) ?? null }));
}

function withoutPlace(id: string, name: string): DepartmentRow {
  return {
    of: 'department',
    rowId: id,
    rank: null,
    name,
    people: null,
    score: null,
    average: null,
    companyMean: null,
    noise: null,
    division: null,
    divisionRank: null,
    participation: null,
  };
}

/** One decimal; reversals of earlier periods must not drag a shown number below nothing. */
function shown(points: number): number {
  return Math.max(0, Math.round(points * 10) / 10);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function byId(a: DepartmentRow, b: DepartmentRow): number {
  return a.rowId < b.rowId ? -1 : 1;
}
