import { Injectable } from '@nestjs/common';
import { dayOf, type Period } from '@vigil/shared/calendar';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { Turns } from '../../platform/turns/turns.js';
import { Crowd, type DaySpan } from './crowd.js';
import { countsIn } from './member-rows.store.js';
import { PresenceStore } from './presence.store.js';

/** Rows come in lots of 2¹⁰ members, and some lots at once. */
const lotBits = 10;
const lotsAtOnce = 4;
/** Periods that can be read at once: each has a bit of a whole number. */
const mostPeriods = 31;
const dayMs = 86_400_000;
/** To sum up in memory; and whoever reads everybody does so for as long as that takes, and no statement for a page does. */
const ofEverybody = [
  `work_mem = '256MB'`,
  'cursor_tuple_fraction = 1',
  'jit = off',
  `statement_timeout = '120s'`,
];

interface Lot {
  /** Null for a lot of sums. */
  readonly ids: string | null;
  readonly names: string | null;
  readonly rows: string;
}

const places = `place AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY id)::int - 1 AS d FROM department)`;
/** $1 the time zone, $2 today. Before the first membership somebody belonged where it says, from their first day at work. */
const people = `SELECT json_agg(id)::text AS ids, json_agg(name)::text AS names,
    array_agg(ARRAY[n, own, eligible, plain, d, from_day, until_day])::text AS rows
  FROM (
    SELECT m.id, m.first_name || ' ' || m.last_name AS name, dense_rank() OVER (ORDER BY m.id)::int - 1 AS n,
      coalesce(own.d, -1) AS own, (m.deactivated_at IS NULL)::int AS eligible,
      (m.board_visibility = 'named' AND m.id NOT IN (SELECT member_id FROM board_veil))::int AS plain, coalesce(p.d, -1) AS d,
      least((h.from_at AT TIME ZONE $1)::date, $2::date,
        CASE WHEN row_number() OVER (PARTITION BY m.id ORDER BY h.from_at, h.id) = 1 THEN m.joined_on END) - date '1970-01-01' AS from_day,
      coalesce((least(h.until_at, m.deactivated_at) AT TIME ZONE $1)::date, date '9999-12-31') - date '1970-01-01' AS until_day
    FROM member m LEFT JOIN membership h ON h.member_id = m.id
      LEFT JOIN place own ON own.id = m.department_id LEFT JOIN place p ON p.id = h.department_id) s
  GROUP BY n >> ${lotBits}`;

/** Reads everybody for boards; to be called at one moment of the database. */
@Injectable()
export class CrowdStore {
  constructor(
    private readonly presence: PresenceStore,
    private readonly clock: Clock,
  ) {}

  /** @param departments ids, in their order */
  async read(
    sql: Sql,
    periods: readonly Period[],
    departments: readonly string[],
    timeZone: string,
  ): Promise<Crowd> {
    if (periods.length > mostPeriods) throw new RangeError(`${periods.length} periods are too many at once`);
    const today = dayOf(this.clock.nowMs(), { timeZone });
    const stretches = await this.presence.stretches(periods, timeZone, today);
    const spans = stretches.map(({ start, end }): DaySpan => ({
      start: dayNumber(start),
      end: dayNumber(end),
    }));
    const [count] = await sql.query<{ members: number }>(`SELECT count(*)::int AS members FROM member`);
    const crowd = new Crowd(count?.members ?? 0, departments, spans);
    const params: unknown[] = [timeZone, today];
    const turns = new Turns();
    for (const setting of ofEverybody) await sql.query(`SET LOCAL ${setting}`);
    await sql.query(
      `DECLARE crowd NO SCROLL CURSOR FOR WITH ${places},
         seat AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY id)::int - 1 AS n FROM member)
       ${people} UNION ALL ${sumsOf(periods, params)}`,
      params,
    );
    for await (const { ids, names, rows } of lots(sql)) {
      if (ids === null || names === null) crowd.addSums(rows);
      else crowd.addPeople(JSON.parse(ids) as string[], JSON.parse(names) as string[], rows);
      if (turns.isOver()) await turns.next();
    }
    return crowd;
  }
}

/** The next lots are read while the last are worked at. */
async function* lots(sql: Sql): AsyncGenerator<Lot> {
  const fetch = (): Promise<Lot[]> => {
    const rows = sql.query<Lot>(`FETCH ${lotsAtOnce} FROM crowd`);
    // a failure is heard when its turn comes
    rows.catch(() => undefined);
    return rows;
  };
  for (let next = fetch(); ;) {
    const rows = await next;
    if (rows.length === 0) return;
    next = fetch();
    yield* rows;
  }
}

/** What somebody earned in a department that counts in the same of the periods, and was taken back in none or the same. */
function sumsOf(periods: readonly Period[], params: unknown[]): string {
  const counts = ['0'];
  const stands = ['0'];
  for (const [i, { unit, key }] of periods.entries()) {
    const column = unit === 'all' ? null : countsIn[unit];
    counts.push(
      column === null ? `${2 ** i}` : `CASE e.${column} WHEN $${params.push(key)} THEN ${2 ** i} ELSE 0 END`,
    );
    if (column !== null) stands.push(`CASE WHEN r.${column} <> e.${column} THEN ${2 ** i} ELSE 0 END`);
  }
  return `SELECT NULL, NULL, array_agg(ARRAY[n, coalesce(d, -1), counts, stands, points, reached])::text
    FROM (
      SELECT e.member_id, e.department_id, ${counts.join(' | ')} AS counts,
        CASE WHEN e.points <= 0 THEN 0 WHEN r.id IS NULL THEN -1 ELSE ${stands.join(' | ')} END AS stands,
        sum(e.points) AS points, floor(date_part('epoch', max(e.occurred_at)) * 1000)::bigint AS reached
      FROM points_entry e
      LEFT JOIN (SELECT id, reverses_id, counts_week, counts_month, counts_season FROM points_entry WHERE reverses_id IS NOT NULL) r
        ON r.reverses_id = e.id
      WHERE NOT e.quiet GROUP BY 1, 2, 3, 4) e
    JOIN seat ON seat.id = e.member_id LEFT JOIN place ON place.id = e.department_id GROUP BY n >> ${lotBits}`;
}

function dayNumber(day: string): number {
  return Date.parse(day) / dayMs;
}
