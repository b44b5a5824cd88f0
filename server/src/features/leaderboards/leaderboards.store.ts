import { Injectable } from '@nestjs/common';
import type { Period } from '@vigil/shared/calendar';
import { Database, type Sql } from '../../platform/db/database.js';
import type { MemberFacts, PeriodFacts, Truth } from './truth.js';

const column = { week: 'counts_week', month: 'counts_month', season: 'counts_season' } as const;
/** Room for the number of running transactions below a transaction number. */
const runningLimit = 4096;

interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly departmentId: string | null;
  readonly eligible: boolean;
  readonly hidden: boolean;
  readonly formerDepartments: string[] | null;
}
type SumRow = { readonly memberId: string; readonly departmentId: string | null } & Readonly<
  Record<string, number | string | null>
>;

/** Reads what boards are made of, all of it at one moment of the database. */
@Injectable()
export class LeaderboardsStore {
  constructor(private readonly database: Database) {}

  /**
   * The state of members in the given periods.
   * @param memberIds null for everybody
   */
  async truth(periods: readonly Period[], memberIds: readonly string[] | null): Promise<Truth> {
    return this.database.transaction(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const moment = await this.moment(tx);
      const members = await this.members(tx, memberIds);
      const sums = await this.sums(tx, periods, memberIds);
      const departments = await tx.query<{ id: string; name: string }>(`SELECT id, name FROM department`);
      return { ...moment, departments, members: join(members, sums, periods.length) };
    });
  }

  /** Names of those who may be shown; whoever hides or has left is missing. */
  async visible(ids: readonly string[]): Promise<Map<string, { name: string; departmentId: string | null }>> {
    const rows = await this.database.query<{ id: string; name: string; departmentId: string | null }>(
      `SELECT id, first_name || ' ' || last_name AS name, department_id AS "departmentId" FROM member
       WHERE id = ANY($1::uuid[]) AND board_visibility = 'named' AND deactivated_at IS NULL`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Keys of the periods of a unit in which something counts. */
  async periodKeys(unit: keyof typeof column): Promise<string[]> {
    const rows = await this.database.query<{ key: string }>(
      `SELECT DISTINCT ${column[unit]} AS key FROM points_entry ORDER BY key DESC`,
    );
    return rows.map((row) => row.key);
  }

  /** How long the oldest change has been waiting for the boards, in milliseconds. */
  async lagMs(consumer: string): Promise<number> {
    const [row] = await this.database.query<{ ms: number | null }>(
      `SELECT (extract(epoch FROM clock_timestamp() - min(created_at)) * 1000)::float8 AS ms FROM outbox WHERE consumer = $1`,
      [consumer],
    );
    return row?.ms ?? 0;
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

  private members(sql: Sql, ids: readonly string[] | null): Promise<MemberRow[]> {
    return sql.query<MemberRow>(
      `SELECT m.id, m.first_name || ' ' || m.last_name AS name, m.department_id AS "departmentId",
         m.deactivated_at IS NULL AS eligible, m.board_visibility = 'hidden' AS hidden,
         ${ids === null ? 'NULL' : `(SELECT array_agg(DISTINCT h.department_id) FROM membership h WHERE h.member_id = m.id AND h.department_id IS NOT NULL)`} AS "formerDepartments"
       FROM member m ${ids === null ? '' : 'WHERE m.id = ANY($1::uuid[])'}`,
      ids === null ? [] : [ids],
    );
  }

  /** For each member and department: in each period the shown points, when they were reached, and all points. */
  private sums(sql: Sql, periods: readonly Period[], ids: readonly string[] | null): Promise<SumRow[]> {
    const params: unknown[] = ids === null ? [] : [ids];
    const columns = periods.map(({ unit, key }, i) => {
      const within = unit === 'all' ? 'true' : `e.${column[unit]} = $${params.push(key)}`;
      const stands = unit === 'all' ? 'r.id IS NULL' : `r.${column[unit]} IS DISTINCT FROM e.${column[unit]}`;
      return `sum(e.points) FILTER (WHERE ${within} AND NOT e.quiet)::int AS points${i},
        (extract(epoch FROM max(e.occurred_at) FILTER (WHERE ${within} AND NOT e.quiet AND e.points > 0 AND ${stands})) * 1000)::float8 AS reached${i},
        sum(e.points) FILTER (WHERE ${within})::int AS all${i}`;
    });
    return sql.query<SumRow>(
      `SELECT e.member_id AS "memberId", e.department_id AS "departmentId", ${columns.join(', ')}
       FROM points_entry e
       LEFT JOIN (SELECT id, reverses_id, counts_week, counts_month, counts_season FROM points_entry WHERE reverses_id IS NOT NULL) r
         ON r.reverses_id = e.id
       ${ids === null ? '' : 'WHERE e.member_id = ANY($1::uuid[])'}
       GROUP BY e.member_id, e.department_id`,
      params,
    );
  }
}

function join(members: readonly MemberRow[], sums: readonly SumRow[], periodCount: number): MemberFacts[] {
  const byMember = new Map<string, SumRow[]>();
  for (const row of sums) {
    const known = byMember.get(row.memberId);
    if (known === undefined) byMember.set(row.memberId, [row]);
    else known.push(row);
  }
  return members.map(({ formerDepartments, ...member }) => ({
    ...member,
    formerDepartments: (formerDepartments ?? []).filter((id) => id !== member.departmentId),
    periods: Array.from({ length: periodCount }, (_, i) => factsOf(byMember.get(member.id) ?? [], i)),
  }));
}

function factsOf(rows: readonly SumRow[], index: number): PeriodFacts {
  const number = (row: SumRow, name: string): number => Number(row[`${name}${index}`] ?? 0);
  return {
    points: rows.reduce((sum, row) => sum + number(row, 'points'), 0),
    reachedAtMs: rows.reduce((latest, row) => Math.max(latest, number(row, 'reached')), 0),
    attributed: rows.flatMap((row) => {
      const points = number(row, 'all');
      return points === 0 ? [] : [{ departmentId: row.departmentId, points }];
    }),
  };
}
