import { Injectable } from '@nestjs/common';
import type { Spotlight, SpotlightSettings } from '@vigil/shared/leaders';
import type { Sql, Tx } from '../../platform/db/database.js';

export interface SpotlightDraft {
  readonly leaderId: string;
  /** Made by the leader: a retry is the same one. */
  readonly clientId: string;
  readonly receiverId: string;
  readonly lights: number;
  readonly brings: Spotlight['brings'];
  readonly words: string;
  readonly month: string;
  readonly approveAbove: number;
  readonly at: Date;
}
export interface SpotlightRow extends Omit<SpotlightDraft, 'clientId' | 'approveAbove'> {
  readonly id: string;
  readonly state: Spotlight['state'];
  readonly reason: string | null;
}

const settings = `monthly, approve_above AS "approveAbove"`;
const columns = `id, leader_id AS "leaderId", receiver_id AS "receiverId", lights, brings, words, month, state, asked_at AS at, declined_because AS reason`;
const most = 100;

/** Rows of `spotlight`, and what is left of the month's budget. */
@Injectable()
export class SpotlightsStore {
  /** Takes the id that the leader made. @returns null when it is taken */
  async claim(tx: Tx, draft: SpotlightDraft): Promise<SpotlightRow | null> {
    const [row] = await tx.query<SpotlightRow>(
      `INSERT INTO spotlight (leader_id, client_id, receiver_id, lights, brings, words, month, approve_above, asked_at, state)
       VALUES ($1, $2, $3, $4::int, $5, $6, $7, $8::int, $9, CASE WHEN $4::int > $8::int THEN 'waiting' ELSE 'granted' END)
       ON CONFLICT (leader_id, client_id) DO NOTHING RETURNING ${columns}`,
      [
        ...[draft.leaderId, draft.clientId, draft.receiverId, draft.lights, draft.brings],
        ...[draft.words, draft.month, draft.approveAbove, draft.at],
      ],
    );
    return row ?? null;
  }

  async byClientId(sql: Sql, leaderId: string, clientId: string): Promise<SpotlightRow | null> {
    const [row] = await sql.query<SpotlightRow>(
      `SELECT ${columns} FROM spotlight WHERE leader_id = $1 AND client_id = $2`,
      [leaderId, clientId],
    );
    return row ?? null;
  }

  async lock(tx: Tx, id: string): Promise<SpotlightRow | null> {
    const [row] = await tx.query<SpotlightRow>(
      `SELECT ${columns} FROM spotlight WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** The row is locked. @param reason why not; null grants it */
  decide(tx: Tx, id: string, byId: string, at: Date, reason: string | null): void {
    tx.write(
      `UPDATE spotlight SET state = CASE WHEN $4::text IS NULL THEN 'granted' ELSE 'declined' END, decided_by = $2, decided_at = $3,
         declined_because = $4 WHERE id = $1`,
      [id, byId, at, reason],
    );
  }

  /** Those that wait first, the longest waiting at the top; then the newest. @param leaderId only theirs */
  async list(sql: Sql, leaderId: string | null): Promise<SpotlightRow[]> {
    return sql.query<SpotlightRow>(
      `SELECT ${columns} FROM spotlight WHERE $1::uuid IS NULL OR leader_id = $1
       ORDER BY state <> 'waiting', CASE WHEN state = 'waiting' THEN number ELSE -number END LIMIT ${most}`,
      [leaderId],
    );
  }

  /** Lights that each of these people granted since. */
  async grantedBy(sql: Sql, leaderIds: readonly string[], since: Date): Promise<Map<string, number>> {
    const rows = await sql.query<{ id: string; n: number }>(
      `SELECT leader_id AS id, sum(lights)::int AS n FROM spotlight
       WHERE leader_id = ANY($1::uuid[]) AND asked_at >= $2 AND state = 'granted' GROUP BY 1`,
      [leaderIds, since],
    );
    return new Map(rows.map(({ id, n }) => [id, n]));
  }

  async settings(sql: Sql, lock = false): Promise<SpotlightSettings> {
    const [row] = await sql.query<SpotlightSettings>(
      `SELECT ${settings} FROM spotlight_settings ${lock ? 'FOR NO KEY UPDATE' : ''}`,
    );
    if (row === undefined) throw new Error('there is no budget for leaders');
    return row;
  }

  /** The row is locked. */
  set(tx: Tx, { monthly, approveAbove }: SpotlightSettings): void {
    tx.write(`UPDATE spotlight_settings SET monthly = $1, approve_above = $2`, [monthly, approveAbove]);
  }

  async used(sql: Sql, leaderId: string, month: string): Promise<number> {
    const [row] = await sql.query<{ used: number }>(
      `SELECT used FROM spotlight_budget WHERE leader_id = $1 AND month = $2`,
      [leaderId, month],
    );
    return row?.used ?? 0;
  }

  /** Spends lights, if so many are left: looked at and spent in one statement. @returns whether they were */
  async spend(tx: Tx, { leaderId, month, lights }: SpotlightRow, monthly: number): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO spotlight_budget AS b (leader_id, month, used, allowed) SELECT $1, $2, $3::int, $4::int WHERE $3::int <= $4::int
       ON CONFLICT (leader_id, month) DO UPDATE SET used = b.used + $3::int, allowed = $4::int WHERE b.used + $3::int <= $4::int
       RETURNING used`,
      [leaderId, month, lights, monthly],
    );
    return rows.length > 0;
  }

  giveBack(tx: Tx, { leaderId, month, lights }: SpotlightRow): void {
    tx.write(`UPDATE spotlight_budget SET used = used - $3 WHERE leader_id = $1 AND month = $2`, [
      leaderId,
      month,
      lights,
    ]);
  }
}
