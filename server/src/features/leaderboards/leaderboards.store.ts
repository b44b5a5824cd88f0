import { Injectable } from '@nestjs/common';
import type { Period } from '@vigil/shared/calendar';
import { Database, type Sql } from '../../platform/db/database.js';
import type { MemberFacts, Truth } from './truth.js';

const column = { week: 'counts_week', month: 'counts_month', season: 'counts_season' } as const;
/** Room for the number of running transactions below a transaction number. */
const runningLimit = 4096;

type Row = Omit<MemberFacts, 'formerDepartments' | 'points' | 'reachedAtMs' | 'attributed'> & {
  readonly formerDepartments: string[] | null;
  /** Department of the entries summed up in this row; a member has one row for each. */
  readonly entriesOf: string | null;
} & Readonly<Record<`p${number}` | `r${number}`, number | null>>;

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
      const rows = await this.rows(tx, periods, memberIds);
      const departments = await tx.query<{ id: string; name: string }>(`SELECT id, name FROM department`);
      return { ...moment, departments, members: fold(rows, periods.length) };
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

  /** For each member and department of entries: in each period the points that boards count, and when they were reached. */
  private rows(sql: Sql, periods: readonly Period[], ids: readonly string[] | null): Promise<Row[]> {
    const params: unknown[] = ids === null ? [] : [ids];
    const sums = periods.map(({ unit, key }, i) => {
      const within = unit === 'all' ? 'true' : `e.${column[unit]} = $${params.push(key)}`;
      const stands = unit === 'all' ? 'r.id IS NULL' : `r.${column[unit]} IS DISTINCT FROM e.${column[unit]}`;
      return `sum(e.points) FILTER (WHERE ${within} AND NOT e.quiet)::int AS p${i},
        (extract(epoch FROM max(e.occurred_at) FILTER (WHERE ${within} AND NOT e.quiet AND e.points > 0 AND ${stands})) * 1000)::float8 AS r${i}`;
    });
    const columns = periods.map((_, i) => `s.p${i}, s.r${i}`);
    const former = `(SELECT array_agg(DISTINCT h.department_id) FROM membership h WHERE h.member_id = m.id AND h.department_id IS NOT NULL)`;
    const summed = (where: string): string =>
      `SELECT e.member_id, e.department_id, ${sums.join(', ')} FROM points_entry e
       LEFT JOIN (SELECT id, reverses_id, counts_week, counts_month, counts_season FROM points_entry WHERE reverses_id IS NOT NULL) r
         ON r.reverses_id = e.id
       ${where} GROUP BY e.member_id, e.department_id`;
    // some members: each by the index, whatever the size of the ledger; everybody: the ledger once
    const joined =
      ids === null
        ? `LEFT JOIN (${summed('')}) s ON s.member_id = m.id`
        : `LEFT JOIN LATERAL (${summed('WHERE e.member_id = m.id')}) s ON true WHERE m.id = ANY($1::uuid[])`;
    return sql.query<Row>(
      `SELECT m.id, m.first_name || ' ' || m.last_name AS name, m.department_id AS "departmentId",
         m.deactivated_at IS NULL AS eligible, m.board_visibility = 'hidden' AS hidden,
         ${ids === null ? 'NULL' : former} AS "formerDepartments", s.department_id AS "entriesOf", ${columns.join(', ')}
       FROM member m ${joined}`,
      params,
    );
  }
}

/** One member from each group of rows. Equal department ids become one string: there are few, and many who hold them. */
function fold(rows: readonly Row[], periodCount: number): MemberFacts[] {
  const names = Array.from({ length: periodCount }, (_, i) => ({ p: `p${i}`, r: `r${i}` }) as const);
  const shared = new Map<string, string>();
  const share = (id: string | null): string | null => {
    if (id === null) return null;
    const known = shared.get(id);
    if (known === undefined) shared.set(id, id);
    return known ?? id;
  };
  const members = new Map<string, MemberFacts>();
  for (const row of rows) {
    const { id, name, eligible, hidden } = row;
    const departmentId = share(row.departmentId);
    const before = members.get(id);
    members.set(id, {
      id,
      name,
      departmentId,
      eligible,
      hidden,
      formerDepartments: (row.formerDepartments ?? []).filter((of) => of !== departmentId),
      points: names.map(({ p }, i) => (before?.points[i] ?? 0) + (row[p] ?? 0)),
      reachedAtMs: names.map(({ r }, i) => Math.max(before?.reachedAtMs[i] ?? 0, row[r] ?? 0)),
      attributed: [
        ...(before?.attributed ?? []),
        { departmentId: share(row.entriesOf), points: names.map(({ p }) => row[p] ?? 0) },
      ],
    });
  }
  return [...members.values()];
}
