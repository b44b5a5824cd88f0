import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { Sealer } from '../../platform/secrets/sealer.js';

export interface NewDeadLetter {
  readonly sourceId: string;
  /** In words that repeat nothing of the content. */
  readonly reason: string;
  /** What could not be taken. Only a mark of it is kept, by which the same is known again. */
  readonly content: Buffer | string;
  readonly bytes: number;
}
export interface DeadLetterRow {
  readonly id: string;
  readonly sourceId: string | null;
  readonly at: Date;
  readonly reason: string;
  readonly attempts: number;
  readonly bytes: number;
}

/** What could not be taken, with its reason and without its content. */
@Injectable()
export class DeadLettersStore {
  constructor(private readonly sealer: Sealer) {}

  async add(sql: Sql, letter: NewDeadLetter): Promise<void> {
    const fingerprint = this.sealer.mark(
      Buffer.concat([Buffer.from(`${letter.sourceId}\0${letter.reason}\0`), Buffer.from(letter.content)]),
    );
    await sql.query(
      `INSERT INTO dead_letter (source_id, reason, bytes, fingerprint) VALUES ($1, $2, $3, $4)
       ON CONFLICT (fingerprint) DO UPDATE SET attempts = dead_letter.attempts + 1, at = now()`,
      [letter.sourceId, letter.reason, coarse(letter.bytes), fingerprint],
    );
  }

  /** Newest first. */
  async page(sql: Sql, before: string | null, limit: number): Promise<DeadLetterRow[]> {
    return sql.query<DeadLetterRow>(
      `SELECT id, source_id AS "sourceId", at, reason, attempts, bytes FROM dead_letter
       WHERE $1::bigint IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [before, limit],
    );
  }
}

const step = 4_096;
/** Sizes in steps of 4 KiB: the exact one would tell what kind of event a simulator sent. */
export const coarse = (bytes: number): number => Math.ceil(bytes / step) * step;
