import { Injectable } from '@nestjs/common';
import { dayOf, type Period, periodBounds } from '@vigil/shared/calendar';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';

/** How long a member belonged to a department. Lists have one figure for each period that was asked for. */
export interface Presence {
  readonly departmentId: string;
  /** Days of the period so far. */
  readonly days: readonly number[];
  /** Whether they belonged there on the period's last day so far. */
  readonly atEnd: readonly boolean[];
}
/** By member; whoever never belonged anywhere has an empty list. */
export type PresenceBook = ReadonlyMap<string, readonly Presence[]>;

type Row = { readonly memberId: string; readonly departmentId: string } & Readonly<
  Record<`d${number}`, number> & Record<`e${number}`, boolean>
>;
/** Days, as text. */
interface Stretch {
  readonly start: string;
  /** Exclusive. */
  readonly end: string;
}

/** Reads out of the history of memberships who was where for how many days. */
@Injectable()
export class PresenceStore {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleReadModel,
    private readonly clock: Clock,
  ) {}

  /**
   * Before the first membership somebody belonged where it says, from their first day at work. Days before the
   * installation was founded count for nobody. On the day of a move only the new department counts.
   * Of everybody a `Crowd` knows the same.
   */
  async read(periods: readonly Period[], memberIds: readonly string[]): Promise<PresenceBook> {
    const book = new Map<string, Presence[]>(memberIds.map((id) => [id, []]));
    if (memberIds.length === 0) return book;
    const { timeZone } = await this.people.calendar(this.database);
    const today = dayOf(this.clock.nowMs(), { timeZone });
    const params: unknown[] = [timeZone, today, memberIds];
    const columns = (await this.stretches(periods, timeZone, today)).map(({ start, end }, i) => {
      const [from, until] = [`$${params.push(start)}::date`, `$${params.push(end)}::date`];
      return `sum(greatest(0, least(b.until_day, ${until}) - greatest(b.from_day, ${from})))::int AS d${i},
        bool_or(b.from_day < ${until} AND b.until_day >= ${until}) AS e${i}`;
    });
    const rows = await this.database.query<Row>(
      `SELECT b.member_id AS "memberId", b.department_id AS "departmentId", ${columns.join(', ')}
       FROM (
         SELECT h.member_id, h.department_id,
           least((h.from_at AT TIME ZONE $1)::date, $2::date,
             CASE WHEN row_number() OVER (PARTITION BY h.member_id ORDER BY h.from_at, h.id) = 1 THEN m.joined_on END) AS from_day,
           coalesce((least(h.until_at, m.deactivated_at) AT TIME ZONE $1)::date, 'infinity') AS until_day
         FROM membership h JOIN member m ON m.id = h.member_id
         WHERE h.member_id = ANY($3::uuid[])) b
       WHERE b.department_id IS NOT NULL GROUP BY b.member_id, b.department_id`,
      params,
    );
    for (const row of rows)
      book.get(row.memberId)?.push({
        departmentId: row.departmentId,
        days: periods.map((_, i) => row[`d${i}`] ?? 0),
        atEnd: periods.map((_, i) => row[`e${i}`] ?? false),
      });
    return book;
  }

  /** The days of periods that have gone by, since the founding where that lies within. */
  async stretches(periods: readonly Period[], timeZone: string, today: string): Promise<Stretch[]> {
    const [row] = await this.database.query<{ founded: string | null; tomorrow: string }>(
      `SELECT ($1::date + 1)::text AS tomorrow,
         (SELECT (created_at AT TIME ZONE $2)::date::text FROM installation) AS founded`,
      [today, timeZone],
    );
    const { founded = null, tomorrow = today } = row ?? {};
    return periods.map((period) => {
      const { startMs, endMs } = periodBounds(period, { timeZone });
      const closesOn = endMs === null ? tomorrow : dayOf(endMs, { timeZone });
      const end = closesOn < tomorrow ? closesOn : tomorrow;
      const start = startMs === null ? null : dayOf(startMs, { timeZone });
      if (founded === null || founded >= end) return { start: start ?? today, end };
      return { start: start !== null && start > founded ? start : founded, end };
    });
  }
}
