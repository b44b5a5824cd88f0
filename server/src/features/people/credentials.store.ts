import { Injectable } from '@nestjs/common';
import type { Sql, Tx } from '../../platform/db/database.js';

export interface Account {
  readonly memberId: string;
  /** Null: no password has been set yet. */
  readonly passwordHash: string | null;
}

/** Rows of `credential`: password hashes. */
@Injectable()
export class CredentialsStore {
  /** The active member behind an address. Aliases sign nobody in. */
  async account(sql: Sql, key: string): Promise<Account | null> {
    const [found] = await sql.query<Account>(
      `SELECT m.id AS "memberId", c.password_hash AS "passwordHash" FROM member m LEFT JOIN credential c ON c.member_id = m.id
       WHERE m.email_key = $1 AND m.deactivated_at IS NULL`,
      [key],
    );
    return found ?? null;
  }

  async passwordHash(sql: Sql, memberId: string): Promise<string | null> {
    const [found] = await sql.query<{ hash: string }>(
      `SELECT password_hash AS hash FROM credential WHERE member_id = $1`,
      [memberId],
    );
    return found?.hash ?? null;
  }

  /** Sets the password; whoever asked for a new one has it now. */
  async set(tx: Tx, memberId: string, passwordHash: string, now: Date): Promise<void> {
    await tx.query(
      `INSERT INTO credential (member_id, password_hash, changed_at) VALUES ($1, $2, $3)
       ON CONFLICT (member_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at`,
      [memberId, passwordHash, now],
    );
    await tx.query(`UPDATE member SET reset_requested_at = NULL WHERE id = $1`, [memberId]);
  }

  /** Locks the member's row while they are active, so that nobody deactivates them meanwhile. */
  async lockActive(tx: Tx, memberId: string): Promise<boolean> {
    const found = await tx.query(`SELECT 1 FROM member WHERE id = $1 AND deactivated_at IS NULL FOR UPDATE`, [
      memberId,
    ]);
    return found.length > 0;
  }

  /** Notes that somebody asked for a new password; an unknown address changes nothing. */
  async requestReset(sql: Sql, key: string, now: Date): Promise<void> {
    await sql.query(
      `UPDATE member SET reset_requested_at = $2 WHERE email_key = $1 AND deactivated_at IS NULL`,
      [key, now],
    );
  }
}
