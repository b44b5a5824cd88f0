import { Injectable } from '@nestjs/common';
import { type OrganisationCalendar, periodOf } from '@vigil/shared/calendar';
import type { DepartmentRow } from '@vigil/shared/leaderboards';
import {
  mostOnWall,
  type WallChallenge,
  type WallDepartment,
  type WallResult,
  type WallThanks,
  type WallView,
} from '@vigil/shared/wall';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { PublicChallenges } from '../challenges/public-challenges.js';
import { LeaderboardsReadModel } from '../leaderboards/leaderboards.read-model.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { WallReadModel as RecognitionWall } from '../recognition/wall.read-model.js';

/** So long a result stays on the wall. */
const resultMs = 7 * 86_400_000;

/** Everything on the wall, put together from what everybody may see anyway. */
@Injectable()
export class WallReadModel {
  constructor(
    private readonly boards: LeaderboardsReadModel,
    private readonly challenges: PublicChallenges,
    private readonly recognition: RecognitionWall,
    private readonly people: PeopleReadModel,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<WallView> {
    const { name, timeZone, locale } = await this.people.organisation(this.database);
    const calendar = await this.people.calendar(this.database);
    const [week, season] = [await this.board('week', calendar), await this.board('season', calendar)];
    return {
      organisation: name,
      ...{ timeZone, locale },
      asOf: this.clock.now().toISOString(),
      stale: week.stale || season.stale,
      departments: departmentsOf(week.rows, season.rows, locale),
      challenges: await this.running(),
      results: await this.results(),
      thanks: await this.thanks(),
    };
  }

  /** Between people who both show their names. */
  private async thanks(): Promise<WallThanks[]> {
    const lines = await this.recognition.recent(this.database, 3 * mostOnWall.thanks);
    return lines
      .flatMap(({ id, at, behaviour, by, to }): WallThanks[] =>
        by === null || to.name === null ? [] : [{ id, at, behaviour, giver: by, receiver: to.name }],
      )
      .slice(0, mostOnWall.thanks);
  }

  private async board(
    unit: 'week' | 'season',
    calendar: OrganisationCalendar,
  ): Promise<{ rows: DepartmentRow[]; stale: boolean }> {
    const period = periodOf(unit, this.clock.nowMs(), calendar);
    const { window, stale } = await this.boards.read({ of: 'departments', scope: 'company', period });
    return { rows: window.rows.filter((row) => row.of === 'department'), stale };
  }

  private async running(): Promise<WallChallenge[]> {
    const cards = await this.challenges.running(mostOnWall.challenges);
    return cards.map(({ id, form, name, prize, endsAt, target, sides }) => ({
      ...{ id, form, name, prize, endsAt, target },
      sides: sides.map((side) => ({
        id: side.id,
        name: side.name,
        lit: side.lit,
        participation: side.participation,
      })),
    }));
  }

  private async results(): Promise<WallResult[]> {
    const since = new Date(this.clock.nowMs() - resultMs);
    const announced = await this.challenges.announcedSince(since, mostOnWall.results);
    return announced.map(({ card: { id, form, name }, result, thanks }) => {
      const won = result.sides.filter((side) => result.winners.includes(side.id) && side.name !== '');
      return { id, form, name, winners: won.map((side) => side.name), thanks };
    });
  }
}

/** By name, so that no building moves when places change. */
function departmentsOf(
  week: readonly DepartmentRow[],
  season: readonly DepartmentRow[],
  locale: string,
): WallDepartment[] {
  const byName = new Intl.Collator(locale, { numeric: true });
  const places = new Map(season.map((row) => [row.rowId, row]));
  return week
    .map(({ rowId, name, people, participation }) => {
      const active = people === null || participation === null ? null : Math.round(people * participation);
      const place = people === null ? undefined : places.get(rowId);
      return { id: rowId, name, people, active, rank: place?.rank ?? null, score: place?.score ?? null };
    })
    .sort((a, b) => byName.compare(a.name, b.name));
}
