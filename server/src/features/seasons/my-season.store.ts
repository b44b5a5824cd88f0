import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';

/** What one season was for one member, as the ledger has it. */
export interface MemberSeason {
  readonly points: number;
  /** Local days on which something brought points. */
  readonly days: number;
  readonly challenges: number;
  /** How often each kind brought points that stand. */
  readonly acts: ReadonlyMap<string, number>;
}
interface Window {
  readonly key: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * One member's season. Only what boards count: quiet points would tell, beside a board, how many practice mails somebody
 * passed. A reversal of a later season takes nothing from an earlier one.
 */
@Injectable()
export class MySeasonStore {
  async read(sql: Sql, memberId: string, { key, startsAt, endsAt }: Window): Promise<MemberSeason> {
    const [acts, [sums]] = await Promise.all([
      sql.query<{ kind: string; times: number }>(
        `SELECT e.kind, count(*)::int AS times FROM points_entry e
         LEFT JOIN points_entry r ON r.reverses_id = e.id AND r.counts_season = e.counts_season
         WHERE e.member_id = $1 AND e.counts_season = $2 AND NOT e.quiet AND e.part = 'base' AND e.reverses_id IS NULL AND r.id IS NULL
         GROUP BY e.kind`,
        [memberId, key],
      ),
      sql.query<{ points: number; days: number; challenges: number }>(
        `WITH mine AS (
           SELECT e.points, b.local_day FROM points_entry e LEFT JOIN behaviour b ON b.id = e.behaviour_id
           WHERE e.member_id = $1 AND e.counts_season = $2 AND NOT e.quiet)
         SELECT coalesce((SELECT sum(points) FROM mine), 0)::int AS points,
           (SELECT count(*) FROM (SELECT FROM mine WHERE local_day IS NOT NULL GROUP BY local_day HAVING sum(points) > 0) d)::int AS days,
           (SELECT count(DISTINCT s.challenge_id) FROM challenge_share s JOIN challenge c ON c.id = s.challenge_id
            WHERE s.member_id = $1 AND c.ends_at > $3 AND c.ends_at <= $4)::int AS challenges`,
        [memberId, key, startsAt, endsAt],
      ),
    ]);
    const { points = 0, days = 0, challenges = 0 } = sums ?? {};
    return { points, days, challenges, acts: new Map(acts.map(({ kind, times }) => [kind, times])) };
  }
}
