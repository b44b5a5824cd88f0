import { Injectable } from '@nestjs/common';
import { regionOfZone } from '@vigil/shared/calendar';
import { type Life, passiveKinds, type WorkCalendarSince } from '@vigil/shared/streaks';
import type { Sql } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { LeaveStore } from './leave.store.js';
import { WorkCalendarsStore } from './work-calendars.store.js';

/**
 * Days on which somebody did something secure: those of facts whose points stand and are no secret, and of daily checks
 * that were not taken back, also where a cap left them nothing.
 */
const litDays = `SELECT DISTINCT coalesce(b.local_day, (b.occurred_at AT TIME ZONE m.time_zone)::date)::text AS day
  FROM behaviour b JOIN member m ON m.id = b.member_id
  WHERE b.member_id = $1 AND b.kind <> ALL($2::text[]) AND CASE WHEN b.kind = 'check.daily' THEN NOT EXISTS (
    SELECT FROM points_entry e JOIN points_entry r ON r.reverses_id = e.id WHERE e.behaviour_id = b.id)
  ELSE EXISTS (SELECT FROM points_entry e WHERE e.behaviour_id = b.id AND e.points > 0 AND NOT e.quiet
    AND NOT EXISTS (SELECT FROM points_entry r WHERE r.reverses_id = e.id)) END`;

/** What a member's streaks follow from: facts, clock, work calendar, leave and outages. Nothing is counted anywhere. */
@Injectable()
export class LivesReadModel {
  constructor(
    private readonly people: PeopleReadModel,
    private readonly calendars: WorkCalendarsStore,
    private readonly leave: LeaveStore,
  ) {}

  /** All that streaks follow from. */
  async life(sql: Sql, memberId: string): Promise<Life> {
    const [lit, rest, outages] = await Promise.all([
      sql.query<{ day: string }>(litDays, [memberId, passiveKinds]),
      this.rest(sql, memberId),
      sql.query<{ from: Date; until: Date }>(
        `SELECT from_at AS "from", until_at AS "until" FROM outage ORDER BY id`,
      ),
    ]);
    return {
      ...rest,
      lit: new Set(lit.map((row) => row.day)),
      outages: outages.map((o) => ({ fromMs: o.from.getTime(), untilMs: o.until.getTime() })),
    };
  }

  /** The clock, the work calendar and leave: on which days nothing is asked. */
  async rest(sql: Sql, memberId: string): Promise<Pick<Life, 'zones' | 'calendars' | 'leave'>> {
    const [zones, leave, calendars] = await Promise.all([
      sql.query<{ from: Date; timeZone: string }>(
        `SELECT from_at AS "from", time_zone AS "timeZone" FROM member_time_zone WHERE member_id = $1 ORDER BY from_at`,
        [memberId],
      ),
      this.leave.of(sql, memberId),
      this.workCalendars(sql, memberId),
    ]);
    return {
      zones: zones.map((z) => ({ fromMs: z.from.getTime(), timeZone: z.timeZone })),
      leave,
      calendars,
    };
  }

  /** What holds for somebody who chose nothing. */
  async standard(sql: Sql, memberId: string): Promise<{ workingDays: number[]; holidays: string | null }> {
    const calendar = await this.people.calendar(sql);
    const zone = (await this.people.timeZones(sql, [memberId])).get(memberId);
    return { workingDays: [...calendar.workingDays], holidays: regionOfZone(zone ?? calendar.timeZone) };
  }

  /** The first choice says how it always was; later ones count from their day on. */
  private async workCalendars(sql: Sql, memberId: string): Promise<WorkCalendarSince[]> {
    const [chosen, standard] = await Promise.all([
      this.calendars.of(sql, memberId),
      this.standard(sql, memberId),
    ]);
    const own = chosen.map(({ fromDay, workingDays, holidays }) => ({
      fromDay,
      workingDays: workingDays ?? standard.workingDays,
      region: holidays === 'none' ? null : (holidays ?? standard.holidays),
    }));
    if (own.length > 0) return own;
    return [{ fromDay: '0001-01-01', workingDays: standard.workingDays, region: standard.holidays }];
  }
}
