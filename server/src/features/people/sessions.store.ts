import { Injectable } from '@nestjs/common';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import type { Sql, Tx } from '../../platform/db/database.js';

const dayMs = 86_400_000;
/** A session ends this long after its start, however much it is used. */
export const sessionLifeMs = 30 * dayMs;
/** A session that nobody used for this long is over. */
export const sessionIdleMs = 7 * dayMs;
const seenEveryMs = 60_000;

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

interface Found extends Pick<SessionPrincipal, 'memberId' | 'role' | 'departmentId'> {
  readonly place: number;
  readonly id: string;
  readonly due: boolean;
}

/** Looked up one by one by their keys, whatever the planner knows of the table. */
const findThem = `
  SELECT asked.place::int4, found.* FROM unnest($2::text[]) WITH ORDINALITY AS asked (hash, place) CROSS JOIN LATERAL (
    SELECT s.id, s.member_id AS "memberId", m.role, m.department_id AS "departmentId",
      s.last_seen_at <= $1::timestamptz - interval '${seenEveryMs} milliseconds' AS due
    FROM session s JOIN member m ON m.id = s.member_id
    WHERE s.token_hash = decode(asked.hash, 'hex') AND ${alive} AND m.deactivated_at IS NULL OFFSET 0) found`;
/** A session that somebody else holds is about to end, or is being noted: nobody waits for it. */
const noteVisits = `
  UPDATE session SET last_seen_at = $1
  WHERE id IN (SELECT id FROM session WHERE id = ANY($2::uuid[]) AND last_seen_at < $1 FOR NO KEY UPDATE SKIP LOCKED)`;

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

  /**
   * The sessions behind tokens, in their order: each if it lives and its member is active. Notes the visits, each at most
   * once a minute.
   * @param hashes in hexadecimal digits
   */
  async find(sql: Sql, hashes: readonly string[], now: Date): Promise<(SessionPrincipal | null)[]> {
    const found = await sql.query<Found>(findThem, [now, `{${hashes.join(',')}}`], 'find-sessions');
    const due = new Set(found.flatMap((session) => (session.due ? session.id : [])));
    if (due.size > 0) await sql.query(noteVisits, [now, [...due]]);
    const sessions = new Array<SessionPrincipal | null>(hashes.length).fill(null);
    for (const { place, id, memberId, role, departmentId } of found)
      sessions[place - 1] = { by: 'session', sessionId: id, memberId, role, departmentId };
    return sessions;
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
