import { Injectable } from '@nestjs/common';
import type { ReportKind } from '@vigil/shared/reports';
import { columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';
import type { ReportRow } from './reports.types.js';

/** When a report got its answer; minutes only where a person gave it. */
export interface Answer {
  readonly id: string;
  readonly minutes: number | null;
  readonly workingMinutes: number | null;
}

/** Rows of `report`. */
@Injectable()
export class ReportsStore {
  async find(
    sql: Sql,
    reporterId: string,
    clientId: string,
  ): Promise<{ id: string; bodyHash: Buffer } | null> {
    const [row] = await sql.query<{ id: string; bodyHash: Buffer }>(
      `SELECT id, body_hash AS "bodyHash" FROM report WHERE reporter_id = $1 AND client_id = $2`,
      [reporterId, clientId],
    );
    return row ?? null;
  }

  /** Takes the id that the sender made, unless it is taken. @returns the report's own id, or null */
  async claim(
    tx: Tx,
    given: { reporterId: string; clientId: string; bodyHash: Buffer; createdAt: Date },
  ): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO report (reporter_id, client_id, body_hash, kind, created_at) VALUES ($1, $2, $3, 'mail', $4)
       ON CONFLICT (reporter_id, client_id) DO NOTHING RETURNING id`,
      [given.reporterId, given.clientId, given.bodyHash, given.createdAt],
    );
    return row?.id ?? null;
  }

  /** Puts a claimed report to its group. @returns whether the same person had told of it before */
  async place(tx: Tx, id: string, groupId: string, kind: ReportKind, text: string): Promise<boolean> {
    const [row] = await tx.query<{ again: boolean }>(
      `UPDATE report r SET group_id = $2, kind = $3, text = $4,
         again = EXISTS (SELECT FROM report o WHERE o.group_id = $2 AND o.reporter_id = r.reporter_id AND o.id <> r.id)
       WHERE id = $1 RETURNING again`,
      [id, groupId, kind, text],
    );
    return row?.again ?? false;
  }

  /** Reports of a group, the first first. The group's lock keeps others from coming. */
  async ofGroup(tx: Tx, groupId: string): Promise<ReportRow[]> {
    return tx.query<ReportRow>(
      `SELECT id, reporter_id AS "reporterId", kind, again, created_at AS "createdAt", answered_at AS "answeredAt"
       FROM report WHERE group_id = $1 ORDER BY created_at, id`,
      [groupId],
    );
  }

  /** Moves all reports of a group to another, where each person counts once. @returns those that moved */
  async move(tx: Tx, from: string, to: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE report r SET group_id = $2,
         again = again OR EXISTS (SELECT FROM report o WHERE o.group_id = $2 AND o.reporter_id = r.reporter_id)
       WHERE group_id = $1 RETURNING id`,
      [from, to],
    );
    return rows.map((row) => row.id);
  }

  /** Notes answers; how long one took is what the first one took. */
  async answer(tx: Tx, answers: readonly Answer[], at: Date): Promise<void> {
    await tx.query(
      `UPDATE report r SET answered_at = $1,
         answer_minutes = CASE WHEN r.answered_at IS NULL THEN a.minutes ELSE r.answer_minutes END,
         answer_working_minutes = CASE WHEN r.answered_at IS NULL THEN a.working ELSE r.answer_working_minutes END
       FROM unnest($2::uuid[], $3::int[], $4::int[]) AS a (id, minutes, working) WHERE r.id = a.id`,
      [at, ...columns(answers, 'id', 'minutes', 'workingMinutes')],
    );
  }

  /** Entries of the ledger about an object that nobody has taken back, one for each fact. */
  async standingFor(tx: Tx, memberIds: readonly string[], object: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT min(e.id) AS id FROM points_entry e
       WHERE e.member_id = ANY($1::uuid[]) AND e.object = $2 AND e.reverses_id IS NULL
         AND NOT EXISTS (SELECT FROM points_entry r WHERE r.reverses_id = e.id)
       GROUP BY e.member_id, e.behaviour_id ORDER BY e.member_id, e.behaviour_id`,
      [memberIds, object],
    );
    return rows.map((row) => row.id);
  }
}
