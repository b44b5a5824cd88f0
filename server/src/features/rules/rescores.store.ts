import { Injectable } from '@nestjs/common';
import type { Rescore } from '@vigil/shared/rules';
import type { Sql, Tx } from '../../platform/db/database.js';

/** A proposal before it is written. */
export interface NewRescore {
  readonly revision: number;
  readonly firstWeek: string;
  readonly lastWeek: string;
  readonly from: Date;
  readonly until: Date;
  readonly why: string;
  readonly by: string;
  readonly at: Date;
}

/** An approved one that is being carried out. */
export interface RunningRescore {
  readonly id: string;
  readonly revision: number;
  readonly from: Date;
  readonly until: Date;
  readonly why: string;
  readonly doneUntil: string | null;
}

type Row = Omit<Rescore, 'proposedAt' | 'decidedAt' | 'finishedAt' | 'mine' | 'state'> & {
  readonly proposedById: string;
  readonly proposedAt: Date;
  readonly approvedAt: Date | null;
  readonly declinedAt: Date | null;
  readonly finishedAt: Date | null;
};

const shown = `SELECT s.id, s.revision, s.first_week AS "firstWeek", s.last_week AS "lastWeek", s.why,
    p.first_name || ' ' || p.last_name AS "proposedBy", s.proposed_by AS "proposedById", s.proposed_at AS "proposedAt",
    d.first_name || ' ' || d.last_name AS "decidedBy", s.approved_at AS "approvedAt", s.declined_at AS "declinedAt", s.finished_at AS "finishedAt"
  FROM rescore s JOIN member p ON p.id = s.proposed_by LEFT JOIN member d ON d.id = coalesce(s.approved_by, s.declined_by)`;

/** Proposals to count past weeks again, and how far the one under way has come. */
@Injectable()
export class RescoresStore {
  /** Newest first. @param readerId for whom `mine` is said */
  async page(
    sql: Sql,
    readerId: string,
    limit: number,
    before: { at: Date; id: string } | null,
  ): Promise<Rescore[]> {
    const rows = await sql.query<Row>(
      `${shown} WHERE $1::timestamptz IS NULL OR (s.proposed_at, s.id) < ($1, $2::uuid) ORDER BY s.proposed_at DESC, s.id DESC LIMIT $3`,
      [before?.at ?? null, before?.id ?? null, limit],
    );
    return rows.map((row) => rescoreOf(row, readerId));
  }

  async one(sql: Sql, rescoreId: string, readerId: string): Promise<Rescore | null> {
    const [row] = await sql.query<Row>(`${shown} WHERE s.id = $1`, [rescoreId]);
    return row === undefined ? null : rescoreOf(row, readerId);
  }

  async insert(tx: Tx, given: NewRescore): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO rescore (revision, first_week, last_week, from_at, until_at, why, proposed_by, proposed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [
        given.revision,
        given.firstWeek,
        given.lastWeek,
        given.from,
        given.until,
        given.why,
        given.by,
        given.at,
      ],
    );
    return row?.id ?? '';
  }

  /**
   * Lets it run. One conditional statement: of many who agree at once one is heard, and nobody agrees to what they
   * proposed. Fails with a unique violation while another one runs.
   * @returns whether it was this call that decided
   */
  async approve(tx: Tx, rescoreId: string, by: string, at: Date): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE rescore SET approved_by = $2, approved_at = $3
       WHERE id = $1 AND approved_at IS NULL AND declined_at IS NULL AND proposed_by <> $2 RETURNING id`,
      [rescoreId, by, at],
    );
    return rows.length > 0;
  }

  /** @returns whether it was this call that decided */
  async decline(tx: Tx, rescoreId: string, by: string, at: Date): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE rescore SET declined_by = $2, declined_at = $3 WHERE id = $1 AND approved_at IS NULL AND declined_at IS NULL RETURNING id`,
      [rescoreId, by, at],
    );
    return rows.length > 0;
  }

  /** The one that is to be carried on; null when there is none, or another process is at it. Locked until the end of the transaction. */
  async lockRunning(tx: Tx): Promise<RunningRescore | null> {
    const [row] = await tx.query<RunningRescore>(
      `SELECT id, revision, from_at AS "from", until_at AS "until", why, done_until AS "doneUntil" FROM rescore
       WHERE approved_at IS NOT NULL AND finished_at IS NULL FOR UPDATE SKIP LOCKED`,
    );
    return row ?? null;
  }

  /** The next members to be counted again, in id order. */
  async nextMembers(tx: Tx, after: string | null, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT member_id AS id FROM balance WHERE $1::uuid IS NULL OR member_id > $1 ORDER BY member_id LIMIT $2`,
      [after, limit],
    );
    return rows.map((row) => row.id);
  }

  /** Notes in the same transaction how far it has come: what was done is never done again. */
  noteProgress(tx: Tx, rescoreId: string, doneUntil: string): void {
    tx.write(`UPDATE rescore SET done_until = $2 WHERE id = $1`, [rescoreId, doneUntil]);
  }

  finish(tx: Tx, rescoreId: string, at: Date): void {
    tx.write(`UPDATE rescore SET finished_at = $2 WHERE id = $1`, [rescoreId, at]);
  }

  /** Which entries it wrote; the database refuses when nobody has approved. */
  noteEntries(tx: Tx, rescoreId: string, entryIds: readonly string[]): void {
    if (entryIds.length === 0) return;
    tx.write(`INSERT INTO rescore_entry (entry_id, rescore_id) SELECT id, $2 FROM unnest($1::bigint[]) id`, [
      entryIds,
      rescoreId,
    ]);
  }
}

function rescoreOf({ proposedById, approvedAt, declinedAt, ...row }: Row, readerId: string): Rescore {
  const state = () => {
    if (declinedAt !== null) return 'declined';
    if (approvedAt === null) return 'proposed';
    return row.finishedAt === null ? 'running' : 'finished';
  };
  return {
    ...row,
    state: state(),
    mine: proposedById === readerId,
    proposedAt: row.proposedAt.toISOString(),
    decidedAt: (approvedAt ?? declinedAt)?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
