import { Injectable } from '@nestjs/common';
import { countedThoughQuiet } from '@vigil/shared/badges';
import { passiveKinds } from '@vigil/shared/streaks';
import type { Sql, Tx } from '../../platform/db/database.js';
import { heldTiers } from './grants.store.js';
import type { MemberBook } from './kept-books.js';

interface BookRow {
  readonly memberId: string;
  readonly kinds: readonly string[] | null;
  readonly counts: readonly number[] | null;
  readonly held: string | null;
  readonly day: string | null;
}

function bookOf({ kinds, counts, held, day }: BookRow): MemberBook {
  const byKind = (kinds ?? []).map((kind, i): [string, number] => [kind, counts?.[i] ?? 0]);
  return { counts: new Map(byKind), held: held === null ? [] : heldTiers(held), lastDay: day };
}

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
      `SELECT m.id AS "memberId", c.kinds, c.counts FROM unnest($1::uuid[]) m (id) CROSS JOIN LATERAL (
         SELECT array_agg(kind) AS kinds, array_agg(n) AS counts FROM (
           SELECT kind, sum(sign(points))::int AS n FROM points_entry
           WHERE member_id = m.id AND kind = ANY($2::text[]) AND part = 'base' AND (NOT quiet OR kind = ANY($3::text[]))
           GROUP BY kind) k) c
       WHERE c.kinds IS NOT NULL`,
      [memberIds, kinds, countedThoughQuiet],
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

  /** All that facts are settled from, of each member in one row; who has nothing is missing. */
  async books(sql: Sql, memberIds: readonly string[]): Promise<Map<string, MemberBook>> {
    const rows = await sql.query<BookRow>(
      `SELECT m.id AS "memberId", c.kinds, c.counts, g.held, d.day::text FROM unnest($1::uuid[]) m (id)
       CROSS JOIN LATERAL (SELECT array_agg(kind) AS kinds, array_agg(n) AS counts FROM (
         SELECT kind, sum(sign(points))::int AS n FROM points_entry
         WHERE member_id = m.id AND part = 'base' AND (NOT quiet OR kind = ANY($2::text[])) GROUP BY kind) k WHERE n <> 0) c
       CROSS JOIN LATERAL (SELECT string_agg(badge || ' ' || tier || ' ' || revision, ',') AS held FROM badge_grant
         WHERE member_id = m.id AND withdrawn_at IS NULL) g
       LEFT JOIN LATERAL (SELECT local_day AS day FROM behaviour WHERE member_id = m.id AND local_day IS NOT NULL
         AND (points > 0 OR kind = 'check.daily') AND kind <> ALL($3::text[]) ORDER BY id DESC LIMIT 1) d ON true`,
      [memberIds, countedThoughQuiet, [...passiveKinds, 'check.correct', 'simulation.passed']],
      'badges-books',
    );
    return new Map(rows.map((row) => [row.memberId, bookOf(row)]));
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
