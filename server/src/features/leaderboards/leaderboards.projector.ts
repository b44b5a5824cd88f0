import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { dayOf, type Period, previousPeriod } from '@vigil/shared/calendar';
import { randomUUID } from 'node:crypto';
import { BOARD_STORE, type BoardStore, BoardStoreUnavailable } from '../../platform/boards-store/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
import { NotNow, Outbox, type HeardFact } from '../../platform/outbox/outbox.js';
import { OutboxRelays } from '../../platform/outbox/outbox.module.js';
import { Realtime } from '../../platform/realtime/realtime.js';
import { Turns } from '../../platform/turns/turns.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { boardIdOf, openPeriods } from './board-name.js';
import { KeptSums } from './kept-sums.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import { LiveDepartments } from './live-departments.js';
import { OpenBoards } from './open-boards.js';
import { consumerName } from './projector-name.js';
import { Publisher, Superseded } from './publisher.js';
import { RowIds } from './row-ids.js';

/** What arrives within this time is shown together: at most four versions of a board a second. */
const tickMs = 260;
const lookEveryMs = 1_000;
/** What is behind is taken all at once: of somebody who earned ten times, the present state is read once and not ten times. */
const mostSubjects = 20_000;

/**
 * Keeps the open boards true: one elected process takes the members of whom something changed, reads their present state,
 * puts absolute scores into the store, and publishes. After every tick it leaves a mark in the store; a mark that is not
 * its own last one means that the store lost something or another process worked there, and everything is built anew.
 */
@Injectable()
export class LeaderboardsProjector implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private boards: OpenBoards | null = null;
  private kept = new KeptSums([]);
  private mark = '';
  private day = '';
  private queue: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly outbox: Outbox,
    private readonly relays: OutboxRelays,
    private readonly facts: LeaderboardsStore,
    private readonly departments: LiveDepartments,
    @Inject(BOARD_STORE) private readonly store: BoardStore,
    private readonly publisher: Publisher,
    private readonly rowIds: RowIds,
    private readonly realtime: Realtime,
    private readonly people: PeopleReadModel,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      name: consumerName,
      topics: ['points.changed', 'member.changed', 'department.changed', 'organisation.changed'],
      exclusive: true,
      intervalMs: tickMs,
      mostSubjects,
      handle: (batch) => this.inTurn(() => this.take(batch)),
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), lookEveryMs);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.queue;
  }

  /** Builds every open board from the ledger beside the live one, and swaps. Readers are served meanwhile. */
  rebuild(): Promise<void> {
    return this.inTurn(() => this.build());
  }

  /** Builds them with standings that follow none: for a past that was written all at once. */
  standAnew(): Promise<void> {
    return this.inTurn(() => this.build(true));
  }

  /** Looks whether the boards are still this process's own and of the present periods, and builds them where not. */
  private async look(): Promise<void> {
    if (!this.relays.isActive(consumerName)) {
      this.boards = null;
      return;
    }
    try {
      await this.inTurn(async () => {
        const boards = await this.isMine();
        if (boards === null) await this.build();
        else if (boards.isDue()) await this.guarded(() => boards.settleDepartments());
      });
    } catch (error) {
      this.log.warn('boards could not be built', { error });
    }
  }

  private async take(batch: readonly HeardFact[]): Promise<void> {
    // whoever hides does not wait behind what others earn
    const changed = await this.facts.waiting(consumerName, 'member.changed');
    const words = new Map(batch.filter((f) => f.topic === 'points.changed').map((f) => [f.subject, f]));
    const scored = [...words.keys()];
    // before anything is shown: whoever moved must not see what follows
    if (changed.length > 0) await this.realtime.recheck(changed);
    const boards = await this.isMine();
    if (boards === null) await this.build();
    else {
      const { kept } = this;
      kept.forget(changed);
      const truth = await this.facts.truth(boards.periods, [...new Set([...changed, ...scored])], {
        kept,
        words,
      });
      await this.guarded(() => boards.update(truth, new Set(changed)));
    }
    const turns = new Turns();
    for (const memberId of scored) {
      if (turns.isOver()) await turns.next();
      this.realtime.toMember(memberId, { what: 'points' });
    }
    for (const memberId of changed) this.realtime.toMember(memberId, { what: 'account' });
  }

  private async isMine(): Promise<OpenBoards | null> {
    const { boards } = this;
    if (boards === null) return null;
    const calendar = await this.people.calendar(this.database);
    const open = openPeriods(this.clock.nowMs(), calendar);
    if (JSON.stringify(open) !== JSON.stringify(boards.periods)) return null;
    // a day more makes everybody's presence another one
    if (dayOf(this.clock.nowMs(), calendar) !== this.day) return null;
    return (await this.asking(() => this.store.epoch())) === this.mark ? boards : null;
  }

  private async build(anew = false): Promise<void> {
    const startedAt = performance.now();
    const calendar = await this.people.calendar(this.database);
    const periods = openPeriods(this.clock.nowMs(), calendar);
    this.boards = null;
    // read before the truth: another process that takes over from here on leaves another mark
    this.day = dayOf(this.clock.nowMs(), calendar);
    const boards = new OpenBoards(
      periods,
      this.departments.begin(periods, anew),
      this.store,
      this.publisher,
      this.rowIds,
      (ids, board) => this.facts.shown(ids, board),
    );
    const truth = await this.facts.truth(periods, null);
    this.kept = new KeptSums(periods);
    await this.guarded(() => boards.rebuild(truth));
    await this.asking(() => this.forget(periods, truth.departments));
    this.boards = boards;
    this.log.info('boards built', {
      members: truth.crowd.size,
      ms: Math.round(performance.now() - startedAt),
    });
  }

  /** Runs a change of the boards and leaves the mark; a change that is cut short is not trusted. */
  private async guarded(change: () => Promise<void>): Promise<void> {
    const { boards } = this;
    this.boards = null;
    await this.asking(async () => {
      await change();
      const mark = randomUUID();
      await this.store.setEpoch(mark);
      this.mark = mark;
    });
    this.boards = boards;
  }

  private async asking<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof BoardStoreUnavailable || error instanceof Superseded)
        throw new NotNow(error.message, { cause: error });
      throw error;
    }
  }

  /** Boards of periods that have closed are computed from the ledger when somebody asks. */
  private async forget(open: readonly Period[], departments: readonly { id: string }[]): Promise<void> {
    for (const period of open) {
      const before = previousPeriod(period);
      if (before === null || open.some((p) => p.unit === before.unit && p.key === before.key)) continue;
      const scopes = ['company', ...departments.map((d) => d.id)];
      await Promise.all([
        ...scopes.map((scope) => this.store.drop(boardIdOf({ of: 'people', scope, period: before }))),
        this.store.drop(boardIdOf({ of: 'departments', scope: 'company', period: before })),
      ]);
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}
