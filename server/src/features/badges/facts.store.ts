import { Injectable } from '@nestjs/common';
import { countedThoughQuiet } from '@vigil/shared/badges';
import { passiveKinds } from '@vigil/shared/streaks';
import type { Sql, Tx } from '../../platform/db/database.js';

/** Reads out of ledger and facts what badges count: there is no second count that could drift from it. */
@Injectable()
export class FactsStore {
  /**
   * Standing facts of each member by kind: those whose award stands and is counted by boards. An award has one base
   * part; what takes it back mirrors it. Every asked kind is in the answer, with 0 where there are none.
   */
  async counts(
    sql: Sql,
    memberIds: readonly string[],
    kinds: readonly string[],
  ): Promise<Map<string, Map<string, number>>> {
    const counts = new Map(memberIds.map((id) => [id, new Map(kinds.map((kind) => [kind, 0]))]));
    if (kinds.length === 0) return counts;
    const rows = await sql.query<{ memberId: string; kinds: string[]; counts: number[] }>(
      // one look at the index for each member, and one row: what is read with every award has to be little
      `SELECT m.id AS "memberId", c.kinds, c.counts FROM unnest($1::uuid[]) m (id) CROSS JOIN LATERAL (
         SELECT array_agg(kind) AS kinds, array_agg(n) AS counts FROM (
           SELECT kind, sum(sign(points))::int AS n FROM points_entry
           WHERE member_id = m.id AND kind = ANY($2::text[]) AND part = 'base' AND (NOT quiet OR kind = ANY($3::text[]))
           GROUP BY kind) k) c
       WHERE c.kinds IS NOT NULL`,
      [memberIds, kinds, countedThoughQuiet],
      'badges-counts',
    );
    for (const { memberId, kinds: of, counts: n } of rows)
      of.forEach((kind, i) => counts.get(memberId)?.set(kind, n[i] ?? 0));
    return counts;
  }

  /** Points that boards count. */
  async points(sql: Sql, memberIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await sql.query<{ memberId: string; points: string }>(
      `SELECT member_id AS "memberId", points - quiet AS points FROM balance WHERE member_id = ANY($1::uuid[])`,
      [memberIds],
    );
    return new Map(rows.map(({ memberId, points }) => [memberId, Number(points)]));
  }

  /** The local day of the last fact of each member that may have lit its day. */
  async lastDays(sql: Sql, memberIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await sql.query<{ memberId: string; day: string }>(
      `SELECT m.id AS "memberId", b.local_day::text AS day FROM unnest($1::uuid[]) m (id) CROSS JOIN LATERAL
         (SELECT local_day FROM behaviour WHERE member_id = m.id AND local_day IS NOT NULL
            AND (points > 0 OR kind = 'check.daily') AND kind <> ALL($2::text[]) ORDER BY id DESC LIMIT 1) b`,
      [memberIds, [...passiveKinds, 'check.correct', 'simulation.passed']],
      'badges-last-days',
    );
    return new Map(rows.map(({ memberId, day }) => [memberId, day]));
  }

  /** On how many days, and in how many weeks, each member did anything at all: no streak is longer. */
  async daysLived(
    tx: Tx,
    memberIds: readonly string[],
  ): Promise<Map<string, { readonly days: number; readonly weeks: number }>> {
    const rows = await tx.query<{ memberId: string; days: number; weeks: number }>(
      `SELECT member_id AS "memberId", count(DISTINCT day)::int AS days, count(DISTINCT date_trunc('week', day))::int AS weeks
       FROM (SELECT member_id, coalesce(local_day, occurred_at::date) AS day FROM behaviour WHERE member_id = ANY($1::uuid[])) b GROUP BY 1`,
      [memberIds],
    );
    return new Map(rows.map(({ memberId, ...lived }) => [memberId, lived]));
  }
}
