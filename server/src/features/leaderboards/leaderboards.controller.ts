import { Controller } from '@nestjs/common';
import { type Period, periodBounds, periodOf, type PeriodUnit } from '@vigil/shared/calendar';
import {
  boardNotFound,
  inspectBoards,
  listPeriods,
  readBoard,
  readMyPlace,
  readSkyline,
} from '@vigil/shared/leaderboards';
import type { RouteReply } from '@vigil/shared/contract';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { type Encoded } from '../../platform/http/encoded.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { type BoardName, boardIdOf, exists, isCurrent } from './board-name.js';
import { BoardPages } from './board-pages.js';
import { BoardInspection } from './board-inspection.js';
import { maySee } from './leaderboards.gateway.js';
import { LeaderboardsReadModel } from './leaderboards.read-model.js';
import { MyPlace } from './my-place.js';
import { PeriodsWithEntries } from './periods-with-entries.js';

/** Boards by HTTP: snapshots, and what is private to the one who asks. */
@Controller()
export class LeaderboardsController {
  constructor(
    private readonly boards: LeaderboardsReadModel,
    private readonly myPlace: MyPlace,
    private readonly periods: PeriodsWithEntries,
    private readonly inspection: BoardInspection,
    private readonly pages: BoardPages,
    private readonly people: PeopleReadModel,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Handles(readBoard)
  async board({ query, principal }: Call<typeof readBoard>): Promise<Encoded<typeof readBoard>> {
    const calendar = await this.people.calendar(this.database);
    const nowMs = this.clock.nowMs();
    const current = periodOf(query.unit, nowMs, calendar);
    const period: Period = query.period === undefined ? current : { unit: query.unit, key: query.period };
    const scope = query.subject === 'my-department' ? principal.departmentId : 'company';
    if (scope === null || !exists(period, nowMs, calendar) || !(await this.periods.has(period)))
      throw new ProblemError(boardNotFound);
    const of = query.subject === 'departments' ? 'departments' : 'people';
    const { window, stale } = await this.boards.read({ of, scope, period });
    const view = { ...period, ...(await this.bounds(period)), current: isCurrent(period, nowMs, calendar) };
    return this.pages.page({ window, period: view, stale });
  }

  @Handles(listPeriods)
  async list({ query }: Call<typeof listPeriods>): Promise<RouteReply<typeof listPeriods>> {
    const keys = await this.periods.keys(query.unit);
    const items = keys.map(async (key) => ({ key, ...(await this.bounds({ unit: query.unit, key })) }));
    return { items: await Promise.all(items) };
  }

  @Handles(readMyPlace)
  async mine({ params, principal }: Call<typeof readMyPlace>): Promise<RouteReply<typeof readMyPlace>> {
    const name = await this.visibleTo(principal, params.boardId);
    return this.myPlace.read(await this.boards.read(name), principal.memberId);
  }

  @Handles(readSkyline)
  async skyline({ principal }: Call<typeof readSkyline>): Promise<RouteReply<typeof readSkyline>> {
    const unit: PeriodUnit = 'week';
    const period = periodOf(unit, this.clock.nowMs(), await this.people.calendar(this.database));
    const name: BoardName = { of: 'departments', scope: 'company', period };
    const { window } = await this.boards.read(name);
    const departments = window.rows.flatMap((row) => {
      if (row.of !== 'department') return [];
      const { rowId, people, participation } = row;
      const active = people === null || participation === null ? null : Math.round(people * participation);
      return [{ id: rowId, name: row.name, people, active }];
    });
    return { boardId: boardIdOf(name), version: window.version, departments, mineId: principal.departmentId };
  }

  @Handles(inspectBoards)
  async inspect(_: Call<typeof inspectBoards>): Promise<RouteReply<typeof inspectBoards>> {
    return { boards: await this.inspection.all() };
  }

  private async visibleTo(principal: SessionPrincipal, boardId: string): Promise<BoardName> {
    const name = await this.boards.named(boardId);
    if (name === null || !maySee(principal, name)) throw new ProblemError(boardNotFound);
    return name;
  }

  private async bounds(period: Period): Promise<{ startsAt: string | null; endsAt: string | null }> {
    const { startMs, endMs } = periodBounds(period, await this.people.calendar(this.database));
    const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
    return { startsAt: iso(startMs), endsAt: iso(endMs) };
  }
}
