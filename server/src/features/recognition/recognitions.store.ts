import { Injectable } from '@nestjs/common';
import type { RecognitionVisibility, SecureBehaviour, Weighing } from '@vigil/shared/recognition';
import type { Sql, Tx } from '../../platform/db/database.js';

/** What is recognised of whom, before it stands. */
export interface RecognitionDraft {
  readonly giverId: string;
  /** Made by whoever gives: a retry is the same recognition. */
  readonly clientId: string;
  readonly receiverId: string | null;
  readonly departmentId: string | null;
  /** The name of a department, or of a team of a challenge; null for a person. */
  readonly team: string | null;
  readonly behaviour: SecureBehaviour;
  readonly words: string;
  readonly visibility: RecognitionVisibility;
  readonly month: string;
  readonly at: Date;
}
export interface RecognitionRow extends Omit<RecognitionDraft, 'clientId' | 'month'> {
  readonly id: string;
  readonly weighing: Weighing;
  /** When it became points. */
  readonly paidAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly hiddenAt: Date | null;
  readonly hiddenBecause: string | null;
}
/** Which ones to show: the wall, or somebody's own. */
export type WhichRecognitions =
  { readonly view: 'wall' } | { readonly view: 'given' | 'received'; readonly memberId: string };

const columns = `r.id, r.giver_id AS "giverId", r.receiver_id AS "receiverId", r.department_id AS "departmentId",
  coalesce(d.name, r.team) AS team, r.behaviour, r.words, r.visibility, r.given_at AS at, r.weighing,
  r.paid_at AS "paidAt", r.withdrawn_at AS "withdrawnAt", r.hidden_at AS "hiddenAt", r.hidden_because AS "hiddenBecause"`;
const from = `FROM recognition r LEFT JOIN department d ON d.id = r.department_id`;
const where = {
  wall: `r.visibility = 'public' AND r.withdrawn_at IS NULL AND r.hidden_at IS NULL AND $3::uuid IS NULL`,
  given: `r.giver_id = $3`,
  // what was taken back is gone for whoever had it
  received: `r.receiver_id = $3 AND r.withdrawn_at IS NULL AND r.hidden_at IS NULL`,
};

/** Rows of `recognition`: who recognised whom, and whether it still stands. */
@Injectable()
export class RecognitionsStore {
  /** Takes the id that the sender made. @returns null when it is taken */
  async claim(tx: Tx, draft: RecognitionDraft): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO recognition (giver_id, client_id, receiver_id, department_id, team, behaviour, words, visibility, month, given_at, weighing)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $3::uuid IS NULL THEN 'team' ELSE 'open' END)
       ON CONFLICT (giver_id, client_id) DO NOTHING RETURNING id`,
      [
        ...[draft.giverId, draft.clientId, draft.receiverId, draft.departmentId, draft.team],
        ...[draft.behaviour, draft.words, draft.visibility, draft.month, draft.at],
      ],
    );
    return row?.id ?? null;
  }

  /** The recognition that somebody gave under an id of theirs. */
  async byClientId(sql: Sql, giverId: string, clientId: string): Promise<RecognitionRow | null> {
    const [row] = await sql.query<RecognitionRow>(
      `SELECT ${columns} ${from} WHERE r.giver_id = $1 AND r.client_id = $2`,
      [giverId, clientId],
    );
    return row ?? null;
  }

  async find(sql: Sql, id: string): Promise<RecognitionRow | null> {
    const [row] = await sql.query<RecognitionRow>(`SELECT ${columns} ${from} WHERE r.id = $1`, [id]);
    return row ?? null;
  }

  async lock(tx: Tx, id: string): Promise<RecognitionRow | null> {
    const [row] = await tx.query<RecognitionRow>(
      `SELECT ${columns} ${from} WHERE r.id = $1 FOR NO KEY UPDATE OF r`,
      [id],
    );
    return row ?? null;
  }

  /** The row is locked. */
  withdraw(tx: Tx, id: string, at: Date): void {
    tx.write(`UPDATE recognition SET withdrawn_at = $2 WHERE id = $1`, [id, at]);
  }

  /** The row is locked. */
  hide(tx: Tx, id: string, at: Date, reason: string): void {
    tx.write(`UPDATE recognition SET hidden_at = $2, hidden_because = $3 WHERE id = $1`, [id, at, reason]);
  }

  /** Newest first. @param after the last one already seen */
  async page(
    sql: Sql,
    which: WhichRecognitions,
    limit: number,
    after: string | null = null,
  ): Promise<RecognitionRow[]> {
    return sql.query<RecognitionRow>(
      `SELECT ${columns} ${from} WHERE ${where[which.view]}
         AND ($2::uuid IS NULL OR r.number < (SELECT number FROM recognition WHERE id = $2))
       ORDER BY r.number DESC LIMIT $1`,
      [limit, after, 'memberId' in which ? which.memberId : null],
    );
  }

  /** The entry that a recognition brought and that still stands. */
  async entryOf(tx: Tx, sourceId: string, naturalKey: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT e.id FROM behaviour b JOIN points_entry e ON e.behaviour_id = b.id
       WHERE b.source_id = $1 AND b.natural_key = $2 AND NOT EXISTS (SELECT FROM points_entry t WHERE t.reverses_id = e.id)
       ORDER BY e.id LIMIT 1`,
      [sourceId, naturalKey],
    );
    return row?.id ?? null;
  }
}
