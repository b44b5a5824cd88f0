import { Injectable } from '@nestjs/common';
import { column, columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';

/** Where somebody belonged, and by which clock they live; both null for whom nobody knows. */
export interface Place {
  readonly departmentId: string | null;
  readonly timeZone: string | null;
}

/** Rows of `membership`: who belonged where, and when. An active member has exactly one that is open. */
@Injectable()
export class MembershipsStore {
  /** Brings the history up to what `member` says now: closes what is over, opens what began. */
  async follow(tx: Tx, memberIds: readonly string[], now: Date): Promise<void> {
    await tx.query(
      `UPDATE membership s SET until_at = greatest(s.from_at, $2) FROM member m
       WHERE m.id = ANY($1::uuid[]) AND s.member_id = m.id AND s.until_at IS NULL
         AND (m.deactivated_at IS NOT NULL OR s.department_id IS DISTINCT FROM m.department_id)`,
      [memberIds, now],
    );
    await tx.query(
      `INSERT INTO membership (member_id, department_id, from_at)
       SELECT m.id, m.department_id, greatest($2, (SELECT max(p.until_at) FROM membership p WHERE p.member_id = m.id))
       FROM member m WHERE m.id = ANY($1::uuid[]) AND m.deactivated_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM membership s WHERE s.member_id = m.id AND s.until_at IS NULL)`,
      [memberIds, now],
    );
  }

  /**
   * Where each member belonged at the instant, and the zone of their clock now: since the latest membership that had begun; before all of them, the first.
   * Answers come in the order of the questions.
   */
  async at(
    sql: Sql,
    questions: readonly { readonly memberId: string; readonly atMs: number }[],
  ): Promise<Place[]> {
    if (questions.length === 0) return [];
    return sql.query<Place>(
      `SELECT coalesce(begun.department_id, CASE WHEN begun.id IS NULL THEN first.department_id END) AS "departmentId",
         m.time_zone AS "timeZone"
       FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY q (member_id, at, n) LEFT JOIN member m ON m.id = q.member_id
       LEFT JOIN LATERAL (SELECT s.id, s.department_id FROM membership s WHERE s.member_id = q.member_id AND s.from_at <= q.at
         ORDER BY s.from_at DESC, s.id DESC LIMIT 1) begun ON true
       LEFT JOIN LATERAL (SELECT s.department_id FROM membership s WHERE s.member_id = q.member_id
         ORDER BY s.from_at, s.id LIMIT 1) first ON begun.id IS NULL
       ORDER BY q.n`,
      [...columns(questions, 'memberId'), column(questions, (q) => new Date(q.atMs))],
      'membership-at',
    );
  }
}
