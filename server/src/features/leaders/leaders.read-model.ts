import { Injectable } from '@nestjs/common';
import { dayOf, previousPeriod, type Period, periodBounds, periodOf } from '@vigil/shared/calendar';
import { answerSteps, cardWeeks, type LeaderCard } from '@vigil/shared/leaders';
import { passiveKinds } from '@vigil/shared/streaks';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { DisputesReadModel } from '../corrections/disputes.read-model.js';
import { FacesReadModel } from '../people/faces.read-model.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { WallReadModel } from '../recognition/wall.read-model.js';
import { AnswerTimeReadModel } from '../reports/answer-time.read-model.js';
import { type Days, GivenTimeStore } from './given-time.store.js';
import { SpotlightsStore } from './spotlights.store.js';

const goFirst = ['leader', 'security'] as const;

/** Cards of those who go first. Whoever does not show the name has none, and no number says that one is missing. */
@Injectable()
export class LeadersReadModel {
  constructor(
    private readonly people: PeopleReadModel,
    private readonly faces: FacesReadModel,
    private readonly wall: WallReadModel,
    private readonly reports: AnswerTimeReadModel,
    private readonly disputes: DisputesReadModel,
    private readonly spotlights: SpotlightsStore,
    private readonly time: GivenTimeStore,
    private readonly clock: Clock,
  ) {}

  /** Leaders, then the security team, by name. */
  async cards(sql: Sql): Promise<LeaderCard[]> {
    const ids = (await Promise.all(goFirst.map((role) => this.people.withRole(sql, role)))).flat();
    const { weeks, since } = await this.lately(sql);
    const [members, seen, departments, lit, thanked, lights, minutes, reports, disputes] = await Promise.all([
      this.people.membersById(sql, ids),
      this.faces.seen(sql, ids, weeks),
      this.people.departments(sql),
      this.litWeeks(sql, ids, weeks),
      this.wall.givenInPublic(sql, ids, since),
      this.spotlights.grantedBy(sql, ids, since),
      this.time.minutesOf(sql, ids, await this.seasonSoFar(sql)),
      this.reports.answersBy(sql, ids, since),
      this.disputes.answersBy(sql, ids, since),
    ]);
    const nameOf = new Map(departments.map(({ id, name }) => [id, name]));
    const cards = ids.flatMap((id): LeaderCard[] => {
      const [member, sight] = [members.get(id), seen.get(id)];
      if (member === undefined || !sight?.face || sight.face.pseudonym) return [];
      const answers = (reports.get(id) ?? 0) + (disputes.get(id) ?? 0);
      return [
        {
          name: sight.face.name,
          department: nameOf.get(member.departmentId ?? '') ?? '',
          role: member.role === 'security' ? 'security' : 'leader',
          weeks: weeks.map((week) => sight.shows(week) && lit.has(`${id} ${week}`)),
          thanked: thanked.get(id) ?? 0,
          lights: lights.get(id) ?? 0,
          minutes: minutes.get(id) ?? 0,
          answered: answerSteps.find((step) => step <= answers) ?? 0,
        },
      ];
    });
    return cards.sort(
      (a, b) => goFirst.indexOf(a.role) - goFirst.indexOf(b.role) || a.name.localeCompare(b.name),
    );
  }

  private async lately(sql: Sql): Promise<{ weeks: string[]; since: Date }> {
    const calendar = await this.people.calendar(sql);
    const periods: Period[] = [];
    for (
      let period: Period | null = periodOf('week', this.clock.nowMs(), calendar);
      period !== null && periods.length < cardWeeks;
      period = previousPeriod(period)
    )
      periods.unshift(period);
    const [first] = periods;
    const startMs = first === undefined ? null : periodBounds(first, calendar).startMs;
    return { weeks: periods.map(({ key }) => key), since: new Date(startMs ?? 0) };
  }

  /** Time of days to come is promised, not given yet. */
  private async seasonSoFar(sql: Sql): Promise<Days> {
    const calendar = await this.people.calendar(sql);
    const nowMs = this.clock.nowMs();
    const { startMs } = periodBounds(periodOf('season', nowMs, calendar), calendar);
    return { first: dayOf(startMs ?? nowMs, calendar), last: dayOf(nowMs, calendar) };
  }

  /** Weeks in which somebody did something themselves that boards count. */
  private async litWeeks(sql: Sql, ids: readonly string[], weeks: readonly string[]): Promise<Set<string>> {
    const rows = await sql.query<{ id: string; week: string }>(
      `SELECT DISTINCT e.member_id AS id, e.counts_week AS week FROM points_entry e
       WHERE e.member_id = ANY($1::uuid[]) AND e.counts_week = ANY($2::text[]) AND NOT e.quiet AND e.reverses_id IS NULL
         AND e.kind <> ALL($3::text[]) AND NOT EXISTS (SELECT FROM points_entry t WHERE t.reverses_id = e.id)`,
      [ids, weeks, passiveKinds],
    );
    return new Set(rows.map(({ id, week }) => `${id} ${week}`));
  }
}
