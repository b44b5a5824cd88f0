import { Injectable } from '@nestjs/common';
import type { ChallengeProgress, ChallengeSide } from '@vigil/shared/challenges';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Sql, type Tx } from '../../platform/db/database.js';
import { Realtime } from '../../platform/realtime/realtime.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { ChallengesStore } from './challenges.store.js';
import { type ChallengeRow, type Counting, roomPrefix } from './challenges.types.js';
import { CountingStore } from './counting.store.js';
import { progressOf, ProgressStore } from './progress.store.js';
import { namedSides } from './sides.js';

/** Counts challenges and tells who watches: saves first, then tells, and only what is new. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly database: Database,
    private readonly store: ChallengesStore,
    private readonly progress: ProgressStore,
    private readonly counting: CountingStore,
    private readonly people: PeopleReadModel,
    private readonly realtime: Realtime,
    private readonly clock: Clock,
  ) {}

  /** How the sides of a challenge, or of a draft, stand by the ledger. */
  async count(
    sql: Sql,
    challenge: Counting & Pick<ChallengeRow, 'teams' | 'target'>,
    closed: boolean,
  ): Promise<ChallengeSide[]> {
    const departments = await this.people.departments(sql);
    const names = new Map(departments.map(({ id, name }) => [id, name]));
    return namedSides(challenge, await this.counting.totals(sql, challenge), names, closed);
  }

  /** Counts live challenges of which something may have changed, each on one process at a time. @returns how many moved */
  async look(): Promise<number> {
    let moved = 0;
    for (const { id, mark } of await this.progress.take(this.database)) {
      const challenge = await this.store.find(this.database, id);
      if (challenge === null) continue;
      const startMs = performance.now();
      const sides = await this.count(this.database, challenge, false);
      const tookMs = performance.now() - startMs;
      const before = (await this.progress.of(this.database, [id])).get(id);
      if (JSON.stringify(before?.sides) !== JSON.stringify(sides)) {
        moved++;
        await this.publish(id, sides);
      }
      await this.progress.counted(this.database, id, mark, tookMs);
    }
    return moved;
  }

  /** Saves within the transaction that changed the state, and tells after its commit. */
  async keep(
    tx: Tx,
    challengeId: string,
    state: ChallengeProgress['state'],
    sides: readonly ChallengeSide[],
  ): Promise<void> {
    const published = await this.progress.save(tx, challengeId, sides, this.clock.now());
    tx.afterCommit(() => this.tell(progressOf(challengeId, state, published)));
  }

  private async publish(challengeId: string, sides: readonly ChallengeSide[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      // the last word is the close's: who counted before it and comes after it says nothing
      const now = await this.store.lock(tx, challengeId);
      if (now?.state === 'live' && now.countsUntil === null) await this.keep(tx, challengeId, 'live', sides);
    });
  }

  private tell(message: ChallengeProgress): void {
    this.realtime.toRoom(roomPrefix + message.challengeId, 'challenge:progress', message);
  }
}
