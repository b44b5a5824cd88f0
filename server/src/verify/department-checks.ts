import { periodBounds, type PeriodUnit } from '@vigil/shared/calendar';
import type { RouteResult } from '@vigil/shared/contract';
import {
  type DepartmentRow,
  fewestTogether,
  type inspectBoards,
  mostSeenOfDepartment,
} from '@vigil/shared/leaderboards';
import type { Sql } from '../platform/db/database.js';
import type { BoardFindings } from './board-checks.js';

type Board = RouteResult<typeof inspectBoards>['boards'][number];
interface Kept {
  readonly rows: readonly DepartmentRow[];
  /** Old enough that nothing which has come in since may be missing: a standing follows within a minute. */
  readonly settled: boolean;
}
/** Fields that a board takes from the standing; the others follow every tick. */
const fromStanding = [
  'rank',
  'score',
  'average',
  'companyMean',
  'noise',
  'division',
  'divisionRank',
] as const;
const column: Readonly<Record<string, string>> = {
  week: 'counts_week',
  month: 'counts_month',
  season: 'counts_season',
};
/** Averages are shown to one decimal. */
const rounding = 0.051;

/** Holds the boards of departments against the standings that are kept, and settled standings against the ledger. */
export async function checkDepartments(
  sql: Sql,
  boards: readonly Board[],
  at = new Date(),
): Promise<BoardFindings> {
  const found: string[] = [];
  for (const { boardId, window } of boards) {
    if (!boardId.startsWith('departments.') || window === null) continue;
    const kept = await standingOf(sql, boardId);
    const rows = window.rows.filter((row): row is DepartmentRow => row.of === 'department');
    found.push(...differences(boardId, rows, kept));
    if (kept.settled) found.push(...(await wrongAverages(sql, boardId, kept.rows, at)));
  }
  return {
    name: 'P6',
    law: 'departments stand as they are kept, and by what the ledger gives each member a day',
    found,
  };
}

async function standingOf(sql: Sql, boardId: string): Promise<Kept> {
  const [, , unit, key] = boardId.split('.');
  const [kept] = await sql.query<Kept>(
    `SELECT rows, computed_at < now() - interval '90 seconds' AS settled FROM department_standing WHERE unit = $1 AND key = $2`,
    [unit, key],
  );
  return kept ?? { rows: [], settled: false };
}

function differences(boardId: string, rows: readonly DepartmentRow[], kept: Kept): string[] {
  const standing = new Map(kept.rows.map((row) => [row.rowId, row]));
  return rows.flatMap((row) => {
    const place = row.people === null ? undefined : standing.get(row.rowId);
    const wrong = fromStanding.filter((field) => row[field] !== (place?.[field] ?? null));
    return wrong.map((field) => `${boardId}: department ${row.rowId}, ${field} is not as it is kept`);
  });
}

/**
 * Points and person-days of each department, by other queries than the product's own.
 *
 * @param archived when a closed standing was computed: people who were added later are not in it, and few hidden people
 *   are where a department is so large that nobody can see all the others; null for an open one
 */
