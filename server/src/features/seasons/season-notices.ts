import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { SeasonsStore } from './seasons.store.js';

const newsForMs = 7 * 86_400_000;

/**
 * Tells everybody who was there in a season that it is closed, and theirs to keep. News is the last one alone, for a few
 * days: a server that was away for a year closes four at once, and a past that is made afterwards is history.
 */
@Injectable()
export class SeasonNotices implements OnModuleInit {
  constructor(
    private readonly tellers: NoticeTellers,
    private readonly store: SeasonsStore,
    private readonly people: PeopleReadModel,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.tellers.register({
      kind: 'season.closed',
      topic: 'season.closed',
      tell: (sql, keys) => this.closed(sql, keys),
    });
  }

  private async closed(sql: Sql, keys: readonly string[]): Promise<NewNotice[]> {
    const kept = await this.store.all(sql);
    const notices: NewNotice[] = [];
    for (const key of keys) {
      const season = kept.get(key);
      if (!season?.closedAt || season.closedAt.getTime() < this.clock.nowMs() - newsForMs) continue;
      const { startsAt, endsAt, closedAt: at } = season;
      if ([...kept.values()].some((other) => other.endsAt > endsAt)) continue;
      const facts = { season: key, ...partsOf(key) };
      for (const memberId of await this.people.thereWithin(sql, startsAt, endsAt))
        notices.push({ memberId, key, facts, at });
    }
    return notices;
  }
}

/** `2026-Q4` › what its name is made of, in whatever language. */
function partsOf(key: string): { year: number; quarter: number } {
  const [year, quarter] = key.split('-Q').map(Number);
  return { year: year ?? 0, quarter: quarter ?? 0 };
}
