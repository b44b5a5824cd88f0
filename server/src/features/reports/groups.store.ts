import { Injectable } from '@nestjs/common';
import type { ReportKind, Verdict } from '@vigil/shared/reports';
import type { Tx } from '../../platform/db/database.js';
import type { GroupRow, NewVerdict } from './reports.types.js';

/** Rows of `report_group`, their keys and their verdicts. */
@Injectable()
export class GroupsStore {
  async create(
    tx: Tx,
    group: { id: string; kind: ReportKind; title: string; createdAt: Date },
  ): Promise<void> {
    await tx.query(`INSERT INTO report_group (id, kind, title, created_at) VALUES ($1, $2, $3, $4)`, [
      group.id,
      group.kind,
      group.title,
      group.createdAt,
    ]);
  }

  async lock(tx: Tx, id: string): Promise<GroupRow | null> {
    const [row] = await tx.query<GroupRow>(
      `SELECT id, kind, state, verdict_no AS "verdictNo", proved_no AS "provedNo", merged_into AS "mergedInto"
       FROM report_group WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** Which group knows one of these keys, but for one that is not meant. */
  async byKeys(tx: Tx, keys: readonly Buffer[], butNot: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT group_id AS id FROM report_group_key WHERE key = ANY($1::bytea[]) AND group_id <> $2 ORDER BY key LIMIT 1`,
      [keys, butNot],
    );
    return row?.id ?? null;
  }

  /**
   * Gives keys to a group, but for those that another one has: who comes at the same time waits here for the other.
   * @returns how many it got
   */
  async claimKeys(tx: Tx, keys: readonly Buffer[], groupId: string): Promise<number> {
    const rows = await tx.query(
      `INSERT INTO report_group_key (key, group_id) SELECT key, $2 FROM unnest($1::bytea[]) key ORDER BY key
       ON CONFLICT DO NOTHING RETURNING key`,
      [keys, groupId],
    );
    return rows.length;
  }

  async repoint(tx: Tx, from: string, to: string): Promise<void> {
    await tx.query(`UPDATE report_group_key SET group_id = $2 WHERE group_id = $1`, [from, to]);
  }

  /** The first look: from now on its reporters know that somebody is at it. */
  async review(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.query(
      `UPDATE report_group SET state = 'in-review', reviewed_at = $2 WHERE id = $1 AND state = 'new'`,
      [id, at],
    );
  }

  async decide(tx: Tx, given: NewVerdict, provedNo: number | null): Promise<void> {
    await tx.query(
      `INSERT INTO report_verdict (group_id, no, verdict, thanks, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [given.groupId, given.no, given.verdict, given.thanks, given.decidedBy, given.decidedAt],
    );
    await tx.query(
      `UPDATE report_group SET state = $2, verdict_no = $3, proved_no = $4, answered_at = $5,
         reviewed_at = coalesce(reviewed_at, $5) WHERE id = $1`,
      [given.groupId, given.verdict satisfies Verdict, given.no, provedNo, given.decidedAt],
    );
  }

  /** Puts a group, and those that were put to it before, to another one. */
  async merge(tx: Tx, id: string, into: string): Promise<void> {
    await tx.query(
      `UPDATE report_group SET state = 'duplicate', merged_into = $2 WHERE id = $1 OR merged_into = $1`,
      [id, into],
    );
  }
}
