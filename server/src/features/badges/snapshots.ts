import { Injectable } from '@nestjs/common';
import type { BadgeFacts, BadgeRules } from '@vigil/shared/badges';
import { streaksOf } from '@vigil/shared/streaks';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { LivesReadModel } from '../streaks/lives.read-model.js';
import { kindsCounted } from './badge-books.js';
import { FactsStore } from './facts.store.js';
import { MeasureSources } from './measure-sources.js';

/** All that badges count, of a few members, as it stands now: for screens, corrections and new rules. */
@Injectable()
export class Snapshots {
  constructor(
    private readonly facts: FactsStore,
    private readonly lives: LivesReadModel,
    private readonly sources: MeasureSources,
    private readonly clock: Clock,
  ) {}

  async of(sql: Sql, rules: BadgeRules, memberIds: readonly string[]): Promise<Map<string, BadgeFacts>> {
    const [counts, points, outside] = await Promise.all([
      this.facts.counts(sql, memberIds, kindsCounted(rules)),
      this.facts.points(sql, memberIds),
      this.sources.read(sql, memberIds),
    ]);
    const known = new Map<string, BadgeFacts>();
    for (const id of memberIds)
      known.set(id, {
        counts: counts.get(id) ?? new Map<string, number>(),
        points: points.get(id) ?? 0,
        streaks: await this.streaks(sql, id),
        outside: outside.get(id),
      });
    return known;
  }

  /** The longest streaks of a member so far. */
  async streaks(sql: Sql, memberId: string): Promise<{ readonly days: number; readonly weeks: number }> {
    const { days, weeks } = streaksOf(await this.lives.life(sql, memberId), this.clock.nowMs());
    return { days: days.best, weeks: weeks.best };
  }
}
