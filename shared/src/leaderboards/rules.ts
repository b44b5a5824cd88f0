import { type BoardDelta, type BoardRow, type BoardWindow, departmentRow } from './contract.js';

/** A score histogram in its normal form: best score first, no score twice, no count below 1. */
export type Histogram = NonNullable<BoardWindow['histogram']>;

/**
 * Standard competition ranks (1, 2, 2, 4) of scores that are already in order, best first.
 *
 * @returns for each score 1 + how many are better
 */
export function competitionRanks(scores: readonly number[]): number[] {
  let rank = 1;
  return scores.map((score, index) => {
    if (index > 0 && score !== scores[index - 1]) rank = index + 1;
    return rank;
  });
}

/** The competition rank that a score has, or would have, among all who are counted: 1 + how many hold a better one. */
export function rankFromHistogram(histogram: Histogram, score: number): number {
  return 1 + histogram.reduce((better, [held, count]) => (held > score ? better + count : better), 0);
}

/**
 * What turns `before` into `after`: null when a reader could not tell them apart, so that no new version is due.
 * Ranks of people follow from points and order, so a row whose rank alone changed does not travel.
 * Both windows must be of one board, `after` newer, and in normal form: people's rows start at the top of the board and
 * carry competition ranks; a histogram is sorted best first, and null rather than empty.
 */
export function diff(before: BoardWindow, after: BoardWindow): BoardDelta | null {
  const known = new Map(before.rows.map((row) => [row.rowId, row]));
  const rows = after.rows.filter((row) => !sameRow(known.get(row.rowId), row));
  const sameOrder =
    before.rows.length === after.rows.length &&
    before.rows.every((row, i) => row.rowId === after.rows[i]?.rowId);
  const histogram = changedCounts(before.histogram ?? [], after.histogram ?? []);
  if (sameOrder && rows.length === 0 && histogram.length === 0) return null;
  return {
    boardId: after.boardId,
    from: before.version,
    version: after.version,
    asOf: after.asOf,
    order: sameOrder ? null : after.rows.map((row) => row.rowId),
    rows,
    histogram: histogram.length > 0 ? histogram : null,
  };
}

/**
 * The window after a delta. A delta that the window already holds, or of another board, changes nothing (the very same
 * object comes back). `'stale'`: something between the two is missing; fetch the window anew, never guess.
 */
export function apply(window: BoardWindow, delta: BoardDelta): BoardWindow | 'stale' {
  if (delta.boardId !== window.boardId || delta.version <= window.version) return window;
  if (delta.from !== window.version) return 'stale';
  const byId = new Map([...window.rows, ...delta.rows].map((row) => [row.rowId, row]));
  const rows: BoardRow[] = [];
  for (const rowId of delta.order ?? window.rows.map((row) => row.rowId)) {
    const row = byId.get(rowId);
    if (row === undefined) return 'stale';
    rows.push(row);
  }
  return {
    boardId: window.boardId,
    version: delta.version,
    asOf: delta.asOf,
    rows: withRanks(rows),
    histogram:
      delta.histogram === null ? window.histogram : withCounts(window.histogram ?? [], delta.histogram),
  };
}

const departmentFields = departmentRow.keyof().options;

function sameRow(a: BoardRow | undefined, b: BoardRow): boolean {
  if (a?.of === 'person' && b.of === 'person')
    return (
      a.name === b.name &&
      a.pseudonym === b.pseudonym &&
      a.departmentId === b.departmentId &&
      a.points === b.points
    );
  if (a?.of === 'department' && b.of === 'department')
    return departmentFields.every((field) => a[field] === b[field]);
  return false;
}

function withRanks(rows: readonly BoardRow[]): BoardRow[] {
  const ranks = competitionRanks(rows.map((row) => (row.of === 'person' ? row.points : 0)));
  return rows.map((row, i) => {
    const rank = ranks[i] ?? 1;
    return row.of === 'person' && row.rank !== rank ? { ...row, rank } : row;
  });
}

function changedCounts(before: Histogram, after: Histogram): Histogram {
  const old = new Map(before);
  const now = new Map(after);
  const gone = before.filter(([score]) => !now.has(score)).map(([score]): [number, number] => [score, 0]);
  return [...after.filter(([score, count]) => old.get(score) !== count), ...gone];
}

function withCounts(held: Histogram, changes: Histogram): Histogram | null {
  const counts = new Map(held);
  for (const [score, count] of changes) {
    if (count === 0) counts.delete(score);
    else counts.set(score, count);
  }
  return counts.size === 0 ? null : [...counts].sort(([a], [b]) => b - a);
}
