import { Injectable } from '@nestjs/common';
import { columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';

/** What an Idempotency-Key stands for. */
export interface KnownRequest {
  readonly key: string;
  readonly bodyHash: Buffer;
  readonly reply: unknown;
}

/** Rows of `idempotency`: whole requests by the key that their source gave them. */
@Injectable()
export class IdempotencyStore {
  /**
   * Claims keys; waits for transactions that hold one of them. Keys are distinct.
   * @returns what stood before; a key that is missing is now the caller's
   */
  async claim(
    tx: Tx,
    sourceId: string,
    requests: readonly { readonly key: string; readonly bodyHash: Buffer }[],
  ): Promise<Map<string, KnownRequest>> {
    // one order for everybody: nobody waits for somebody who waits for them
    const sorted = [...requests].sort((a, b) => (a.key < b.key ? -1 : 1));
    const claimed = await tx.query<{ key: string }>(
      `INSERT INTO idempotency (source_id, key, body_hash)
       SELECT $1, * FROM unnest($2::text[], $3::bytea[]) ON CONFLICT DO NOTHING RETURNING key`,
      [sourceId, ...columns(sorted, 'key', 'bodyHash')],
      'idempotency-claim',
    );
    if (claimed.length === requests.length) return new Map();
    const own = new Set(claimed.map((c) => c.key));
    const known = await tx.query<KnownRequest>(
      `SELECT key, body_hash AS "bodyHash", reply FROM idempotency WHERE source_id = $1 AND key = ANY($2::text[])`,
      [sourceId, requests.map((r) => r.key).filter((key) => !own.has(key))],
    );
    return new Map(known.map((k) => [k.key, k]));
  }

  /** Keeps the replies of claimed keys. */
  keep(tx: Tx, sourceId: string, replies: readonly { readonly key: string; readonly reply: object }[]): void {
    if (replies.length === 0) return;
    tx.write(
      `UPDATE idempotency i SET reply = r.reply FROM unnest($2::text[], $3::jsonb[]) AS r (key, reply)
       WHERE i.source_id = $1 AND i.key = r.key`,
      [sourceId, ...columns(replies, 'key', 'reply')],
      'idempotency-keep',
    );
  }

  /** Gives claimed keys back: what was refused as a whole may come again, corrected, under the same key. */
  release(tx: Tx, sourceId: string, keys: readonly string[]): void {
    if (keys.length === 0) return;
    tx.write(`DELETE FROM idempotency WHERE source_id = $1 AND key = ANY($2::text[])`, [sourceId, keys]);
  }

  /** Keys older than this are forgotten; natural keys go on for ever. */
  async forget(sql: Sql, before: Date): Promise<void> {
    await sql.query(`DELETE FROM idempotency WHERE created_at < $1`, [before]);
  }
}
