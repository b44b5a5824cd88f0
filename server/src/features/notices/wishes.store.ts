import { Injectable } from '@nestjs/common';
import {
  type NoticeChoice,
  type NoticeKind,
  noticeKindNames,
  type NoticeWishes,
  type QuietHours,
} from '@vigil/shared/notices';
import { columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';

/** Rows of `notice_choice` and `quiet_hours`: what somebody wants to be told, and when not. */
@Injectable()
export class WishesStore {
  /** What was chosen; other kinds are as usual. */
  async choices(sql: Sql, memberId: string): Promise<Map<NoticeKind, NoticeChoice>> {
    const rows = await sql.query<{ kind: NoticeKind; choice: NoticeChoice }>(
      `SELECT kind, choice FROM notice_choice WHERE member_id = $1 AND kind = ANY($2::text[])`,
      [memberId, noticeKindNames],
    );
    return new Map(rows.map(({ kind, choice }) => [kind, choice]));
  }

  async quietHours(sql: Sql, memberId: string): Promise<QuietHours | null> {
    const [row] = await sql.query<QuietHours>(
      `SELECT from_minute AS "fromMinute", until_minute AS "untilMinute" FROM quiet_hours WHERE member_id = $1`,
      [memberId],
    );
    return row ?? null;
  }

  /** A kind that is named twice is as it was named last. */
  keep(tx: Tx, memberId: string, { kinds, quietHours }: NoticeWishes): void {
    const last = [...new Map(kinds.map((one) => [one.kind, one])).values()];
    tx.write(
      `INSERT INTO notice_choice (member_id, kind, choice) SELECT $1, w.kind, w.choice
       FROM unnest($2::text[], $3::text[]) AS w (kind, choice) ORDER BY w.kind
       ON CONFLICT (member_id, kind) DO UPDATE SET choice = excluded.choice`,
      [memberId, ...columns(last, 'kind', 'choice')],
    );
    if (quietHours === null) tx.write(`DELETE FROM quiet_hours WHERE member_id = $1`, [memberId]);
    else
      tx.write(
        `INSERT INTO quiet_hours (member_id, from_minute, until_minute) VALUES ($1, $2, $3)
         ON CONFLICT (member_id) DO UPDATE SET from_minute = excluded.from_minute, until_minute = excluded.until_minute`,
        [memberId, quietHours.fromMinute, quietHours.untilMinute],
      );
  }
}
