import { Injectable } from '@nestjs/common';
import type { disputeOutcomes, disputeStates } from '@vigil/shared/corrections';
import type { Sql, Tx } from '../../platform/db/database.js';

export type DisputeState = (typeof disputeStates)[number];
export type DisputeOutcome = (typeof disputeOutcomes)[number];
/** What is questioned: an entry of the ledger, or a private note (by its case). */
export type DisputeAbout = { readonly entryId: string } | { readonly noteId: string };

export interface DisputeRow {
  readonly id: string;
  readonly memberId: string;
  readonly entryId: string | null;
  readonly noteId: string | null;
  readonly state: DisputeState;
  readonly askedAt: Date;
}
export interface StepRow {
  readonly disputeId: string;
  readonly authorId: string;
  readonly at: Date;
  readonly text: string;
  readonly outcome: DisputeOutcome | null;
}

const columns = `d.id, d.member_id AS "memberId", d.entry_id AS "entryId", d.case_id AS "noteId", d.state, d.asked_at AS "askedAt"`;

/** Rows of `dispute` and `dispute_step`. What was said is never changed. */
@Injectable()
export class DisputesStore {
  /** Opens a question, or opens one again that was explained. @returns null when it is open, or settled for good */
  async open(tx: Tx, memberId: string, about: DisputeAbout, now: Date): Promise<string | null> {
    const of = 'entryId' in about ? [about.entryId, null] : [null, about.noteId];
    const [made] = await tx.query<{ id: string }>(
      `INSERT INTO dispute (member_id, entry_id, case_id, asked_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id`,
      [memberId, ...of, now],
    );
    if (made !== undefined) return made.id;
    const [again] = await tx.query<{ id: string }>(
      `UPDATE dispute SET state = 'open', asked_at = $3 WHERE (entry_id = $1 OR case_id = $2) AND state = 'explained' RETURNING id`,
      [...of, now],
    );
    return again?.id ?? null;
  }

  async isOpen(tx: Tx, about: DisputeAbout): Promise<boolean> {
    const of = 'entryId' in about ? [about.entryId, null] : [null, about.noteId];
    const found = await tx.query(
      `SELECT FROM dispute WHERE (entry_id = $1 OR case_id = $2) AND state = 'open'`,
      of,
    );
    return found.length > 0;
  }

  async lock(tx: Tx, id: string): Promise<DisputeRow | null> {
    const [row] = await tx.query<DisputeRow>(`SELECT ${columns} FROM dispute d WHERE d.id = $1 FOR UPDATE`, [
      id,
    ]);
    return row ?? null;
  }

  async find(sql: Sql, id: string): Promise<DisputeRow | null> {
    const [row] = await sql.query<DisputeRow>(`SELECT ${columns} FROM dispute d WHERE d.id = $1`, [id]);
    return row ?? null;
  }

  async say(tx: Tx, step: StepRow, workingMinutes: number | null): Promise<void> {
    const { disputeId, at, authorId, text, outcome } = step;
    await tx.query(
      `INSERT INTO dispute_step (dispute_id, at, author_id, text, outcome, working_minutes) VALUES ($1, $2, $3, $4, $5, $6)`,
      [disputeId, at, authorId, text, outcome, workingMinutes],
    );
  }

  async settle(tx: Tx, id: string, outcome: DisputeOutcome): Promise<void> {
    await tx.query(`UPDATE dispute SET state = $2 WHERE id = $1`, [id, outcome]);
  }

  async mine(sql: Sql, memberId: string): Promise<DisputeRow[]> {
    return sql.query<DisputeRow>(
      `SELECT ${columns} FROM dispute d WHERE d.member_id = $1 ORDER BY d.asked_at DESC, d.id LIMIT 200`,
      [memberId],
    );
  }

  /** Those that wait longest first. @param after the last one already seen */
  async page(
    sql: Sql,
    asked: { open: boolean; after: { askedAt: Date; id: string } | null; limit: number },
  ): Promise<(DisputeRow & { readonly question: string })[]> {
    const order = asked.open ? { by: 'ASC', beyond: '>' } : { by: 'DESC', beyond: '<' };
    return sql.query(
      `SELECT ${columns},
         (SELECT s.text FROM dispute_step s WHERE s.dispute_id = d.id AND s.outcome IS NULL ORDER BY s.id DESC LIMIT 1) AS question
       FROM dispute d WHERE (d.state = 'open') = $1
         AND ($2::timestamptz IS NULL OR (date_trunc('milliseconds', d.asked_at), d.id) ${order.beyond} ($2, $3::uuid))
       ORDER BY date_trunc('milliseconds', d.asked_at) ${order.by}, d.id ${order.by} LIMIT $4`,
      [asked.open, asked.after?.askedAt ?? null, asked.after?.id ?? null, asked.limit],
    );
  }

  /** All that was said, in its order, by question. */
  async steps(sql: Sql, ids: readonly string[]): Promise<Map<string, StepRow[]>> {
    const rows = await sql.query<StepRow>(
      `SELECT dispute_id AS "disputeId", author_id AS "authorId", at, text, outcome FROM dispute_step
       WHERE dispute_id = ANY($1::uuid[]) ORDER BY id`,
      [ids],
    );
    const steps = new Map<string, StepRow[]>();
    for (const row of rows) steps.set(row.disputeId, [...(steps.get(row.disputeId) ?? []), row]);
    return steps;
  }

  /** How long answers took since then. */
  async figures(sql: Sql, since: Date): Promise<{ answered: number; median: number | null }> {
    const [row] = await sql.query<{ answered: number; median: number | null }>(
      `SELECT count(*)::int AS answered, percentile_cont(0.5) WITHIN GROUP (ORDER BY working_minutes) AS median
       FROM dispute_step WHERE outcome IS NOT NULL AND at > $1`,
      [since],
    );
    return row ?? { answered: 0, median: null };
  }
}
