import { Injectable } from '@nestjs/common';
import type { Period } from '@vigil/shared/calendar';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { chosen, covers, weekStart, worn } from '../people/veil-sql.js';
import type { BoardMember, MemberRow, Sums } from './member-rows.js';

/** The column of an entry that names the period of a unit in which it counts. */
export const countsIn = { week: 'counts_week', month: 'counts_month', season: 'counts_season' } as const;

/** A row of sums, and what it takes to go on from it. */
export type WholeRow = PresentRow &
  Omit<MemberRow, 'of' | 'sums'> &
  Sums & {
    /** Number of the last entry in the sums; null without any. */
    readonly last: number | null;
  };
/** A member without sums. */
export type PresentRow = BoardMember & {
  /** Was veiled at any time: then an entry's week says under which face it was earned. */
  readonly veils: boolean;
};

/** An entry that boards may count. */
export interface LateEntry {
  readonly id: number;
  readonly memberId: string;
  readonly departmentId: string | null;
  readonly points: number;
  readonly quiet: boolean;
  readonly reverses: boolean;
  readonly atMs: number;
  readonly week: string;
  readonly month: string;
  readonly season: string;
}

const present = `m.id, m.department_id AS "departmentId", m.deactivated_at IS NULL AS eligible, ${chosen},
  EXISTS (SELECT FROM board_veil x WHERE x.member_id = m.id) AS veils`;
const wearing = `member m LEFT JOIN board_veil w ON ${worn('w', 'm', '$1')}`;
const former = `(SELECT array_agg(DISTINCT h.department_id) FROM membership h WHERE h.member_id = m.id AND h.department_id IS NOT NULL)`;

/** Reads members and their entries for boards; to be called at one moment of the database. */
@Injectable()
export class MemberRowsStore {
  constructor(private readonly clock: Clock) {}

  /** For each member and department of entries: in each period the points that boards count, and when they were reached. */
  whole(sql: Sql, periods: readonly Period[], ids: readonly string[], timeZone: string): Promise<WholeRow[]> {
    const params: unknown[] = [this.clock.now(), timeZone, ids];
    const sums = periods.map(({ unit, key }, i) => {
      const within = unit === 'all' ? 'true' : `e.${countsIn[unit]} = $${params.push(key)}`;
      const stands =
        unit === 'all' ? 'r.id IS NULL' : `r.${countsIn[unit]} IS DISTINCT FROM e.${countsIn[unit]}`;
      return `sum(e.points) FILTER (WHERE ${within} AND NOT e.quiet)::int AS p${i},
        date_part('epoch', max(e.occurred_at) FILTER (WHERE ${within} AND NOT e.quiet AND e.points > 0 AND ${stands})) * 1000 AS r${i}`;
    });
    const columns = periods.map((_, i) => `s.p${i}, s.r${i}`);
    return sql.query<WholeRow>(
      // each by the index, whatever the size of the ledger
      `SELECT ${present}, ${former} AS "formerDepartments", s.department_id AS "entriesOf", s.pseudonym AS "earnedAs",
         s.week AS "veiledWeek", s.last, ${columns.join(', ')}
       FROM ${wearing} LEFT JOIN LATERAL (
         SELECT e.department_id, v.pseudonym, CASE WHEN v.id IS NOT NULL THEN e.counts_week END AS week,
           max(e.id)::float8 AS last, ${sums.join(', ')} FROM points_entry e
         LEFT JOIN (SELECT id, reverses_id, counts_week, counts_month, counts_season FROM points_entry WHERE reverses_id IS NOT NULL) r
           ON r.reverses_id = e.id
         LEFT JOIN board_veil v ON v.member_id = e.member_id AND ${covers('v', weekStart('e.counts_week', '$2'))}
         WHERE e.member_id = m.id GROUP BY 1, 2, 3) s ON true WHERE m.id = ANY($3::uuid[])`,
      params,
    );
  }

  /** Members as they are, without a look at their entries. */
  present(sql: Sql, ids: readonly string[]): Promise<PresentRow[]> {
    return sql.query<PresentRow>(
      `SELECT ${present}, ${former} AS "formerDepartments" FROM ${wearing} WHERE m.id = ANY($2::uuid[])`,
      [this.clock.now(), ids],
      'boards-present',
    );
  }

  /** Entries of members with numbers above the given one, in their order. */
  since(sql: Sql, ids: readonly string[], since: number): Promise<LateEntry[]> {
    return sql.query<LateEntry>(
      // the newest numbers are read first, and all of them: they are few, whatever the histories are
      `SELECT id::float8, member_id AS "memberId", department_id AS "departmentId", points, quiet, reverses_id IS NOT NULL AS reverses,
         date_part('epoch', occurred_at) * 1000 AS "atMs", counts_week AS week, counts_month AS month, counts_season AS season
       FROM (SELECT * FROM points_entry WHERE id > $1 ORDER BY id OFFSET 0) e WHERE member_id = ANY($2::uuid[])`,
      [since, ids],
    );
  }
}
