import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { boardNotFound, socketToServer, type watchAnswer } from '@vigil/shared/leaderboards';
import type { z } from 'zod';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import { BOARD_STORE, type BoardStore } from '../../platform/boards-store/index.js';
import { Log } from '../../platform/logging/log.js';
import { Readiness } from '../../platform/ops/readiness.js';
import { Realtime } from '../../platform/realtime/realtime.js';
import type { SocketCall } from '../../platform/realtime/realtime.types.js';
import { SessionEvents } from '../people/session-events.js';
import type { BoardName } from './board-name.js';
import { LeaderboardsReadModel } from './leaderboards.read-model.js';

type WatchAnswer = z.input<typeof watchAnswer>;
const roomPrefix = 'board:';
const mostBoards = 20;
const heartbeatMs = 5_000;
/** Changes of people that come within this time are looked at together. */
const renewAfterMs = 300;

/** Company boards are everybody's; people of a department are shown to that department alone. */
export function maySee(principal: Pick<SessionPrincipal, 'departmentId'>, { scope }: BoardName): boolean {
  return scope === 'company' || scope === principal.departmentId;
}

/** Lets sockets watch boards, and repeats versions so that a client which missed a message finds out. */
@Injectable()
export class LeaderboardsGateway implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private renewal: NodeJS.Timeout | null = null;
  private readonly told = new Map<string, number>();

  constructor(
    private readonly realtime: Realtime,
    private readonly boards: LeaderboardsReadModel,
    private readonly sessions: SessionEvents,
    @Inject(BOARD_STORE) private readonly store: BoardStore,
    private readonly readiness: Readiness,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.realtime.guard(roomPrefix, async (principal, room) => {
      const name = await this.boards.named(room.slice(roomPrefix.length));
      return name !== null && maySee(principal, name);
    });
    this.realtime.handle('board:watch', socketToServer['board:watch'], ({ boardId }, call) =>
      this.watch(boardId, call),
    );
    this.realtime.handle('board:unwatch', socketToServer['board:unwatch'], ({ boardId }, call) => {
      call.leave(roomPrefix + boardId);
      return Promise.resolve({ ok: true, version: 0 });
    });
    this.realtime.onRecheck(() => this.renewSoon());
    this.readiness.registerBoards(async () => {
      await this.store.epoch();
      return true;
    });
    this.sessions.onEnded(({ sessionIds, because }) => this.realtime.endSession(sessionIds, because));
    this.sessions.onMemberChanged((memberId) => void this.realtime.recheck([memberId]));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.heartbeat(), heartbeatMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
    if (this.renewal !== null) clearTimeout(this.renewal);
  }

  /** Tells the watchers of this process which version stands, also while Redis or the database is away. */
  async heartbeat(): Promise<void> {
    const watched = this.realtime.watched();
    for (const boardId of this.told.keys()) if (!watched.includes(boardId)) this.told.delete(boardId);
    await Promise.all(watched.map((boardId) => this.tell(boardId)));
  }

  /** Whoever hides is gone from past boards too, on the screens that show one now. */
  private renewSoon(): void {
    this.renewal ??= setTimeout(() => {
      this.renewal = null;
      this.boards
        .renewClosed(this.realtime.watched())
        .catch((error: unknown) => this.log.warn('past boards have to wait', { error }));
    }, renewAfterMs).unref();
  }

  private async watch(boardId: string, call: SocketCall): Promise<WatchAnswer> {
    if (call.count(roomPrefix) >= mostBoards) return { ok: false, problem: problems.tooMany.type };
    const entered = await call.enter(roomPrefix + boardId);
    const name = entered ? await this.boards.named(boardId) : null;
    if (name === null) return { ok: false, problem: boardNotFound.type };
    // entered before the version is read: no message can fall in between
    return { ok: true, version: (await this.boards.version(name)).version };
  }

  private async tell(boardId: string): Promise<void> {
    let now = { version: this.told.get(boardId) ?? 0, stale: true };
    try {
      const name = await this.boards.named(boardId);
      if (name === null) return;
      now = await this.boards.version(name);
    } catch (error) {
      this.log.warn('the version of a board is not known', { error });
    }
    this.told.set(boardId, now.version);
    this.realtime.toLocalWatchers({ boardId, ...now });
  }
}
