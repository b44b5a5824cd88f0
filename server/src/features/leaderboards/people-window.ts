import { competitionRanks, type PersonRow } from '@vigil/shared/leaderboards';
import type { BoardStore, Placed } from '../../platform/boards-store/index.js';
import type { Shown } from '../people/faces.js';
import type { BoardContent } from './publisher.js';
import type { RowId } from './row-ids.js';

/** Rows that everybody who watches a people board gets, at most. */
export const shownRows = 50;

/** From ten people on a board shows its upper half and no more: nobody stands at the bottom of a list. */
const rowsOf = (size: number): number => (size < 10 ? size : Math.min(shownRows, Math.ceil(size / 2)));
/** From this many visible members on, clients work out their own rank from the histogram. */
const histogramFrom = 500;

export type Names = (memberIds: readonly string[]) => Promise<ReadonlyMap<string, Shown>>;

/** The top of a people board, with names; whoever may not be shown any more is left out and ranks close up. */
export async function peopleWindow(
  store: BoardStore,
  boardId: string,
  rowId: RowId,
  names: Names,
): Promise<BoardContent> {
  const size = await store.size(boardId);
  const placed = await store.top(boardId, rowsOf(size));
  const rows = await personRows(placed, rowId, names);
  const ranks = competitionRanks(rows.map((row) => row.points));
  return {
    rows: rows.map((row, i) => ({ ...row, rank: ranks[i] ?? row.rank })),
    histogram: size >= histogramFrom ? await store.histogram(boardId) : null,
  };
}

/** Rows for a stretch of a board, ranks as the store has them. */
export async function personRows(
  placed: readonly Placed[],
  rowId: RowId,
  names: Names,
): Promise<PersonRow[]> {
  const known = await names(placed.map((p) => p.id));
  return placed.flatMap(({ id, points, rank }) => {
    const shown = known.get(id);
    return shown === undefined
      ? []
      : [{ of: 'person' as const, rowId: rowId(id, shown), rank, points, ...shown }];
  });
}
