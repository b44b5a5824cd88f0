import { Injectable } from '@nestjs/common';
import type { Sql, Tx } from '../../../platform/db/database.js';
import type { LedgerBlock } from './block-seal.js';
import { entryDigest } from './entry-digest.js';

export interface SealedBlock extends LedgerBlock {
  readonly seal: Buffer;
}
export interface DigestedEntry {
  readonly id: string;
  readonly digest: Buffer;
}

const block = `number, form, after_id AS "afterId", last_id AS "lastId", entry_ids AS "entryIds", digests, seal`;

/** Rows of `ledger_block`, and what they are made from. */
@Injectable()
export class LedgerBlocksStore {
  /** The highest number that was drawn for an entry so far; null before the first. */
  async lastDrawn(sql: Sql): Promise<string | null> {
    const [row] = await sql.query<{ last: string | null }>(
      `SELECT pg_sequence_last_value('points_entry_id_seq'::regclass) AS last`,
    );
    return row?.last ?? null;
  }

  /**
   * Transactions that have drawn a number and are not over: whoever draws one holds a lock on the sequence to their end.
   */
  async drawing(sql: Sql): Promise<Set<string>> {
    const rows = await sql.query<{ id: string }>(
      `SELECT DISTINCT virtualtransaction AS id FROM pg_locks
       WHERE locktype = 'relation' AND relation = 'points_entry_id_seq'::regclass
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()`,
    );
    return new Set(rows.map((row) => row.id));
  }

  /** @returns false when another process seals just now */
  async take(tx: Tx): Promise<boolean> {
    const [row] = await tx.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtext('vigil:ledger-seal')) AS taken`,
    );
    return row?.taken === true;
  }

  async newest(sql: Sql): Promise<SealedBlock | null> {
    const [row] = await sql.query<SealedBlock>(
      `SELECT ${block} FROM ledger_block ORDER BY number DESC LIMIT 1`,
    );
    return row ?? null;
  }

  /** Blocks in their order, a few at a time. */
  async page(sql: Sql, afterNumber: string, limit: number): Promise<SealedBlock[]> {
    return sql.query<SealedBlock>(
      `SELECT ${block} FROM ledger_block WHERE number > $1 ORDER BY number LIMIT $2`,
      [afterNumber, limit],
    );
  }

  /** Entries by number, with their digests as of now. */
  async digests(sql: Sql, afterId: string, lastId: string, limit: number | null): Promise<DigestedEntry[]> {
    return sql.query<DigestedEntry>(
      `SELECT e.id, ${entryDigest} AS digest FROM points_entry e WHERE e.id > $1 AND e.id <= $2 ORDER BY e.id LIMIT $3`,
      [afterId, lastId, limit],
    );
  }

  async add(tx: Tx, { number, form, afterId, lastId, entryIds, digests, seal }: SealedBlock): Promise<void> {
    await tx.query(
      `INSERT INTO ledger_block (number, form, after_id, last_id, entry_ids, digests, seal) VALUES ($1, $2, $3, $4, $5::bigint[], $6, $7)`,
      [number, form, afterId, lastId, entryIds, digests, seal],
    );
  }
}
