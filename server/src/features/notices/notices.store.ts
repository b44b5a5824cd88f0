import { Injectable } from '@nestjs/common';
import { type NoticeKind, noticeKindNames, ruleOfNotice } from '@vigil/shared/notices';
import { columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';
import type { NewNotice, NoticeFacts } from './notices.types.js';

export interface NoticeRow {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly facts: NoticeFacts;
  readonly at: Date;
  readonly readAt: Date | null;
}

/** No screen counts further. */
const mostUnread = 100;

/** Rows of `notice`. */
@Injectable()
export class NoticesStore {
  /**
   * Writes what was not written before, for people who are there and have not chosen otherwise. A unique key parts
   * those who write at once. @returns to whom something new was written
   */
  async add(tx: Tx, kind: NoticeKind, notices: readonly NewNotice[]): Promise<string[]> {
    if (notices.length === 0) return [];
    const rows = await tx.query<{ memberId: string }>(
      `INSERT INTO notice (member_id, kind, key, facts, at)
       SELECT n.member_id, $1, n.key, n.facts, n.at
       FROM unnest($2::uuid[], $3::text[], $4::jsonb[], $5::timestamptz[]) AS n (member_id, key, facts, at)
       JOIN member m ON m.id = n.member_id AND m.deactivated_at IS NULL
       LEFT JOIN notice_choice c ON c.member_id = n.member_id AND c.kind = $1
       WHERE coalesce(c.choice, $6) <> 'off'
       ORDER BY n.member_id, n.key ON CONFLICT (member_id, kind, key) DO NOTHING RETURNING member_id AS "memberId"`,
      [kind, ...columns(notices, 'memberId', 'key', 'facts', 'at'), ruleOfNotice(kind).usual],
    );
    return [...new Set(rows.map((row) => row.memberId))];
  }

  /** The newest first. @param before number of the last one already seen */
  async page(sql: Sql, memberId: string, limit: number, before: string | null): Promise<NoticeRow[]> {
    return sql.query<NoticeRow>(
      `SELECT id, kind, facts, at, read_at AS "readAt" FROM notice
       WHERE member_id = $1 AND kind = ANY($2::text[]) AND ($3::bigint IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
      [memberId, noticeKindNames, before, limit],
    );
  }

  async unread(sql: Sql, memberId: string): Promise<number> {
    const [row] = await sql.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT FROM notice WHERE member_id = $1 AND read_at IS NULL
         AND kind = ANY($2::text[]) LIMIT $3) found`,
      [memberId, noticeKindNames, mostUnread],
    );
    return row?.n ?? 0;
  }

  /** @returns whether the member has such a notice */
  async read(sql: Sql, memberId: string, id: string, at: Date): Promise<boolean> {
    const rows = await sql.query(
      `UPDATE notice SET read_at = coalesce(read_at, $3) WHERE member_id = $1 AND id = $2 RETURNING id`,
      [memberId, id, at],
    );
    return rows.length > 0;
  }

  async readUpTo(sql: Sql, memberId: string, id: string, at: Date): Promise<void> {
    await sql.query(`UPDATE notice SET read_at = $3 WHERE member_id = $1 AND id <= $2 AND read_at IS NULL`, [
      memberId,
      id,
      at,
    ]);
  }

  /** Takes away what is older, a portion at a time. @returns how many went */
  async forget(sql: Sql, olderThan: Date, most: number): Promise<number> {
    const rows = await sql.query(
      `DELETE FROM notice WHERE id IN (SELECT id FROM notice WHERE at < $1 ORDER BY at LIMIT $2) RETURNING id`,
      [olderThan, most],
    );
    return rows.length;
  }
}
