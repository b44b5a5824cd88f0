import { Injectable, type OnModuleInit } from '@nestjs/common';
import { bestReached, streaksOf } from '@vigil/shared/streaks';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';
import { LivesReadModel } from './lives.read-model.js';

/**
 * Tells people of a personal best, and of a freeze that kept their streak. Looked at once a day, when they have answered
 * the daily check: a streak is read out of facts, and nothing counts along on the path of an award.
 */
@Injectable()
export class StreakNotices implements OnModuleInit {
  constructor(
    private readonly tellers: NoticeTellers,
    private readonly lives: LivesReadModel,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const topic = 'check.answered';
    this.tellers.register({ kind: 'streak.best', topic, tell: (sql, ids) => this.bests(sql, ids) });
    this.tellers.register({ kind: 'streak.kept', topic, tell: (sql, ids) => this.kept(sql, ids) });
  }

  private async bests(sql: Sql, memberIds: readonly string[]): Promise<NewNotice[]> {
    const notices: NewNotice[] = [];
    for (const memberId of memberIds) {
      const life = await this.lives.life(sql, memberId);
      const days = bestReached(life, this.clock.nowMs());
      if (days !== null)
        notices.push({ memberId, key: `${days}:${lastOf(life.lit)}`, facts: { days }, at: this.clock.now() });
    }
    return notices;
  }

  private async kept(sql: Sql, memberIds: readonly string[]): Promise<NewNotice[]> {
    const notices: NewNotice[] = [];
    for (const memberId of memberIds) {
      const { recent } = streaksOf(await this.lives.life(sql, memberId), this.clock.nowMs());
      for (const { day, state } of recent)
        if (state === 'frozen') notices.push({ memberId, key: day, facts: { day }, at: this.clock.now() });
    }
    return notices;
  }
}

const lastOf = (days: ReadonlySet<string>): string => [...days].sort().at(-1) ?? '';
