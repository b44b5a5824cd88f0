import { Injectable } from '@nestjs/common';
import { EmbeddedBoardStore, wholeBoard } from '../../platform/boards-store/index.js';
import { type BoardName, boardIdOf } from './board-name.js';
import { departmentRows, departmentStanding } from '@vigil/shared/leaderboards';
import type { Period } from '@vigil/shared/calendar';
import { DepartmentTally } from './department-tally.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import { scoresOf, shownOf } from './open-boards.js';
import { PastStandings } from './past-standings.js';
import { peopleWindow } from './people-window.js';
import { PresenceStore } from './presence.store.js';
import type { BoardContent } from './publisher.js';
import { RowIds } from './row-ids.js';
import { StandingsStore } from './standings.store.js';

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
    private readonly past: PastStandings,
    private readonly presence: PresenceStore,
    private readonly standings: StandingsStore,
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
    if (name.of === 'departments') return this.departments(name.period, closed);
    const boardId = boardIdOf(name);
    const truth = await this.facts.truth([name.period], null);
    const store = new EmbeddedBoardStore();
    const within = truth.members.filter((m) => name.scope === 'company' || m.departmentId === name.scope);
    const on = name.scope === 'company' ? 'company' : 'department';
    await store.replace(boardId, wholeBoard(scoresOf(within, truth, 0, on)), truth.version);
    const byId = shownOf(within, 0);
    const rowId = await this.rowIds.on(boardId);
    const content = await peopleWindow(store, boardId, rowId, () => Promise.resolve(byId));
    return { store, content, asOf: truth.asOf };
  }

  /** Closed: as it was kept. Open: with the places that stand, as the live board has them. */
  private async departments(period: Period, closed: boolean): Promise<LedgerBoard> {
    const store = new EmbeddedBoardStore();
    if (closed) {
      const [standing] = await this.past.read([period]);
      if (standing === undefined) throw new Error('a past standing is missing');
      return { store, content: { rows: [...standing.rows], histogram: null }, asOf: standing.asOf };
    }
    const truth = await this.facts.truth([period], null);
    const tally = new DepartmentTally(1);
    await tally.update(truth, await this.presence.read([period], null));
    const totals = tally.of(0);
    const kept = await this.standings.open(period);
    const terms = { closed: false, limits: await this.standings.limits() };
    const rows = departmentRows(totals, kept?.rows ?? departmentStanding(totals, terms, []), false);
    return { store, content: { rows, histogram: null }, asOf: truth.asOf };
  }
}
