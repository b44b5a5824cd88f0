import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { challengesToServer, type challengeWatchAnswer } from '@vigil/shared/challenges';
import { problems } from '@vigil/shared/contract';
import type { z } from 'zod';
import { Database } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
import { Realtime } from '../../platform/realtime/realtime.js';
import type { SocketCall } from '../../platform/realtime/realtime.types.js';
import { ChallengesReadModel } from './challenges.read-model.js';
import { roomPrefix } from './challenges.types.js';
import { ProgressStore } from './progress.store.js';

type Answer = z.input<typeof challengeWatchAnswer>;
const most = 20;
const heartbeatMs = 5_000;

/** Lets sockets watch challenges, and repeats versions so that a client which missed a message finds out. */
@Injectable()
export class ChallengesGateway implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly realtime: Realtime,
    private readonly challenges: ChallengesReadModel,
    private readonly progress: ProgressStore,
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.realtime.guard(
      roomPrefix,
      async (_, room) => (await this.challenges.versionFor(room.slice(roomPrefix.length))) !== null,
    );
    this.realtime.handle('challenge:watch', challengesToServer['challenge:watch'], ({ challengeId }, call) =>
      this.watch(challengeId, call),
    );
    this.realtime.handle(
      'challenge:unwatch',
      challengesToServer['challenge:unwatch'],
      ({ challengeId }, call) => {
        call.leave(roomPrefix + challengeId);
        return Promise.resolve({ ok: true, version: 0 });
      },
    );
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.heartbeat().catch((error: unknown) =>
        this.log.warn('versions of challenges are not known', { error }),
      );
    }, heartbeatMs);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Tells the watchers of this process which version stands. */
  async heartbeat(): Promise<void> {
    const watched = this.realtime.watched(roomPrefix);
    if (watched.length === 0) return;
    for (const [challengeId, { version }] of await this.progress.of(this.database, watched))
      this.realtime.toLocalRoom(roomPrefix + challengeId, 'challenge:version', { challengeId, version });
  }

  private async watch(challengeId: string, call: SocketCall): Promise<Answer> {
    if (call.count(roomPrefix) >= most) return { ok: false, problem: problems.tooMany.type };
    const entered = await call.enter(roomPrefix + challengeId);
    // entered before the version is read: no message can fall in between
    const version = entered ? await this.challenges.versionFor(challengeId) : null;
    return version === null ? { ok: false, problem: problems.notFound.type } : { ok: true, version };
  }
}
