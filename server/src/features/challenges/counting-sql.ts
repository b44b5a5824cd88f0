import { fewestTogether } from '@vigil/shared/leaderboards';
import { covers, worn } from '../people/veil-sql.js';

/** SQL: all parameters with their types, in whatever query: a form of play does not use each. */
export const terms = `terms AS (SELECT $1::timestamptz AS starts_at, $2::timestamptz AS ends_at, $3::timestamptz AS until, $4::text[] AS kinds,
  $5::timestamptz AS line, $6::uuid[] AS departments, $7::uuid AS challenge, $8::timestamptz AS now, $9::text AS week)`;

/**
 * Whose sides these are: departments, at the time of the fact; what people joined or were drawn into; or an example, in
 * which people are drawn by whoever asks ($10, $11), and only those count who show their names.
 */
export type Sides = 'departments' | 'joined' | 'example';

const players = {
  joined: `(SELECT member_id, team, joined_at FROM challenge_member WHERE challenge_id = $7) j`,
  example: `(SELECT x.member_id, x.team, $1::timestamptz AS joined_at FROM unnest($10::uuid[], $11::int[]) x (member_id, team)) j`,
} as const;

const counts = `e.occurred_at >= $1 AND e.occurred_at < $2 AND e.kind = ANY($4::text[]) AND NOT e.quiet
  AND e.recorded_at < coalesce($5::timestamptz, 'infinity')`;
/**
 * SQL: what counts of each member for each side. Facts of the window, after joining, recorded before the close; reversals
 * of them take back what they had brought; quiet points are in no sum of others. Weeks are named for the indexes of the
 * ledger: an entry counts in the week of its fact, or later.
 *
 * @param sides what the points are counted for
 */
export function earned(sides: Sides): string {
  const what = `e.kind, e.part, e.reverses_id, e.points`;
  return sides !== 'departments'
    ? `SELECT e.member_id, coalesce(j.team, 0)::text AS side, ${what}
       FROM ${players[sides]} JOIN points_entry e ON e.member_id = j.member_id
       WHERE e.cap_week >= $9 AND e.occurred_at >= j.joined_at AND ${counts}`
    : `SELECT e.member_id, d.id::text AS side, ${what} FROM department d JOIN points_entry e ON e.department_id = d.id
       WHERE (cardinality($6::uuid[]) = 0 OR d.id = ANY($6::uuid[])) AND e.counts_week >= $9 AND ${counts}`;
}

/** SQL: who belongs to which side for which share of the window so far. */
function stays(sides: Sides): string {
  if (sides !== 'departments')
    return `SELECT j.member_id, coalesce(j.team, 0)::text AS side, 1::float8 AS share, m.deactivated_at IS NULL AS at_end, true AS at_start
      FROM ${players[sides]} JOIN member m ON m.id = j.member_id`;
  return `
    SELECT h.member_id, h.department_id::text AS side,
      sum(greatest(0, extract(epoch FROM least(h.left_at, $3) - greatest(h.came_at, $1)))
        / greatest(1, extract(epoch FROM $3::timestamptz - $1::timestamptz)))::float8 AS share,
      bool_or(h.came_at <= $3 AND h.left_at > $3) AS at_end, bool_or(h.came_at <= $1 AND h.left_at > $1) AS at_start
    FROM (
      SELECT s.member_id, s.department_id, coalesce(least(s.until_at, m.deactivated_at), 'infinity') AS left_at,
        CASE WHEN row_number() OVER (PARTITION BY s.member_id ORDER BY s.from_at, s.id) = 1
          THEN least(s.from_at, m.joined_on::timestamptz) ELSE s.from_at END AS came_at
      FROM membership s JOIN member m ON m.id = s.member_id) h
    WHERE h.department_id IS NOT NULL AND h.came_at <= $3 AND h.left_at > $1
      AND (cardinality($6::uuid[]) = 0 OR h.department_id = ANY($6::uuid[]))
    GROUP BY 1, 2`;
}

/**
 * SQL: how the points of each may enter a figure. Whoever shows the name, and has since the beginning, alone; whoever was
 * hidden when it began, or had a pseudonym, among five of the same side; nobody else.
 */
export function told(sides: Sides): string {
  const together =
    sides === 'example'
      ? 'false'
      : `f.at_start AND EXISTS (SELECT FROM many o WHERE (o.side, o.pseudonym) = (f.side, f.pseudonym))`;
  return `${terms}, stay AS (${stays(sides)}),
    points AS (SELECT member_id, side, greatest(0, sum(points))::int AS points FROM (${earned(sides)}) e GROUP BY 1, 2),
    person AS (
      SELECT member_id, side, coalesce(s.share, 0) AS share, coalesce(s.at_end, false) AS at_end, coalesce(s.at_start, false) AS at_start,
        coalesce(p.points, 0) AS points
      FROM stay s FULL JOIN points p USING (member_id, side)),
    face AS (
      SELECT p.*, v.id IS NOT NULL AS veiled, v.pseudonym IS NOT NULL AS pseudonym,
        m.board_visibility = 'named' AND w.id IS NULL AND NOT EXISTS (SELECT FROM board_veil x WHERE x.member_id = p.member_id
          AND x.pseudonym IS NOT NULL AND x.from_at > $1 AND x.from_at < $2) AS shown
      FROM person p JOIN member m ON m.id = p.member_id
      LEFT JOIN board_veil v ON v.member_id = m.id AND ${covers('v', '$1')}
      LEFT JOIN board_veil w ON ${worn('w', 'm', '$8')}),
    many AS (
      SELECT side, pseudonym FROM face WHERE veiled AND at_start GROUP BY 1, 2 HAVING count(*) >= ${fewestTogether}),
    told AS (
      SELECT f.*, NOT f.veiled AND f.shown AS alone,
        CASE WHEN f.veiled THEN ${together}
          ELSE f.shown END AS told
      FROM face f)`;
}
