import { Injectable } from '@nestjs/common';
import type { Period } from '@vigil/shared/calendar';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Sql } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import type { BoardName } from './board-name.js';
import { type Choice, faceOn, type Shown, shownAs } from '../people/faces.js';
import { fold, type MemberRow } from './member-rows.js';
import { PeriodBorders } from '../people/period-borders.js';
import { standsInDepartment, type Truth } from './truth.js';
import { chosen, covers, weekStart, worn } from '../people/veil-sql.js';

const column = { week: 'counts_week', month: 'counts_month', season: 'counts_season' } as const;
/** Room for the number of running transactions below a transaction number. */
const runningLimit = 4096;
/** Reads what boards are made of, all of it at one moment of the database. */
@Injectable()
export class LeaderboardsStore {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleReadModel,
    private readonly borders: PeriodBorders,
    private readonly clock: Clock,
  ) {}

  /**
   * The state of members in the given periods.
   * @param memberIds null for everybody
   */
  async truth(periods: readonly Period[], memberIds: readonly string[] | null): Promise<Truth> {
    const { timeZone } = await this.people.calendar(this.database);
    const borders = await Promise.all(periods.map((period) => this.borders.at(period)));
    const { rows, ...read } = await this.database.transaction(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const moment = await this.moment(tx);
      const rows = await this.rows(tx, periods, memberIds, timeZone);
      const departments = await tx.query<{ id: string; name: string }>(`SELECT id, name FROM department`);
      return { ...moment, departments, rows };
    });
    const weeks = await this.borders.ofWeeks(rows.flatMap(({ veiledWeek }) => veiledWeek ?? []));
    return { ...read, borders, members: fold(rows, borders, weeks) };
  }

  /** By what each stands on a people board; whoever does not, now, is missing. */
  async shown(ids: readonly string[], { scope, period }: BoardName): Promise<Map<string, Shown>> {
    const border = await this.borders.at(period);
    const rows = await this.database.query<Choice & { id: string; departmentId: string | null }>(
      `SELECT m.id, m.department_id AS "departmentId", ${chosen} FROM member m LEFT JOIN board_veil w ON ${worn('w', 'm', '$2')}
       WHERE m.id = ANY($1::uuid[]) AND m.deactivated_at IS NULL`,
      [ids, this.clock.now()],
    );
    const shown = rows.flatMap((row): [string, Shown][] => {
      const face = faceOn(row, border.startMs);
      if (face === null || (scope !== 'company' && !standsInDepartment(face, row.departmentId, border)))
        return [];
      return [[row.id, shownAs(face, row.departmentId)]];
    });
    return new Map(shown);
  }

  /** Key of the first period of a unit in which points of somebody count who does not hide; null without any. */
  async firstPeriod(unit: keyof typeof column): Promise<string | null> {
    const [row] = await this.database.query<{ key: string | null }>(
      `SELECT min(e.${column[unit]}) AS key FROM points_entry e JOIN member m ON m.id = e.member_id
       WHERE NOT e.quiet AND m.board_visibility <> 'hidden'`,
    );
    return row?.key ?? null;
  }

  /** When the first membership began; null while there is none. */
  async begunMs(): Promise<number | null> {
    const [row] = await this.database.query<{ ms: number | null }>(
      `SELECT (extract(epoch FROM min(from_at)) * 1000)::float8 AS ms FROM membership`,
    );
    return row?.ms ?? null;
  }

  /** How long the oldest change has been waiting for the boards, in milliseconds. */
  async lagMs(consumer: string): Promise<number> {
    const [row] = await this.database.query<{ ms: number | null }>(
      `SELECT (extract(epoch FROM clock_timestamp() - min(created_at)) * 1000)::float8 AS ms FROM outbox WHERE consumer = $1`,
      [consumer],
    );
    return row?.ms ?? 0;
  }

  /** Subjects of a topic that have not been handled yet, those that are under way among them. */
  async waiting(consumer: string, topic: string): Promise<string[]> {
    const rows = await this.database.query<{ subject: string }>(
      `SELECT DISTINCT unnest(subjects) AS subject FROM outbox WHERE consumer = $1 AND topic = $2`,
      [consumer, topic],
    );
    return rows.map((row) => row.subject);
  }

  /** What keys the row ids of this installation; null until it is founded. */
  async secret(): Promise<Buffer | null> {
    const [row] = await this.database.query<{ secret: Buffer }>(`SELECT secret FROM installation`);
    return row?.secret ?? null;
  }

  /**
   * The snapshot as a number that grows from one snapshot to the next: a later one has a higher next transaction number,
   * or the same and fewer running below it.
   */
  private async moment(sql: Sql): Promise<{ version: number; asOf: Date }> {
    const [row] = await sql.query<{ xmax: string; running: number; asOf: Date }>(
      `SELECT pg_snapshot_xmax(s)::text AS xmax, (SELECT count(*) FROM pg_snapshot_xip(s))::int AS running, now() AS "asOf"
       FROM pg_current_snapshot() s`,
    );
    if (row === undefined) throw new Error('no snapshot');
    const rest = runningLimit - 1 - Math.min(row.running, runningLimit - 1);
    return { version: Number(row.xmax) * runningLimit + rest, asOf: row.asOf };
  }

  /** For each member and department of entries: in each period the points that boards count, and when they were reached. */
  private rows(
    sql: Sql,
    periods: readonly Period[],
    ids: readonly string[] | null,
    timeZone: string,
  ): Promise<MemberRow[]> {
    const params: unknown[] = [this.clock.now(), timeZone, ...(ids === null ? [] : [ids])];
    const sums = periods.map(({ unit, key }, i) => {
      const within = unit === 'all' ? 'true' : `e.${column[unit]} = $${params.push(key)}`;
      const stands = unit === 'all' ? 'r.id IS NULL' : `r.${column[unit]} IS DISTINCT FROM e.${column[unit]}`;
      return `sum(e.points) FILTER (WHERE ${within} AND NOT e.quiet)::int AS p${i},
        (extract(epoch FROM max(e.occurred_at) FILTER (WHERE ${within} AND NOT e.quiet AND e.points > 0 AND ${stands})) * 1000)::float8 AS r${i}`;
    });
    const columns = periods.map((_, i) => `s.p${i}, s.r${i}`);
    const former = `(SELECT array_agg(DISTINCT h.department_id) FROM membership h WHERE h.member_id = m.id AND h.department_id IS NOT NULL)`;
    const summed = (where: string): string =>
      `SELECT e.member_id, e.department_id, v.pseudonym, CASE WHEN v.id IS NOT NULL THEN e.counts_week END AS week,
         ${sums.join(', ')} FROM points_entry e
       LEFT JOIN (SELECT id, reverses_id, counts_week, counts_month, counts_season FROM points_entry WHERE reverses_id IS NOT NULL) r
         ON r.reverses_id = e.id
       LEFT JOIN board_veil v ON v.member_id = e.member_id AND ${covers('v', weekStart('e.counts_week', '$2'))}
       ${where} GROUP BY 1, 2, 3, 4`;
    // some members: each by the index, whatever the size of the ledger; everybody: the ledger once
    const joined =
      ids === null
        ? `LEFT JOIN (${summed('')}) s ON s.member_id = m.id`
        : `LEFT JOIN LATERAL (${summed('WHERE e.member_id = m.id')}) s ON true WHERE m.id = ANY($3::uuid[])`;
    return sql.query<MemberRow>(
      `SELECT m.id, m.department_id AS "departmentId", m.deactivated_at IS NULL AS eligible, ${chosen},
         ${ids === null ? 'NULL' : former} AS "formerDepartments", s.department_id AS "entriesOf",
         s.pseudonym AS "earnedAs", s.week AS "veiledWeek", ${columns.join(', ')}
       FROM member m LEFT JOIN board_veil w ON ${worn('w', 'm', '$1')} ${joined}`,
      params,
    );
  }
}
