import type { BoardStore, Placed, SavedWindow, Score, WholeBoard } from './board-store.js';
import { EmbeddedBoard } from './embedded-board.js';
import { Identities } from './identities.js';
import { scoreKey } from './score-key.js';

/** Boards in the memory of one process: for an installation without Redis, which is one process. */
export class EmbeddedBoardStore implements BoardStore {
  private readonly identities = new Identities();
  private readonly boards = new Map<string, EmbeddedBoard>();
  private readonly windows = new Map<string, SavedWindow>();
  private mark: string | null = null;

  putScores(board: string, scores: readonly Score[]): Promise<number> {
    const target = this.boards.get(board) ?? new EmbeddedBoard(this.identities);
    this.boards.set(board, target);
    let moved = 0;
    for (const { id, points, reachedAtMs, version } of scores)
      if (target.put(id, points === null ? null : scoreKey(points, reachedAtMs), version)) moved++;
    return Promise.resolve(moved);
  }

  async replace(board: string, whole: WholeBoard, version: number): Promise<boolean> {
    if (this.isNewer(board, version)) return false;
    const next = await EmbeddedBoard.of(whole, version, this.identities);
    if (this.isNewer(board, version)) return false;
    this.boards.set(board, next);
    return true;
  }

  top(board: string, count: number): Promise<Placed[]> {
    return Promise.resolve(this.boards.get(board)?.placed(0, count) ?? []);
  }

  around(board: string, id: string, radius: number): Promise<Placed[]> {
    const found = this.find(board, id);
    if (found === null) return Promise.resolve([]);
    const place = found.board.placeOf(found.seat);
    const start = Math.max(0, place - radius);
    return Promise.resolve(found.board.placed(start, place + radius + 1 - start));
  }

  rankOf(board: string, id: string): Promise<Placed | null> {
    const found = this.find(board, id);
    if (found === null) return Promise.resolve(null);
    const points = found.board.pointsOf(found.seat);
    return Promise.resolve({ id, points, rank: found.board.rank(points) });
  }

  nextBetter(board: string, id: string): Promise<{ points: number; rank: number } | null> {
    const found = this.find(board, id);
    if (found === null) return Promise.resolve(null);
    const better = found.board.rank(found.board.pointsOf(found.seat)) - 1;
    const [next] = better === 0 ? [] : found.board.placed(better - 1, 1);
    return Promise.resolve(next === undefined ? null : { points: next.points, rank: next.rank });
  }

  size(board: string): Promise<number> {
    return Promise.resolve(this.boards.get(board)?.size ?? 0);
  }

  histogram(board: string): Promise<[number, number][]> {
    return Promise.resolve(this.boards.get(board)?.histogram ?? []);
  }

  saveWindow(board: string, from: number | null, window: SavedWindow): Promise<boolean> {
    if ((this.windows.get(board)?.version ?? null) !== from) return Promise.resolve(false);
    this.windows.set(board, window);
    return Promise.resolve(true);
  }

  readWindow(board: string): Promise<SavedWindow | null> {
    return Promise.resolve(this.windows.get(board) ?? null);
  }

  windowVersions(boards: readonly string[]): Promise<(number | null)[]> {
    return Promise.resolve(boards.map((board) => this.windows.get(board)?.version ?? null));
  }

  drop(board: string): Promise<void> {
    this.boards.delete(board);
    this.windows.delete(board);
    return Promise.resolve();
  }

  epoch(): Promise<string | null> {
    return Promise.resolve(this.mark);
  }

  setEpoch(epoch: string): Promise<void> {
    this.mark = epoch;
    return Promise.resolve();
  }

  /** What the arrays of a board take: who sits where, and the order. For measurements. */
  bytesOf(board: string): EmbeddedBoard['bytes'] {
    return this.boards.get(board)?.bytes ?? { seats: 0, ranking: 0 };
  }

  private isNewer(board: string, version: number): boolean {
    return (this.boards.get(board)?.newest ?? 0) > version;
  }

  private find(board: string, id: string): { board: EmbeddedBoard; seat: number } | null {
    const held = this.boards.get(board);
    const seat = held?.seatOf(id) ?? null;
    return held === undefined || seat === null ? null : { board: held, seat };
  }
}
