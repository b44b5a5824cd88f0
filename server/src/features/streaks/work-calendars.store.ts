import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';

/** What somebody chose, from a day on; null where they keep to the standard. */
export interface ChosenCalendar {
  readonly fromDay: string;
  readonly workingDays: number[] | null;
  readonly holidays: string | null;
}

/** Rows of `member_work_calendar`. */
@Injectable()
export class WorkCalendarsStore {
  /** In order of time. */
  async of(sql: Sql, memberId: string): Promise<ChosenCalendar[]> {
    return sql.query<ChosenCalendar>(
      `SELECT from_day::text AS "fromDay", working_days AS "workingDays", holidays FROM member_work_calendar
       WHERE member_id = $1 ORDER BY from_day`,
      [memberId],
    );
  }

  async choose(
    sql: Sql,
    memberId: string,
    { fromDay, workingDays, holidays }: ChosenCalendar,
  ): Promise<void> {
    await sql.query(
      `INSERT INTO member_work_calendar (member_id, from_day, working_days, holidays) VALUES ($1, $2, $3, $4)
       ON CONFLICT (member_id, from_day) DO UPDATE SET working_days = excluded.working_days, holidays = excluded.holidays`,
      [memberId, fromDay, workingDays, holidays],
    );
  }
}
