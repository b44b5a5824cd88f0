import { Injectable } from '@nestjs/common';
import { EmbeddedBoardStore } from '../../platform/boards-store/index.js';
import { type BoardName, boardIdOf } from './board-name.js';
import { DepartmentTally } from './department-tally.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import { scoresOf, shownOf } from './open-boards.js';
import { peopleWindow } from './people-window.js';
import type { BoardContent } from './publisher.js';
import { RowIds } from './row-ids.js';

const keptMs = 1_000;

/** A board made from the ledger alone, at one moment. */
export interface LedgerBoard {
  readonly store: EmbeddedBoardStore;
  readonly content: BoardContent;
  readonly asOf: Date;
}

/**
 * Boards computed from PostgreSQL when somebody asks: those of closed periods, and any while the store is away. Kept for
 * a second, so that many readers cost one query and a hidden person is gone from them as fast as from the live ones.
 */
@Injectable()
export class LedgerBoards {
  private readonly kept = new Map<
    string,
    { readonly untilMs: number; readonly board: Promise<LedgerBoard> }
  >();

  constructor(
    private readonly facts: LeaderboardsStore,
    private readonly rowIds: RowIds,
  ) {}

  /** @param closed whether the period takes no more facts: then hidden people's points count for departments */
  read(name: BoardName, closed: boolean): Promise<LedgerBoard> {
    const now = performance.now();
    const key = `${boardIdOf(name)} ${closed}`;
    const known = this.kept.get(key);
    if (known !== undefined && known.untilMs > now) return known.board;
    for (const [old, { untilMs }] of this.kept) if (untilMs <= now) this.kept.delete(old);
    const board = this.compute(name, closed);
    this.kept.set(key, { untilMs: now + keptMs, board });
    board.catch(() => this.kept.delete(key));
    return board;
  }

  /** What was computed is out of date: the next reader asks anew. */
  forget(): void {
    this.kept.clear();
  }

  private async compute(name: BoardName, closed: boolean): Promise<LedgerBoard> {
    const boardId = boardIdOf(name);
    const truth = await this.facts.truth([name.period], null);
    const store = new EmbeddedBoardStore();
    if (name.of === 'departments') {
      const tally = new DepartmentTally(1);
      tally.update(truth);
      return { store, content: { rows: tally.rows(0, closed), histogram: null }, asOf: truth.asOf };
    }
    const within = truth.members.filter((m) => name.scope === 'company' || m.departmentId === name.scope);
    const on = name.scope === 'company' ? 'company' : 'department';
    await store.replace(boardId, scoresOf(within, truth, 0, on), truth.version);
    const byId = shownOf(within, 0);
    const rowId = await this.rowIds.on(boardId);
    const content = await peopleWindow(store, boardId, rowId, () => Promise.resolve(byId));
    return { store, content, asOf: truth.asOf };
  }
}
