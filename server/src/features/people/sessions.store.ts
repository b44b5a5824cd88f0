import { Injectable } from '@nestjs/common';
import type { Role } from '@vigil/shared/contract';
import type { Sql, Tx } from '../../platform/db/database.js';

const dayMs = 86_400_000;
/** A session ends this long after its start, however much it is used. */
export const sessionLifeMs = 30 * dayMs;
/** A session that nobody used for this long is over. */
export const sessionIdleMs = 7 * dayMs;
const seenEveryMs = 60_000;

/** A live session and who is behind it, as of now. */
export interface LiveSession {
  readonly id: string;
  readonly memberId: string;
  readonly role: Role;
  readonly departmentId: string | null;
}
export interface ListedSession {
  readonly id: string;
  readonly device: string;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
}
export interface EndedSession {
  readonly id: string;
  readonly memberId: string;
}

const alive = `s.expires_at > $1 AND s.last_seen_at > $1::timestamptz - interval '${sessionIdleMs / 1_000} seconds'`;

/** Rows of `session`: hashes of tokens, never a token. */
@Injectable()
export class SessionsStore {
  async start(tx: Tx, memberId: string, hash: Buffer, device: string, now: Date): Promise<string> {
    await tx.query(`DELETE FROM session s WHERE s.member_id = $2 AND NOT (${alive})`, [now, memberId]);
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO session (token_hash, member_id, device, started_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $4, $5) RETURNING id`,
      [hash, memberId, device, now, new Date(now.getTime() + sessionLifeMs)],
    );
    return row?.id ?? '';
  }

  /** The session behind a token, if it lives and its member is active; notes the visit at most once a minute. */
  async find(sql: Sql, hash: Buffer, now: Date): Promise<LiveSession | null> {
    const [found] = await sql.query<LiveSession & { lastSeenAt: Date }>(
      `SELECT s.id, s.member_id AS "memberId", m.role, m.department_id AS "departmentId", s.last_seen_at AS "lastSeenAt"
       FROM session s JOIN member m ON m.id = s.member_id
       WHERE s.token_hash = $2 AND ${alive} AND m.deactivated_at IS NULL`,
      [now, hash],
    );
    if (found === undefined) return null;
    const { lastSeenAt, ...session } = found;
    if (now.getTime() - lastSeenAt.getTime() >= seenEveryMs)
      await sql.query(`UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2`, [
        session.id,
        now,
      ]);
    return session;
  }

  async list(sql: Sql, memberId: string, now: Date): Promise<ListedSession[]> {
    return sql.query<ListedSession>(
      `SELECT s.id, s.device, s.started_at AS "startedAt", s.last_seen_at AS "lastSeenAt" FROM session s
       WHERE s.member_id = $2 AND ${alive} ORDER BY s.last_seen_at DESC, s.id`,
      [now, memberId],
    );
  }

  async endByToken(tx: Tx, hash: Buffer): Promise<EndedSession[]> {
    return tx.query<EndedSession>(
      `DELETE FROM session WHERE token_hash = $1 RETURNING id, member_id AS "memberId"`,
      [hash],
    );
  }

  /** Ends one session, if it is the member's. */
  async endOne(tx: Tx, memberId: string, sessionId: string): Promise<EndedSession[]> {
    return tx.query<EndedSession>(
      `DELETE FROM session WHERE id = $1 AND member_id = $2 RETURNING id, member_id AS "memberId"`,
      [sessionId, memberId],
    );
  }

  async endAll(tx: Tx, memberId: string, exceptId: string | null = null): Promise<EndedSession[]> {
    return tx.query<EndedSession>(
      `DELETE FROM session WHERE member_id = $1 AND ($2::uuid IS NULL OR id <> $2) RETURNING id, member_id AS "memberId"`,
      [memberId, exceptId],
    );
  }
}
