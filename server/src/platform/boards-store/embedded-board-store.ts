import type { BoardStore, Placed, ReplacingScore, SavedWindow, Score } from './board-store.js';
import { betterBelow, pointsOfKey, scoreKey } from './score-key.js';
import { SortedIds } from './sorted-ids.js';

/** One board: the order, and what each id holds. */
class Board {
  readonly keys = new Map<string, number>();
  /** Of ids that were put since the board was replaced; the others are as old as the board. */
  readonly versions = new Map<string, number>();
  private readonly order: SortedIds;
  private readonly totals = new Map<number, number>();
  newest: number;

  constructor(
    pairs: { key: number; id: string }[] = [],
    readonly base = 0,
  ) {
    this.newest = base;
    this.order = SortedIds.of(pairs);
    for (const { key, id } of pairs) {
      this.keys.set(id, key);
      this.count(pointsOfKey(key), 1);
    }
  }

  get size(): number {
    return this.order.size;
  }

  get histogram(): [number, number][] {
    return [...this.totals].sort(([a], [b]) => b - a);
  }

  /** How many stand before an id that holds the key. */
  placeOf(key: number, id: string): number {
    return this.order.countBefore(key, id);
  }

  set(id: string, key: number | null): boolean {
    const held = this.keys.get(id) ?? null;
    if (held === key) return false;
    if (held !== null) {
      this.order.remove(held, id);
      this.count(pointsOfKey(held), -1);
    }
    if (key === null) this.keys.delete(id);
    else {
      this.keys.set(id, key);
      this.order.insert(key, id);
      this.count(pointsOfKey(key), 1);
    }
    return true;
  }

  /** 1 + how many have more points. */
  rank(points: number): number {
    return 1 + this.order.countBefore(betterBelow(points), '');
  }

  placed(start: number, count: number): Placed[] {
    let rank = 0;
    return this.order.slice(start, count).map(({ key, id }, i, all) => {
      const points = pointsOfKey(key);
      const before = all[i - 1];
      if (before === undefined) rank = this.rank(points);
      else if (pointsOfKey(before.key) !== points) rank = start + i + 1;
      return { id, points, rank };
    });
  }

  private count(points: number, change: number): void {
    const now = (this.totals.get(points) ?? 0) + change;
    if (now === 0) this.totals.delete(points);
    else this.totals.set(points, now);
  }
}

/** Boards in the memory of one process: for an installation without Redis, which is one process. */
export class EmbeddedBoardStore implements BoardStore {
  private readonly boards = new Map<string, Board>();
  private readonly windows = new Map<string, SavedWindow>();
  private mark: string | null = null;

  putScores(board: string, scores: readonly Score[]): Promise<number> {
    const target = this.boards.get(board) ?? new Board();
    this.boards.set(board, target);
    let moved = 0;
    for (const { id, points, reachedAtMs, version } of scores) {
      if ((target.versions.get(id) ?? target.base) > version) continue;
      target.versions.set(id, version);
      target.newest = Math.max(target.newest, version);
      if (target.set(id, points === null ? null : scoreKey(points, reachedAtMs))) moved++;
    }
    return Promise.resolve(moved);
  }

  replace(board: string, scores: readonly ReplacingScore[], version: number): Promise<boolean> {
    if ((this.boards.get(board)?.newest ?? 0) > version) return Promise.resolve(false);
    const pairs = scores.map(({ id, points, reachedAtMs }) => ({ id, key: scoreKey(points, reachedAtMs) }));
    const next = new Board(pairs, version);
    this.boards.set(board, next);
    return Promise.resolve(true);
  }

  top(board: string, count: number): Promise<Placed[]> {
    return Promise.resolve(this.boards.get(board)?.placed(0, count) ?? []);
  }

  around(board: string, id: string, radius: number): Promise<Placed[]> {
    const found = this.find(board, id);
    if (found === null) return Promise.resolve([]);
    const place = found.board.placeOf(found.key, id);
    const start = Math.max(0, place - radius);
    return Promise.resolve(found.board.placed(start, place + radius + 1 - start));
  }

  rankOf(board: string, id: string): Promise<Placed | null> {
    const found = this.find(board, id);
    if (found === null) return Promise.resolve(null);
    const points = pointsOfKey(found.key);
    return Promise.resolve({ id, points, rank: found.board.rank(points) });
  }

  nextBetter(board: string, id: string): Promise<{ points: number; rank: number } | null> {
    const found = this.find(board, id);
    if (found === null) return Promise.resolve(null);
    const better = found.board.rank(pointsOfKey(found.key)) - 1;
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

  private find(board: string, id: string): { board: Board; key: number } | null {
    const held = this.boards.get(board);
    const key = held?.keys.get(id);
    return held === undefined || key === undefined ? null : { board: held, key };
  }
}
