import { Injectable } from '@nestjs/common';
import type { RequestState, RewardPicture } from '@vigil/shared/rewards';
import type { Sql, Tx } from '../../platform/db/database.js';

export interface RequestRow {
  readonly id: string;
  readonly memberId: string;
  readonly rewardId: string;
  readonly title: string;
  readonly price: number;
  readonly state: RequestState;
}
/** A request with its picture and the last that happened to it. */
export interface ShownRequestRow extends RequestRow {
  readonly picture: RewardPicture;
  readonly askedAt: Date;
  readonly changedAt: Date;
  readonly words: string | null;
}
export interface RequestStep {
  readonly requestId: string;
  readonly state: RequestState;
  readonly at: Date;
  /** Null: by itself, because nobody has to agree. */
  readonly byId: string | null;
  readonly words: string | null;
}
/** Which requests to show: somebody's own, or all that are open or over. */
export type WhichRequests = { readonly memberId: string } | { readonly view: 'open' | 'over' };

const columns = `q.id, q.member_id AS "memberId", q.reward_id AS "rewardId", q.title, q.price, q.state`;
const shownRequests = `SELECT ${columns}, r.picture, q.asked_at AS "askedAt", s.at AS "changedAt", s.words
  FROM reward_request q JOIN reward r ON r.id = q.reward_id JOIN reward_request_step s ON s.request_id = q.id AND s.state = q.state`;
const openStates = `('requested', 'approved')`;

/** Rows of `reward_request` and of the steps that each took. */
@Injectable()
export class RequestsStore {
  /** The request that somebody made under an id of theirs. */
  async byClientId(sql: Sql, memberId: string, clientId: string): Promise<RequestRow | null> {
    const [row] = await sql.query<RequestRow>(
      `SELECT ${columns} FROM reward_request q WHERE q.member_id = $1 AND q.client_id = $2`,
      [memberId, clientId],
    );
    return row ?? null;
  }

  /** Takes the id that the sender made. @returns null when it is taken, or no such reward is shown */
  async claim(
    tx: Tx,
    given: { memberId: string; clientId: string; rewardId: string; price: number; at: Date },
  ): Promise<RequestRow | null> {
    const [row] = await tx.query<RequestRow>(
      `INSERT INTO reward_request AS q (member_id, client_id, reward_id, title, price, asked_at)
       SELECT $1, $2, id, title, $4, $5 FROM reward WHERE id = $3 AND visibility = 'shown'
       ON CONFLICT (member_id, client_id) DO NOTHING RETURNING ${columns}`,
      [given.memberId, given.clientId, given.rewardId, given.price, given.at],
    );
    return row ?? null;
  }

  async lock(tx: Tx, id: string): Promise<RequestRow | null> {
    const [row] = await tx.query<RequestRow>(
      `SELECT ${columns} FROM reward_request q WHERE q.id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** Writes down where a request came to. The row is locked, or new. */
  step(tx: Tx, { requestId, state, at, byId, words }: RequestStep): void {
    tx.write(`UPDATE reward_request SET state = $2 WHERE id = $1`, [requestId, state]);
    tx.write(
      `INSERT INTO reward_request_step (request_id, state, at, by_id, words) VALUES ($1, $2, $3, $4, $5)`,
      [requestId, state, at, byId, words],
    );
  }

  async shown(sql: Sql, id: string): Promise<ShownRequestRow | null> {
    const [row] = await sql.query<ShownRequestRow>(`${shownRequests} WHERE q.id = $1`, [id]);
    return row ?? null;
  }

  /** Open ones as they came, all others newest first. @param after the last one already seen */
  async page(
    sql: Sql,
    which: WhichRequests,
    limit: number,
    after: string | null = null,
  ): Promise<ShownRequestRow[]> {
    const own = 'memberId' in which;
    const open = !own && which.view === 'open';
    const where = own
      ? 'q.member_id = $3'
      : `$3::uuid IS NULL AND q.state ${open ? 'IN' : 'NOT IN'} ${openStates}`;
    const seen = `(SELECT number FROM reward_request WHERE id = $2)`;
    return sql.query<ShownRequestRow>(
      `${shownRequests} WHERE ${where} AND ($2::uuid IS NULL OR q.number ${open ? '>' : '<'} ${seen})
       ORDER BY q.number ${open ? 'ASC' : 'DESC'} LIMIT $1`,
      [limit, after, own ? which.memberId : null],
    );
  }
}
