import { Injectable } from '@nestjs/common';
import { dayOf, type Period, periodBounds } from '@vigil/shared/calendar';
import {
  fiveNumbers,
  kindsInNumber,
  type MySeason,
  type SeasonCard,
  seasonClosesAfterMs,
  type SeasonNumber,
  seasonNotFound,
  seasonsFrom,
  type SeasonView,
} from '@vigil/shared/seasons';
import { streaksOf } from '@vigil/shared/streaks';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { ChallengesReadModel } from '../challenges/challenges.read-model.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { LivesReadModel } from '../streaks/lives.read-model.js';
import { type MemberSeason, MySeasonStore } from './my-season.store.js';
import { SeasonsStore } from './seasons.store.js';

/** Seasons as screens show them. Nothing is copied into the archive that can be read where it is kept. */
@Injectable()
export class SeasonsReadModel {
  constructor(
    private readonly database: Database,
    private readonly store: SeasonsStore,
    private readonly mySeason: MySeasonStore,
    private readonly challenges: ChallengesReadModel,
    private readonly lives: LivesReadModel,
    private readonly people: PeopleReadModel,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(): Promise<SeasonCard[]> {
    const foundedAt = (await this.store.foundedAt(this.database)) ?? this.clock.now();
    const calendar = await this.people.calendar(this.database);
    const kept = await this.store.all(this.database);
    const nowMs = this.clock.nowMs();
    return seasonsFrom(foundedAt.getTime(), nowMs, calendar)
      .map((season) =>
        cardOf(season, periodBounds(season, calendar), nowMs, kept.get(season.key)?.closedAt ?? null),
      )
      .reverse();
  }

  /** @throws ProblemError `season-not-found` */
  async one(key: string): Promise<SeasonView> {
    const season = await this.card(key);
    const [from, until] = [new Date(season.startsAt), new Date(season.endsAt)];
    return { season, challenges: await this.challenges.endedWithin(from, until) };
  }

  /** @throws ProblemError `season-not-found` */
  async mine(key: string, memberId: string): Promise<MySeason> {
    const season = await this.card(key);
    const [startsAt, endsAt] = [new Date(season.startsAt), new Date(season.endsAt)];
    const found = await this.mySeason.read(this.database, memberId, { key, startsAt, endsAt });
    const run = await this.longestRun(memberId, startsAt.getTime(), endsAt.getTime());
    return { season, numbers: fiveNumbers(valuesOf(found, run)) };
  }

  private async card(key: string): Promise<SeasonCard> {
    const season = (await this.list()).find((one) => one.key === key);
    if (season === undefined) throw new ProblemError(seasonNotFound);
    return season;
  }

  /** The longest streak of working days inside the season, folded as every streak is. */
  private async longestRun(memberId: string, startMs: number, endMs: number): Promise<number> {
    const calendar = await this.people.calendar(this.database);
    const life = await this.lives.life(this.database, memberId);
    const [first, last] = [dayOf(startMs, calendar), dayOf(endMs - 1, calendar)];
    const lit = new Set([...life.lit].filter((day) => day >= first && day <= last));
    return streaksOf({ ...life, lit }, Math.min(endMs - 1, this.clock.nowMs())).days.best;
  }
}

function cardOf(
  { key }: Period,
  { startMs, endMs }: { startMs: number | null; endMs: number | null },
  nowMs: number,
  closedAt: Date | null,
): SeasonCard {
  if (startMs === null || endMs === null) throw new Error('a season has no bounds');
  return {
    key,
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(endMs).toISOString(),
    closesAt: new Date(endMs + seasonClosesAfterMs).toISOString(),
    state: nowMs < endMs ? 'running' : closedAt === null ? 'counting' : 'closed',
  };
}

function valuesOf(
  { points, days, challenges, acts }: MemberSeason,
  run: number,
): Record<SeasonNumber, number> {
  const times = (what: SeasonNumber): number =>
    (kindsInNumber[what] ?? []).reduce((sum, kind) => sum + (acts.get(kind) ?? 0), 0);
  return {
    ...{ points, days, run, challenges },
    spokeUp: times('spokeUp'),
    helped: times('helped'),
    learned: times('learned'),
    habits: times('habits'),
    checks: times('checks'),
  };
}
