import { inspectBoards } from '@vigil/shared/leaderboards';
import type { RouteResult } from '@vigil/shared/contract';
import type { Sql } from '../platform/db/database.js';
import { type Score, scoresOf } from './board-truth.js';

type Board = RouteResult<typeof inspectBoards>['boards'][number];
/** Findings of one law about boards. */
export interface BoardFindings {
  readonly name: string;
  readonly law: string;
  readonly found: readonly string[];
}

/** Holds what the store has, at two moments, against the ledger. Call it on an installation at rest. */
export async function checkBoards(
  sql: Sql,
  earlier: readonly Board[],
  later: readonly Board[],
  at = new Date(),
): Promise<BoardFindings[]> {
  const unequal: string[] = [];
  const misordered: string[] = [];
  for (const board of later) {
    if (!board.boardId.startsWith('people.')) continue;
    const truth = await scoresOf(sql, board.boardId, at);
    unequal.push(...differences(board, truth));
    if (!sameOrder(board, truth))
      misordered.push(`${board.boardId}: the window is not the top of the ledger`);
  }
  const versions = new Map(earlier.map((b) => [b.boardId, b.window?.version ?? 0]));
  const backwards = later
    .filter((b) => (b.window?.version ?? 0) < (versions.get(b.boardId) ?? 0))
    .map((b) => b.boardId);
  const dishonest = later
    .filter((b) => !b.stale && unequal.some((line) => line.startsWith(b.boardId)))
    .map((b) => `${b.boardId} differs from the ledger and does not say so`);
  return [
    {
      name: 'P1',
      law: 'the store’s scores are the ledger’s sums, for visible members alone',
      found: unequal,
    },
    { name: 'P2', law: 'a board built anew has the same order', found: misordered },
    { name: 'P3', law: 'a board that is behind says so', found: dishonest },
    { name: 'P4', law: 'versions never go back', found: backwards },
  ];
}

function differences(board: Board, truth: readonly Score[]): string[] {
  const held = new Map(board.scores.map((s) => [s.memberId, s.points]));
  const wrong = truth
    .filter((t) => held.get(t.memberId) !== t.points)
    .map(
      (t) =>
        `${board.boardId}: member ${t.memberId} has ${t.points}, the store ${String(held.get(t.memberId))}`,
    );
  const known = new Set(truth.map((t) => t.memberId));
  const foreign = board.scores
    .filter((s) => !known.has(s.memberId))
    .map((s) => `${board.boardId}: member ${s.memberId} does not belong there`);
  return [...wrong, ...foreign].slice(0, 20);
}

/** The published rows are the top of the ledger, each with its standard competition rank. */
function sameOrder(board: Board, truth: readonly Score[]): boolean {
  const rows = board.window?.rows ?? [];
  if (rows.length === 0) return truth.length === 0;
  return rows.every((row, i) => {
    const ahead = truth.filter((t) => t.points > (truth[i]?.points ?? 0)).length;
    return row.of === 'person' && row.points === truth[i]?.points && row.rank === ahead + 1;
  });
}