export async function wrongAverages(
  sql: Sql,
  boardId: string,
  rows: readonly DepartmentRow[],
  at: Date,
  archived: Date | null = null,
): Promise<string[]> {
  const [, , unit = '', key = ''] = boardId.split('.');
  const [zone] = await sql.query<{ timeZone: string }>('SELECT time_zone AS "timeZone" FROM installation');
  const { startMs, endMs } = periodBounds(
    { unit: unit as PeriodUnit, key },
    { timeZone: zone?.timeZone ?? 'UTC' },
  );
  const counts = column[unit] === undefined ? `$4::text = 'all'` : `e.${column[unit]} = $4`;
  const truth = await sql.query<{ id: string; average: number }>(
    `WITH zone AS (SELECT time_zone AS tz, (created_at AT TIME ZONE time_zone)::date AS founded, (now() AT TIME ZONE time_zone)::date AS today FROM installation),
     bounds AS (SELECT tz, today, least(($2::timestamptz AT TIME ZONE tz)::date, today + 1) AS until, ($1::timestamptz AT TIME ZONE tz)::date AS since, founded FROM zone),
     stretch AS (SELECT tz, today, until, CASE WHEN founded < until THEN greatest(since, founded) ELSE coalesce(since, today) END AS since FROM bounds),
     stays AS (
       SELECT h.member_id, h.department_id, coalesce((least(h.until_at, m.deactivated_at) AT TIME ZONE s.tz)::date, 'infinity') AS leaves,
         least((h.from_at AT TIME ZONE s.tz)::date, s.today, CASE WHEN NOT EXISTS (
           SELECT FROM membership b WHERE b.member_id = h.member_id AND (b.from_at, b.id) < (h.from_at, h.id)) THEN m.joined_on END) AS comes
       FROM membership h JOIN member m ON m.id = h.member_id CROSS JOIN stretch s
       WHERE m.created_at <= coalesce($6::timestamptz, 'infinity')),
     days AS (
       SELECT member_id, department_id, sum(greatest(0, least(leaves, until) - greatest(comes, since))) AS days,
         bool_or(comes < until AND leaves >= until) AS at_end
       FROM stays CROSS JOIN stretch GROUP BY 1, 2),
     longest AS (SELECT max(total) AS days FROM (SELECT sum(days) AS total FROM days WHERE department_id IS NOT NULL GROUP BY member_id) t),
     people AS (
       SELECT department_id, sum(days) AS days, count(*) FILTER (WHERE at_end) AS people FROM days GROUP BY 1),
     entry AS (
       SELECT e.member_id, e.department_id, e.points, to_date(e.counts_week, 'IYYY-"W"IW')::timestamp AT TIME ZONE zone.tz AS week
       FROM points_entry e CROSS JOIN zone WHERE NOT e.quiet AND ${counts}),
     veiled AS (
       SELECT b.at, v.member_id, v.pseudonym, s.department_id,
         count(*) OVER (PARTITION BY b.at, s.department_id, v.pseudonym IS NULL) >= $3 AS many
       FROM (SELECT DISTINCT week AS at FROM entry) b
       JOIN board_veil v ON (v.from_at < b.at OR v.from_at = b.at AND v.pseudonym IS NOT NULL) AND coalesce(v.until_at > b.at, true)
       JOIN membership s ON s.member_id = v.member_id AND s.department_id IS NOT NULL AND s.from_at <= b.at AND coalesce(s.until_at > b.at, true)),
     large AS (
       SELECT d.department_id FROM days d WHERE d.at_end AND (SELECT sum(points) FROM entry e WHERE e.member_id = d.member_id) > 0
       GROUP BY 1 HAVING count(*) >= $7),
     told AS (
       SELECT e.department_id, sum(e.points) AS points
       FROM entry e JOIN member m ON m.id = e.member_id
       LEFT JOIN board_veil x ON x.member_id = e.member_id
         AND (x.from_at < e.week OR x.from_at = e.week AND x.pseudonym IS NOT NULL) AND coalesce(x.until_at > e.week, true)
       WHERE $6::timestamptz IS NOT NULL AND e.department_id IN (SELECT department_id FROM large) OR CASE WHEN x.pseudonym IS NOT NULL
           THEN EXISTS (SELECT FROM veiled o WHERE o.at = e.week AND o.department_id = e.department_id AND o.pseudonym IS NOT NULL AND o.many)
         ELSE (m.board_visibility = 'named' AND NOT EXISTS (SELECT FROM board_veil w WHERE w.member_id = m.id
             AND w.pseudonym IS NOT NULL AND w.from_at <= $5 AND coalesce(w.until_at > $5, true)))
           OR EXISTS (SELECT FROM veiled o WHERE o.at = e.week AND o.member_id = e.member_id AND o.department_id = e.department_id
             AND o.pseudonym IS NULL AND o.many) END
       GROUP BY 1)
     SELECT p.department_id AS id, (coalesce(q.points, 0) * longest.days / p.days)::float8 AS average
     FROM people p CROSS JOIN longest LEFT JOIN told q USING (department_id) WHERE p.people >= $3`,
    [
      startMs === null ? null : new Date(startMs),
      endMs === null ? 'infinity' : new Date(endMs),
      fewestTogether,
      key,
      at,
      archived,
      mostSeenOfDepartment + fewestTogether,
    ],
  );
  const known = new Map(rows.map((row) => [row.rowId, row.average ?? 0]));
  return truth
    .filter(({ id, average }) => Math.abs(Math.max(0, average) - (known.get(id) ?? -1)) > rounding)
    .map(
      ({ id, average }) =>
        `${boardId}: department ${id} has ${average.toFixed(1)} a member, kept is ${String(known.get(id))}`,
    );
}
