import { Injectable } from '@nestjs/common';
import { type DepartmentTotals, fewestTogether } from '@vigil/shared/leaderboards';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { covers, worn } from '../leaderboards/veil-sql.js';
import type { Share } from './challenge-members.store.js';
import type { Counting } from './challenges.types.js';

/** Members who belong nowhere are told of together, as if that were a department. */
const nowhere = 'none';
/**
 * SQL: what counts of each member for each side. Facts of the window, after joining, recorded before the close; reversals
 * of them take back what they had brought; quiet points are in no sum of others.
 */
const earned = `
  SELECT e.member_id, CASE WHEN $7::uuid IS NULL THEN coalesce(e.department_id::text, '${nowhere}') ELSE coalesce(j.team, 0)::text END AS side,
    e.kind, e.part, e.reverses_id, e.points
  FROM points_entry e LEFT JOIN challenge_member j ON j.challenge_id = $7 AND j.member_id = e.member_id
  WHERE e.occurred_at >= $1 AND e.occurred_at < $2 AND e.kind = ANY($4::text[]) AND NOT e.quiet
    AND e.recorded_at >= $1::timestamptz - interval '1 day' AND e.recorded_at < coalesce($5::timestamptz, 'infinity')
    AND ($7::uuid IS NULL OR e.occurred_at >= j.joined_at)
    AND ($7::uuid IS NOT NULL OR cardinality($6::uuid[]) = 0 OR e.department_id = ANY($6::uuid[]))`;
/** SQL: who belongs to which side for which share of the window so far. */
const stays = `
  SELECT h.member_id, coalesce(h.department_id::text, '${nowhere}') AS side,
    sum(greatest(0, extract(epoch FROM least(h.left_at, $3) - greatest(h.came_at, $1)))
      / greatest(1, extract(epoch FROM $3::timestamptz - $1::timestamptz)))::float8 AS share,
    bool_or(h.came_at <= $3 AND h.left_at > $3) AS at_end, bool_or(h.came_at <= $1 AND h.left_at > $1) AS at_start
  FROM (
    SELECT s.member_id, s.department_id, coalesce(least(s.until_at, m.deactivated_at), 'infinity') AS left_at,
      CASE WHEN row_number() OVER (PARTITION BY s.member_id ORDER BY s.from_at, s.id) = 1
        THEN least(s.from_at, m.joined_on::timestamptz) ELSE s.from_at END AS came_at
    FROM membership s JOIN member m ON m.id = s.member_id) h
  WHERE $7::uuid IS NULL AND h.came_at <= $3 AND h.left_at > $1
    AND (cardinality($6::uuid[]) = 0 OR h.department_id = ANY($6::uuid[]))
  GROUP BY 1, 2
  UNION ALL
  SELECT j.member_id, coalesce(j.team, 0)::text, 1, m.deactivated_at IS NULL, true
  FROM challenge_member j JOIN member m ON m.id = j.member_id WHERE j.challenge_id = $7`;
/**
 * SQL: how the points of each may enter a figure. Whoever shows the name, and has since the beginning, alone; whoever was
 * hidden when it began, or had a pseudonym, among five of the same side; nobody else.
 */
const told = `
  WITH stay AS (${stays}), points AS (SELECT member_id, side, greatest(0, sum(points))::int AS points FROM (${earned}) e GROUP BY 1, 2),
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
      CASE WHEN f.veiled THEN f.at_start AND EXISTS (SELECT FROM many o WHERE (o.side, o.pseudonym) = (f.side, f.pseudonym))
        ELSE f.shown END AS told
    FROM face f)`;

type SideTotals = Omit<DepartmentTotals, 'name' | 'spread'> &
  Omit<DepartmentTotals['spread'], 'points'> & { readonly alone: number };

/** Counts a challenge out of the ledger: there is no second place in which points of challenges are kept. */
@Injectable()
export class CountingStore {
  constructor(private readonly clock: Clock) {}

  /** What is known of each side that has people or points; its name is not among it. */
  async totals(sql: Sql, what: Counting): Promise<Map<string, Omit<DepartmentTotals, 'name'>>> {
    const rows = await sql.query<SideTotals>(
      `${told} SELECT side AS id, (count(*) FILTER (WHERE at_end))::int AS people, sum(share)::float8 AS exposure,
         coalesce(sum(points) FILTER (WHERE told), 0)::int AS points, coalesce(sum(points) FILTER (WHERE NOT told), 0)::int AS "hiddenPoints",
         (count(*) FILTER (WHERE told AND at_end AND points > 0))::int AS active,
         (count(*) FILTER (WHERE NOT told AND at_end AND points > 0))::int AS "hiddenActive",
         coalesce(sum(points) FILTER (WHERE alone), 0)::float8 AS alone, coalesce(sum(points::float8 * points) FILTER (WHERE alone), 0) AS squares,
         sum(share)::float8 AS presence, sum(share * share)::float8 AS "presenceSquares",
         coalesce(sum(points * share) FILTER (WHERE alone), 0)::float8 AS "pointsPresence"
       FROM told GROUP BY side`,
      this.params(what),
    );
    return new Map(
      rows.map(({ alone, squares, presence, presenceSquares, pointsPresence, ...totals }) => [
        totals.id,
        { ...totals, spread: { points: alone, squares, presence, presenceSquares, pointsPresence } },
      ]),
    );
  }

  /** What each member has brought to each side; hidden ones too. */
  async shares(sql: Sql, what: Counting): Promise<Omit<Share, 'won'>[]> {
    return sql.query<Omit<Share, 'won'>>(
      `SELECT member_id AS "memberId", side, sum(points)::int AS points FROM (${earned}) e
       WHERE $3::timestamptz IS NOT NULL AND $8::timestamptz IS NOT NULL GROUP BY 1, 2 HAVING sum(points) > 0 ORDER BY 1, 2`,
      this.params(what),
    );
  }

  /** How often each kind counted, where five people and more whose points may be told brought it; in the sides that are named. */
  async acts(sql: Sql, what: Counting, sides: readonly string[]): Promise<{ kind: string; times: number }[]> {
    return sql.query<{ kind: string; times: number }>(
      `${told} SELECT e.kind, (count(*) FILTER (WHERE e.reverses_id IS NULL) - count(*) FILTER (WHERE e.reverses_id IS NOT NULL))::int AS times
       FROM (${earned}) e JOIN told t USING (member_id, side) WHERE t.told AND e.part = 'base' AND e.side = ANY($9::text[])
       GROUP BY e.kind HAVING count(DISTINCT e.member_id) >= ${fewestTogether} ORDER BY times DESC, e.kind`,
      [...this.params(what), sides],
    );
  }

  /** What counts of one member, by side. */
  async ofMember(sql: Sql, what: Counting, memberId: string): Promise<{ side: string; points: number }[]> {
    return sql.query<{ side: string; points: number }>(
      `SELECT side, greatest(0, sum(points))::int AS points FROM (${earned} AND e.member_id = $9) e
       WHERE $3::timestamptz IS NOT NULL AND $8::timestamptz IS NOT NULL GROUP BY 1`,
      [...this.params(what), memberId],
    );
  }

  private params({ id, form, startsAt, endsAt, kinds, countsUntil, departmentIds }: Counting): unknown[] {
    const now = this.clock.now();
    const joined = form === 'teams' || form === 'quest' ? id : null;
    return [startsAt, endsAt, now < endsAt ? now : endsAt, kinds, countsUntil, departmentIds, joined, now];
  }
}
