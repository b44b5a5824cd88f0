import { Injectable } from '@nestjs/common';
import { EmbeddedBoardStore } from '../../platform/boards-store/index.js';
import { type BoardName, boardIdOf } from './board-name.js';
import { departmentRows, departmentStanding } from '@vigil/shared/leaderboards';
import type { Period } from '@vigil/shared/calendar';
import { DepartmentTally } from './department-tally.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import { byId, shownIn } from './open-boards.js';
import { PastStandings } from './past-standings.js';
import { type Names, peopleWindow } from './people-window.js';
import type { BoardContent } from './publisher.js';
import { RowIds } from './row-ids.js';
import { ScoreSheet } from './score-sheet.js';
import type { MemberFacts } from './member-facts.js';
import type { Truth } from './truth.js';
import type { Shown } from '../people/faces.js';
import { StandingsStore } from './standings.store.js';

const keptMs = 1_000;

/** A board made from the ledger alone, at one moment. */
export interface LedgerBoard {
  readonly store: EmbeddedBoardStore;
  readonly content: BoardContent;
  readonly asOf: Date;
}

interface Kept {
  /** Counted from when it began; until then it is not old. */
  untilMs: number;
  isThere: boolean;
  readonly board: Promise<LedgerBoard>;
}

/**
 * Boards computed from PostgreSQL when somebody asks: those of closed periods, and any while the store is away. Kept for
 * a second, so that many readers cost one query and a hidden person is gone from them as fast as from the live ones.
 */
@Injectable()
export class LedgerBoards {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly facts: LeaderboardsStore,
    private readonly rowIds: RowIds,
    private readonly past: PastStandings,
    private readonly standings: StandingsStore,
  ) {}

  /** @param closed whether the period takes no more facts: then hidden people's points count for departments */
  read(name: BoardName, closed: boolean): Promise<LedgerBoard> {
    const key = `${boardIdOf(name)} ${closed}`;
    const known = this.kept.get(key);
    if (known !== undefined && known.untilMs > performance.now()) return known.board;
    for (const [old, { isThere, untilMs }] of this.kept)
      if (isThere && untilMs <= performance.now()) this.kept.delete(old);
    const kept = this.begin(name, closed, known);
    this.kept.set(key, kept);
    kept.board.catch(() => this.kept.get(key) === kept && this.kept.delete(key));
    return kept.board;
  }

  /** What was computed is out of date: the next reader asks anew. */
  forget(): void {
    this.kept.clear();
  }

  /** What takes longer than it is kept is computed once more after that, for all who ask meanwhile: never twice at a time. */
  private begin(name: BoardName, closed: boolean, before: Kept | undefined): Kept {
    const kept: Omit<Kept, 'board'> = { untilMs: Infinity, isThere: false };
    const compute = async (): Promise<LedgerBoard> => {
      await before?.board.catch(() => undefined);
      kept.untilMs = performance.now() + keptMs;
      try {
        return await this.compute(name, closed);
      } finally {
        kept.isThere = true;
      }
    };
    return Object.assign(kept, { board: compute() });
  }

  private async compute(name: BoardName, closed: boolean): Promise<LedgerBoard> {
    if (name.of === 'departments') return this.departments(name.period, closed);
    const boardId = boardIdOf(name);
    const truth = await this.facts.truth([name.period], null);
    const store = new EmbeddedBoardStore();
    const sheet = await ScoreSheet.of(truth);
    await store.replace(boardId, await sheet.board(0, name.scope), truth.version);
    const members = await byId(truth.members);
    const rowId = await this.rowIds.on(boardId);
    const names: Names = (ids) => Promise.resolve(shownAmong(truth, members, ids));
    const content = await peopleWindow(store, boardId, rowId, names);
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
    await tally.begin(truth);
    const totals = tally.of(0);
    const kept = await this.standings.open(period);
    const terms = { closed: false, limits: await this.standings.limits() };
    const rows = departmentRows(totals, kept?.rows ?? departmentStanding(totals, terms, []), false);
    return { store, content: { rows, histogram: null }, asOf: truth.asOf };
  }
}

function shownAmong(
  { crowd }: Truth,
  members: ReadonlyMap<string, MemberFacts>,
  ids: readonly string[],
): ReadonlyMap<string, Shown> {
  return new Map(
    ids.flatMap((id): [string, Shown][] => {
      const shown = shownIn(members.get(id), 0) ?? crowd.shown(id);
      return shown === null ? [] : [[id, shown]];
    }),
  );
}
