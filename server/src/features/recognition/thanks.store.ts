import { Injectable } from '@nestjs/common';
import type { Thanks, Weighing } from '@vigil/shared/recognition';
import { columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';

type Row = Omit<Thanks, 'atMs' | 'fresh'> & { readonly at: Date };
/** A recognition that counts and has brought nothing yet. */
export interface Due {
  readonly id: string;
  readonly giverId: string;
  readonly receiverId: string;
  readonly at: Date;
  readonly isHere: boolean;
}

/** Recognition from person to person as the rule about weight sees it. */
@Injectable()
export class ThanksStore {
  /** Locks what is open and was given before `until`, in id order: whoever comes second finds nothing open any more. */
  async lockOpen(tx: Tx, until: Date): Promise<Date | null> {
    const rows = await tx.query<{ at: Date }>(
      `SELECT given_at AS at FROM recognition WHERE weighing = 'open' AND given_at < $1 ORDER BY id FOR NO KEY UPDATE`,
      [until],
    );
    const first = Math.min(...rows.map(({ at }) => at.getTime()));
    return rows.length === 0 ? null : new Date(first);
  }

  /** What stands of a time, from person to person, with whether each giver had joined less than so many days before. */
  async between(sql: Sql, from: Date, until: Date, tenureDays: number): Promise<Thanks[]> {
    const rows = await sql.query<Row & { readonly fresh: boolean }>(
      `SELECT r.id, r.giver_id AS "giverId", r.receiver_id AS "receiverId", r.given_at AS at, r.weighing,
         r.given_at::date - m.joined_on < $3 AS fresh
       FROM recognition r JOIN member m ON m.id = r.giver_id
       WHERE r.receiver_id IS NOT NULL AND r.given_at >= $1 AND r.given_at < $2 AND r.withdrawn_at IS NULL AND r.hidden_at IS NULL
       ORDER BY r.given_at, r.id`,
      [from, until, tenureDays],
    );
    return rows.map(({ at, ...row }) => ({ ...row, atMs: at.getTime() }));
  }

  /** Writes decisions down; whatever is still open of that time did not stand. */
  decide(tx: Tx, decisions: ReadonlyMap<string, Weighing>, until: Date): void {
    const rows = [...decisions].map(([id, weighing]) => ({ id, weighing }));
    tx.write(
      `UPDATE recognition r SET weighing = d.weighing FROM unnest($1::uuid[], $2::text[]) d (id, weighing) WHERE r.id = d.id`,
      columns(rows, 'id', 'weighing'),
    );
    tx.write(`UPDATE recognition SET weighing = 'gone' WHERE weighing = 'open' AND given_at < $1`, [until]);
  }

  /** Takes some that have to be paid; those that another process holds are its own. */
  async takeDue(tx: Tx, limit: number): Promise<Due[]> {
    return tx.query<Due>(
      `SELECT r.id, r.giver_id AS "giverId", r.receiver_id AS "receiverId", r.given_at AS at, m.deactivated_at IS NULL AS "isHere"
       FROM recognition r JOIN member m ON m.id = r.receiver_id
       WHERE r.weighing = 'counts' AND r.paid_at IS NULL AND r.withdrawn_at IS NULL AND r.hidden_at IS NULL
       ORDER BY r.id LIMIT $1 FOR NO KEY UPDATE OF r SKIP LOCKED`,
      [limit],
    );
  }

  paid(tx: Tx, ids: readonly string[], at: Date): void {
    tx.write(`UPDATE recognition SET paid_at = $2 WHERE id = ANY($1::uuid[])`, [ids, at]);
  }

  /** Whoever has left gets none. */
  missed(tx: Tx, ids: readonly string[]): void {
    tx.write(`UPDATE recognition SET weighing = 'gone' WHERE id = ANY($1::uuid[])`, [ids]);
  }
}
