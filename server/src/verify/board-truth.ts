import { periodBounds, type PeriodUnit } from '@vigil/shared/calendar';
import { fewestTogether } from '@vigil/shared/leaderboards';
import type { Sql } from '../platform/db/database.js';

/** A place on a people board, as the ledger has it. */
export interface Score {
  readonly memberId: string;
  readonly points: number;
}

const columnOf: Readonly<Record<string, string>> = {
  week: 'counts_week',
  month: 'counts_month',
  season: 'counts_season',
};

/**
 * The people board of a scope and period, computed from the ledger and the choices alone: active members with points
 * who are named, or under a pseudonym that was there when the period began. What they earned under another face, or
 * while hidden among five and more of their department, does not count.
 */
export async function scoresOf(sql: Sql, boardId: string, at: Date): Promise<Score[]> {
  const [, scope = '', unit = '', key = ''] = boardId.split('.');
  const [organisation] = await sql.query<{ timeZone: string }>(
    `SELECT time_zone AS "timeZone" FROM installation`,
  );
  const timeZone = organisation?.timeZone ?? 'UTC';
  const { startMs } = periodBounds({ unit: unit as PeriodUnit, key }, { timeZone });
  const within = unit === 'all' ? 'true' : `e.${columnOf[unit] ?? ''} = '${key}'`;
  const rows = await sql.query<{ memberId: string; points: string }>(
    `WITH entry AS (
       SELECT e.member_id, e.department_id, e.points,
         to_date(e.counts_week, 'IYYY-"W"IW')::timestamp AT TIME ZONE $3 AS week
       FROM points_entry e WHERE NOT e.quiet AND ${within}),
     border AS (SELECT DISTINCT week AS at FROM entry UNION SELECT $4::timestamptz WHERE $4::timestamptz IS NOT NULL),
     veiled AS (
       SELECT b.at, v.member_id, v.pseudonym, s.department_id,
         count(*) OVER (PARTITION BY b.at, s.department_id, v.pseudonym IS NULL) >= ${fewestTogether} AS many
       FROM border b
       JOIN board_veil v ON (v.from_at < b.at OR v.from_at = b.at AND v.pseudonym IS NOT NULL) AND coalesce(v.until_at > b.at, true)
       LEFT JOIN membership s ON s.member_id = v.member_id AND s.from_at <= b.at AND coalesce(s.until_at > b.at, true)),
     face AS (
       SELECT m.id, m.department_id, CASE WHEN m.board_visibility = 'pseudonym' THEN w.pseudonym END AS pseudonym
       FROM member m
       LEFT JOIN board_veil w ON w.member_id = m.id AND w.pseudonym IS NOT NULL AND w.from_at <= $2 AND coalesce(w.until_at > $2, true)
       WHERE m.deactivated_at IS NULL AND ($1 = 'company' OR m.department_id::text = $1)
         AND (m.board_visibility = 'named' AND w.id IS NULL
           OR m.board_visibility = 'pseudonym' AND w.until_at IS NULL AND w.from_at <= coalesce($4, w.from_at)
             AND ($1 = 'company' OR EXISTS (SELECT 1 FROM veiled x WHERE x.at = $4 AND x.department_id::text = $1
               AND x.pseudonym IS NOT NULL AND x.many))))
     SELECT f.id AS "memberId", sum(e.points) AS points
     FROM face f JOIN entry e ON e.member_id = f.id
     LEFT JOIN veiled x ON x.at = e.week AND x.member_id = e.member_id
     WHERE x.pseudonym IS NOT DISTINCT FROM f.pseudonym
       AND NOT (x.member_id IS NOT NULL AND x.pseudonym IS NULL AND x.many AND coalesce(x.department_id = e.department_id, false))
     GROUP BY f.id HAVING sum(e.points) > 0
     ORDER BY sum(e.points) DESC, f.id`,
    [scope, at, timeZone, startMs === null ? null : new Date(startMs)],
  );
  return rows.map((r) => ({ memberId: r.memberId, points: Number(r.points) }));
}
