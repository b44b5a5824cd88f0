import { Injectable } from '@nestjs/common';
import type { Leave, TimeAway } from '@vigil/shared/streaks';
import type { Sql, Tx } from '../../platform/db/database.js';

/** More absences than anybody has in years. */
const most = 300;

/** Rows of `member_leave`: when somebody is away, never why. */
@Injectable()
export class LeaveStore {
  /** Latest first. */
  async of(sql: Sql, memberId: string): Promise<Leave[]> {
    return sql.query<Leave>(
      `SELECT id, from_day::text AS "fromDay", until_day::text AS "untilDay" FROM member_leave WHERE member_id = $1
       ORDER BY from_day DESC, until_day DESC, id`,
      [memberId],
    );
  }

  /** @returns null when there are too many already */
  async add(tx: Tx, memberId: string, { fromDay, untilDay }: TimeAway): Promise<Leave | null> {
    await tx.query(`SELECT FROM member WHERE id = $1 FOR NO KEY UPDATE`, [memberId]);
    const [row] = await tx.query<Leave>(
      `INSERT INTO member_leave (member_id, from_day, until_day)
       SELECT $1, $2, $3 WHERE (SELECT count(*) FROM member_leave WHERE member_id = $1) < ${most}
       RETURNING id, from_day::text AS "fromDay", until_day::text AS "untilDay"`,
      [memberId, fromDay, untilDay],
    );
    return row ?? null;
  }

  /** @returns whether there was such an absence of theirs */
  async remove(sql: Sql, memberId: string, id: string): Promise<boolean> {
    const rows = await sql.query(`DELETE FROM member_leave WHERE id = $1 AND member_id = $2 RETURNING id`, [
      id,
      memberId,
    ]);
    return rows.length > 0;
  }
}
