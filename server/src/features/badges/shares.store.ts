import { Injectable } from '@nestjs/common';
import type { Sql, Tx } from '../../platform/db/database.js';

/** Whom an address is about. */
export interface SharedBadge {
  readonly memberId: string;
  readonly badge: string;
  readonly withName: boolean;
}
/** An address that its owner switched on. */
export interface Share {
  readonly proofId: string;
  readonly withName: boolean;
}

/** Rows of `badge_share`: addresses at which strangers can check a badge. PostgreSQL draws them; switched off, one is gone. */
@Injectable()
export class SharesStore {
  async find(sql: Sql, proofId: string): Promise<SharedBadge | null> {
    const [row] = await sql.query<SharedBadge>(
      `SELECT member_id AS "memberId", badge, with_name AS "withName" FROM badge_share WHERE proof_id = $1`,
      [proofId],
    );
    return row ?? null;
  }

  async of(sql: Sql, memberId: string, badge: string): Promise<Share | null> {
    const [row] = await sql.query<Share>(
      `SELECT proof_id AS "proofId", with_name AS "withName" FROM badge_share WHERE member_id = $1 AND badge = $2`,
      [memberId, badge],
    );
    return row ?? null;
  }

  async switchOn(tx: Tx, memberId: string, badge: string, withName: boolean): Promise<Share> {
    const [row] = await tx.query<Share>(
      `INSERT INTO badge_share (member_id, badge, with_name) VALUES ($1, $2, $3)
       ON CONFLICT (member_id, badge) DO UPDATE SET with_name = excluded.with_name
       RETURNING proof_id AS "proofId", with_name AS "withName"`,
      [memberId, badge, withName],
    );
    if (row === undefined) throw new Error('an address was not written');
    return row;
  }

  async switchOff(sql: Sql, memberId: string, badge: string): Promise<void> {
    await sql.query(`DELETE FROM badge_share WHERE member_id = $1 AND badge = $2`, [memberId, badge]);
  }
}
