import type { DepartmentRow } from '@vigil/shared/leaderboards';
import type { Sql } from '../platform/db/database.js';
import { type Check, noRows } from './check.js';
import { wrongAverages } from './department-checks.js';

/** The grace, the hour until the line is drawn, and another one in which somebody may be closing. */
const closedBy = `interval '74 hours'`;
/** Stands for whoever is not shown by name, as kept standings name them. */
const hiddenKey = `SELECT coalesce(md5(string_agg(m.id::text, ',' ORDER BY m.id)), '') FROM member m
  WHERE m.board_visibility <> 'named' OR EXISTS (SELECT FROM board_veil w WHERE w.member_id = m.id AND w.pseudonym IS NOT NULL
    AND w.from_at <= $1 AND coalesce(w.until_at > $1, true))`;

interface Archived {
  readonly key: string;
  readonly rows: readonly DepartmentRow[];
  readonly computedAt: Date;
}

/** What is promised of seasons: each closes once, takes nothing after its line, and its archive is the ledger's. */
export const seasonChecks: readonly Check[] = [
  noRows(
    'Q1',
    'each season that has ended is closed, once',
    `SELECT s.key, 'is not closed' AS what FROM season s WHERE s.closed_at IS NULL AND s.ends_at < now() - ${closedBy}
     UNION ALL
     SELECT s.key, 'was closed before its time' FROM season s WHERE s.counts_until IS NOT NULL AND s.ends_at > s.counts_until
     UNION ALL
     SELECT coalesce(s.key, a.key), 'was closed ' || coalesce(a.times, 0) || ' times' FROM (SELECT key FROM season WHERE closed_at IS NOT NULL) s
     FULL JOIN (SELECT subject_id AS key, count(*) AS times FROM audit_entry WHERE act = 'season.closed' GROUP BY 1) a USING (key)
     WHERE s.key IS NULL OR a.times IS DISTINCT FROM 1`,
    ({ key, what }) => `season ${String(key)} ${String(what)}`,
  ),
  noRows(
    'Q2',
    'what was recorded after the line of a season counts in a later one',
    `SELECT e.id, e.counts_season AS key FROM season s JOIN points_entry e ON e.counts_season = s.key AND e.recorded_at >= s.counts_until`,
    ({ id, key }) => `entry ${String(id)} counts in season ${String(key)}, which had closed`,
  ),
  {
    name: 'Q3',
    law: 'the archive of a closed season has a standing, and it is what the ledger gives',
    run: async (sql) => [...(await missing(sql)), ...(await unlikeTheLedger(sql, new Date()))],
  },
];

async function missing(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ key: string }>(
    `SELECT s.key FROM season s WHERE s.closed_at IS NOT NULL AND NOT EXISTS (
       SELECT FROM department_standing d WHERE d.unit = 'season' AND d.key = s.key AND d.closed AND d.small_up_to IS NOT NULL) LIMIT 20`,
  );
  return rows.map(({ key }) => `season ${key} has no standing`);
}

/** One that was computed for another set of hidden people is computed anew before anybody sees it. */
async function unlikeTheLedger(sql: Sql, at: Date): Promise<string[]> {
  const archived = await sql.query<Archived>(
    `SELECT d.key, d.rows, d.computed_at AS "computedAt" FROM department_standing d JOIN season s ON s.key = d.key AND s.closed_at IS NOT NULL
     WHERE d.unit = 'season' AND d.closed AND d.hidden_key = (${hiddenKey}) ORDER BY d.key DESC LIMIT 8`,
    [at],
  );
  const found: string[] = [];
  for (const { key, rows, computedAt } of archived)
    found.push(...(await wrongAverages(sql, `departments.company.season.${key}`, rows, at, computedAt)));
  return found;
}
