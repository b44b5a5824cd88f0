import { Injectable } from '@nestjs/common';
import { type Period, periodBounds, periodOf } from '@vigil/shared/calendar';
import type { RouteReply } from '@vigil/shared/contract';
import { boardNotFound, type BoardRow, type DepartmentRow, type readTrend } from '@vigil/shared/leaderboards';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { exists, isCurrent, isOpen } from './board-name.js';
import { LeaderboardsReadModel } from './leaderboards.read-model.js';
import { PastStandings } from './past-standings.js';
import { PeriodsWithEntries } from './periods-with-entries.js';
import { weeksOf } from './season-weeks.js';

type Trend = RouteReply<typeof readTrend>;
interface Week {
  readonly period: Period;
  readonly rows: readonly DepartmentRow[];
}

/** The weeks of a season side by side: closed ones as they were kept, the present one as it stands. */
@Injectable()
export class SeasonTrend {
  constructor(
    private readonly boards: LeaderboardsReadModel,
    private readonly past: PastStandings,
    private readonly periods: PeriodsWithEntries,
    private readonly people: PeopleReadModel,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError board-not-found for a season that lies ahead */
  async read(key: string | undefined): Promise<Trend> {
    const calendar = await this.people.calendar(this.database);
    const nowMs = this.clock.nowMs();
    const season: Period = { unit: 'season', key: key ?? periodOf('season', nowMs, calendar).key };
    if (!exists(season, nowMs, calendar)) throw new ProblemError(boardNotFound);
    const counting = new Set(await this.periods.keys('week'));
    const weeks = weeksOf(season, calendar).filter((week) => counting.has(week.key));
    const played = await this.played(weeks.filter((week) => exists(week, nowMs, calendar)));
    return {
      season: season.key,
      weeks: played.map(({ period }) => ({
        key: period.key,
        startsAt: new Date(periodBounds(period, calendar).startMs ?? 0).toISOString(),
        current: isCurrent(period, nowMs, calendar),
      })),
      companyMean: played.map(
        ({ rows }) => rows.find((row) => row.companyMean !== null)?.companyMean ?? null,
      ),
      people: played.map(({ rows }) => rows.reduce((sum, row) => sum + (row.people ?? 0), 0)),
      departments: departmentsOf(played),
    };
  }

  private async played(weeks: readonly Period[]): Promise<Week[]> {
    const calendar = await this.people.calendar(this.database);
    const open = weeks.filter((week) => isOpen(week, this.clock.nowMs(), calendar));
    const closed = weeks.filter((week) => !open.includes(week));
    const kept = await this.past.read(closed);
    const live = open.map(async (period): Promise<Week> => {
      const { window } = await this.boards.read({ of: 'departments', scope: 'company', period });
      return { period, rows: window.rows.filter(isDepartment) };
    });
    const past = closed.map((period, i): Week => ({ period, rows: kept[i]?.rows ?? [] }));
    return [...past, ...(await Promise.all(live))];
  }
}

function departmentsOf(weeks: readonly Week[]): Trend['departments'] {
  const names = new Map(weeks.flatMap(({ rows }) => rows.map((row) => [row.rowId, row.name] as const)));
  const placed = weeks.map(({ rows }) => new Map(rows.map((row) => [row.rowId, row])));
  return [...names]
    .map(([id, name]) => ({ id, name, weeks: placed.map((rows) => weekOfRow(rows.get(id))) }))
    .filter((one) => one.weeks.some((week) => week !== null))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function weekOfRow(row: DepartmentRow | undefined): Trend['departments'][number]['weeks'][number] {
  if (row === undefined || row.rank === null || row.score === null || row.noise === null) return null;
  return { rank: row.rank, score: row.score, noise: row.noise };
}

function isDepartment(row: BoardRow): row is DepartmentRow {
  return row.of === 'department';
}
