import { Injectable } from '@nestjs/common';
import type { Sql, Tx } from '../../platform/db/database.js';

const hourMs = 3_600_000;
/** How long a link is good for, by purpose. */
export const linkLifeMs = {
  'set-password': 7 * 24 * hourMs,
  'reset-password': 24 * hourMs,
  'first-administrator': 7 * 24 * hourMs,
} as const;
export type LinkPurpose = keyof typeof linkLifeMs;

export interface OpenLink {
  readonly purpose: LinkPurpose;
  readonly memberId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly expiresAt: Date;
}
export interface NewLink {
  readonly hash: Buffer;
  readonly purpose: LinkPurpose;
  readonly memberId: string | null;
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

const open = `l.used_at IS NULL AND l.expires_at > $2 AND (l.member_id IS NULL OR EXISTS
  (SELECT 1 FROM member a WHERE a.id = l.member_id AND a.deactivated_at IS NULL))`;

/** Rows of `one_time_link`: hashes of tokens, never a token. */
@Injectable()
export class LinksStore {
  async add(sql: Sql, links: readonly NewLink[]): Promise<void> {
    await sql.query(
      `INSERT INTO one_time_link (token_hash, purpose, member_id, created_by, created_at, expires_at)
       SELECT * FROM unnest($1::bytea[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::timestamptz[])`,
      [
        links.map((l) => l.hash),
        links.map((l) => l.purpose),
        links.map((l) => l.memberId),
        links.map((l) => l.createdBy),
        links.map((l) => l.createdAt),
        links.map((l) => new Date(l.createdAt.getTime() + linkLifeMs[l.purpose])),
      ],
    );
  }

  /** A link that can still be used. */
  async find(sql: Sql, hash: Buffer, now: Date): Promise<OpenLink | null> {
    const [found] = await sql.query<OpenLink>(
      `SELECT l.purpose, l.member_id AS "memberId", m.first_name || ' ' || m.last_name AS name, m.email, l.expires_at AS "expiresAt"
       FROM one_time_link l LEFT JOIN member m ON m.id = l.member_id WHERE l.token_hash = $1 AND ${open}`,
      [hash, now],
    );
    return found ?? null;
  }

  /** Uses the link up. @returns false when somebody was faster */
  async use(tx: Tx, hash: Buffer, now: Date): Promise<boolean> {
    const used = await tx.query(
      `UPDATE one_time_link l SET used_at = $2 WHERE l.token_hash = $1 AND ${open} RETURNING l.id`,
      [hash, now],
    );
    return used.length > 0;
  }

  /** No open link of the member works any more. */
  async voidAll(tx: Tx, memberId: string, now: Date): Promise<void> {
    await tx.query(`UPDATE one_time_link SET used_at = $2 WHERE member_id = $1 AND used_at IS NULL`, [
      memberId,
      now,
    ]);
  }

  async voidFirstAdministrator(tx: Tx, now: Date): Promise<void> {
    await tx.query(
      `UPDATE one_time_link SET used_at = $1 WHERE purpose = 'first-administrator' AND used_at IS NULL`,
      [now],
    );
  }
}
