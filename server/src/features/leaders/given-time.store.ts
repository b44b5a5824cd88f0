import { Injectable } from '@nestjs/common';
import { mostMinutes } from '@vigil/shared/leaders';
import type { Sql, Tx } from '../../platform/db/database.js';

export interface TimeDraft {
  readonly leaderId: string;
  /** Made by the leader: a retry is the same one. */
  readonly clientId: string;
  readonly departmentId: string;
  readonly minutes: number;
  readonly day: string;
  readonly words: string;
  readonly at: Date;
}
export interface TimeRow extends Omit<TimeDraft, 'clientId'> {
  readonly id: string;
  readonly withdrawnAt: Date | null;
}
/** Days from the first to the last one, both among them. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

const columns = `id, leader_id AS "leaderId", department_id AS "departmentId", minutes, day::text AS day, words, given_at AS at, withdrawn_at AS "withdrawnAt"`;
const most = 100;

/** Rows of `given_time`, and how much of a day one leader has given a department. */
@Injectable()
export class GivenTimeStore {
  /** Takes the id that the leader made. @returns null when it is taken */
  async claim(tx: Tx, draft: TimeDraft): Promise<TimeRow | null> {
    const [row] = await tx.query<TimeRow>(
      `INSERT INTO given_time (leader_id, client_id, department_id, minutes, day, words, given_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (leader_id, client_id) DO NOTHING RETURNING ${columns}`,
      [
        ...[draft.leaderId, draft.clientId, draft.departmentId, draft.minutes],
        ...[draft.day, draft.words, draft.at],
      ],
    );
    return row ?? null;
  }

  async byClientId(sql: Sql, leaderId: string, clientId: string): Promise<TimeRow | null> {
    const [row] = await sql.query<TimeRow>(
      `SELECT ${columns} FROM given_time WHERE leader_id = $1 AND client_id = $2`,
      [leaderId, clientId],
    );
    return row ?? null;
  }

  async find(sql: Sql, ids: readonly string[]): Promise<TimeRow[]> {
    return sql.query<TimeRow>(`SELECT ${columns} FROM given_time WHERE id = ANY($1::uuid[])`, [ids]);
  }

  /** Takes the minutes out of the day, if so many are left: looked at and taken in one statement. @returns whether they were */
  async take(tx: Tx, { leaderId, departmentId, day, minutes }: TimeRow): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO given_time_day AS d (leader_id, department_id, day, minutes) VALUES ($1, $2, $3, $4::int)
       ON CONFLICT (leader_id, department_id, day) DO UPDATE SET minutes = d.minutes + $4::int WHERE d.minutes + $4::int <= ${mostMinutes}
       RETURNING minutes`,
      [leaderId, departmentId, day, minutes],
    );
    return rows.length > 0;
  }

  /** Once: of two at the same time one does. @returns null when it stands no more, or never did for this leader */
  async withdraw(tx: Tx, leaderId: string, id: string, at: Date): Promise<TimeRow | null> {
    const [row] = await tx.query<TimeRow>(
      `UPDATE given_time SET withdrawn_at = $3 WHERE id = $1 AND leader_id = $2 AND withdrawn_at IS NULL RETURNING ${columns}`,
      [id, leaderId, at],
    );
    return row ?? null;
  }

  giveBack(tx: Tx, { leaderId, departmentId, day, minutes }: TimeRow): void {
    tx.write(
      `UPDATE given_time_day SET minutes = minutes - $4 WHERE leader_id = $1 AND department_id = $2 AND day = $3`,
      [leaderId, departmentId, day, minutes],
    );
  }

  /** What a leader gave, by day, the latest first. */
  async givenBy(sql: Sql, leaderId: string): Promise<TimeRow[]> {
    return sql.query<TimeRow>(
      `SELECT ${columns} FROM given_time WHERE leader_id = $1 ORDER BY day DESC, number DESC LIMIT ${most}`,
      [leaderId],
    );
  }

  /** What a department was given from a day on, likewise. */
  async givenTo(sql: Sql, departmentId: string, fromDay: string): Promise<TimeRow[]> {
    return sql.query<TimeRow>(
      `SELECT ${columns} FROM given_time WHERE department_id = $1 AND day >= $2 ORDER BY day DESC, number DESC LIMIT ${most}`,
      [departmentId, fromDay],
    );
  }

  /** Minutes that stand for a person of their departments, of each of these leaders. */
  async minutesOf(
    sql: Sql,
    leaderIds: readonly string[],
    { first, last }: Days,
  ): Promise<Map<string, number>> {
    const rows = await sql.query<{ id: string; n: number }>(
      `SELECT leader_id AS id, sum(minutes)::int AS n FROM given_time
       WHERE leader_id = ANY($1::uuid[]) AND day BETWEEN $2 AND $3 AND withdrawn_at IS NULL GROUP BY 1`,
      [leaderIds, first, last],
    );
    return new Map(rows.map(({ id, n }) => [id, n]));
  }
}
