import { Inject, Injectable } from '@nestjs/common';
import type { BoardWindow } from '@vigil/shared/leaderboards';
import { BOARD_STORE, type BoardStore, BoardStoreUnavailable } from '../../platform/boards-store/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { boardIdOf, type BoardName, boardNamed, isOpen } from './board-name.js';
import { Freshness } from './freshness.js';
import { LedgerBoards } from './ledger-boards.js';
import { PeriodsWithEntries } from './periods-with-entries.js';
import { Publisher, Superseded } from './publisher.js';

/** A board as it can be had just now. */
export interface BoardReading {
  readonly name: BoardName;
  readonly window: BoardWindow;
  /** Where ranks and neighbours of this reading come from. */
  readonly store: BoardStore;
  /** Behind the truth, or perhaps so. */
  readonly stale: boolean;
}

/** Reads boards: live ones from the store, closed ones and those that the store cannot give from the ledger. */
@Injectable()
export class LeaderboardsReadModel {
  /** Versions that this process has handed out: none that follows may be lower. */
  private readonly known = new Map<string, number>();

  constructor(
    @Inject(BOARD_STORE) private readonly store: BoardStore,
    private readonly publisher: Publisher,
    private readonly ledger: LedgerBoards,
    private readonly freshness: Freshness,
    private readonly periods: PeriodsWithEntries,
    private readonly people: PeopleReadModel,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The board that an id names; null when there is none. Says nothing about who may see it. */
  async named(boardId: string): Promise<BoardName | null> {
    const name = boardNamed(boardId, this.clock.nowMs(), await this.people.calendar(this.database));
    return name !== null && (await this.periods.has(name.period)) ? name : null;
  }

  async read(name: BoardName): Promise<BoardReading> {
    const open = isOpen(name.period, this.clock.nowMs(), await this.people.calendar(this.database));
    const reading = open ? await this.live(name) : await this.closed(name);
    this.known.set(reading.window.boardId, reading.window.version);
    return reading;
  }

  /** The version that a watcher should hold, and whether to trust it. */
  async version(name: BoardName): Promise<{ version: number; stale: boolean }> {
    const { window, stale } = await this.read(name);
    return { version: window.version, stale };
  }

  /** Publishes closed boards anew after people have changed: no projector keeps these. Open ones are left alone. */
  async renewClosed(boardIds: readonly string[]): Promise<void> {
    this.ledger.forget();
    const calendar = await this.people.calendar(this.database);
    for (const boardId of boardIds) {
      const name = await this.named(boardId);
      if (name !== null && !isOpen(name.period, this.clock.nowMs(), calendar)) await this.closed(name);
    }
  }

  private async live(name: BoardName): Promise<BoardReading> {
    const boardId = boardIdOf(name);
    try {
      // without a mark nobody has built the boards yet, or the store has lost them
      if ((await this.store.epoch()) !== null) {
        const [window, stale] = [await this.publisher.published(boardId), await this.freshness.isStale()];
        return { name, window, store: this.store, stale };
      }
    } catch (error) {
      if (!(error instanceof BoardStoreUnavailable)) throw error;
    }
    return this.fromLedger(name, false);
  }

  private async closed(name: BoardName): Promise<BoardReading> {
    const { store, content, asOf } = await this.ledger.read(name, true);
    for (let attempt = 0; attempt < 3; attempt++)
      try {
        const before = await this.publisher.published(boardIdOf(name));
        return { name, window: await this.publisher.publish(before, content, asOf), store, stale: false };
      } catch (error) {
        if (error instanceof Superseded) continue;
        if (error instanceof BoardStoreUnavailable) break;
        throw error;
      }
    return this.fromLedger(name, true);
  }

  private async fromLedger(name: BoardName, closed: boolean): Promise<BoardReading> {
    const boardId = boardIdOf(name);
    const { store, content, asOf } = await this.ledger.read(name, closed);
    const version = this.known.get(boardId) ?? 0;
    return { name, window: { boardId, version, asOf: asOf.toISOString(), ...content }, store, stale: true };
  }
}
