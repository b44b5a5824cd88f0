import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';

export interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly type: 'gophish' | 'api';
  readonly kinds: string[];
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly keyHint: string;
  readonly formerSecretUntil: Date | null;
  readonly lastHour: number;
  readonly parked: number;
  readonly deadLetters: number;
}
export interface NewSource {
  readonly id: string;
  readonly name: string;
  readonly type: 'gophish' | 'api';
  readonly kinds: readonly string[];
  readonly keyHash: Buffer | null;
  readonly sealedSecret: Buffer | null;
  readonly keyHint: string;
  readonly createdBy: string;
}

export interface NextSecret {
  readonly sealedSecret: Buffer;
  readonly keyHint: string;
  readonly formerUntil: Date | null;
}
export interface SealedSecrets {
  readonly present: Buffer;
  readonly former: Buffer | null;
}

/** Rows of `source`: hashes of keys and sealed secrets, never a key. */
@Injectable()
export class SourcesStore {
  async list(sql: Sql, now: Date, id: string | null = null): Promise<SourceRow[]> {
    return sql.query<SourceRow>(
      `SELECT s.id, s.name, s.type, s.kinds, s.created_at AS "createdAt", s.revoked_at AS "revokedAt",
         s.last_seen_at AS "lastSeenAt", s.key_hint AS "keyHint",
         CASE WHEN s.former_until > $2 THEN s.former_until END AS "formerSecretUntil",
         (SELECT coalesce(sum(requests), 0)::int FROM delivery d
           WHERE d.source_id = s.id AND d.received_at > now() - interval '1 hour' AND d.state <> 'refused') AS "lastHour",
         (SELECT count(*)::int FROM parked_behaviour b WHERE b.source_id = s.id)
           + (SELECT count(DISTINCT (c.id, e.email_key))::int FROM campaign c JOIN simulation_event e ON e.campaign_id = c.id
              WHERE c.source_id = s.id AND e.member_id IS NULL) AS parked,
         (SELECT count(*)::int FROM dead_letter l WHERE l.source_id = s.id) AS "deadLetters"
       FROM source s WHERE s.type <> 'internal' AND ($1::uuid IS NULL OR s.id = $1)
       ORDER BY s.revoked_at IS NOT NULL, s.name, s.id`,
      [id, now],
    );
  }

  /** @throws unique violation when a live source has the name */
  async add(sql: Sql, source: NewSource): Promise<void> {
    const { id, name, type, kinds, keyHash, sealedSecret, keyHint, createdBy } = source;
    await sql.query(
      `INSERT INTO source (id, name, type, kinds, key_hash, sealed_secret, key_hint, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, name, type, kinds, keyHash, sealedSecret, keyHint, createdBy],
    );
  }

  /** The key and the secret go at once; what they stated stays. @returns its name; null when there is no such source */
  async revoke(sql: Sql, id: string, now: Date): Promise<string | null> {
    const rows = await sql.query<{ name: string }>(
      `UPDATE source SET revoked_at = coalesce(revoked_at, $2), key_hash = NULL, sealed_secret = NULL,
         former_secret = NULL, former_until = NULL
       WHERE id = $1 AND type <> 'internal' RETURNING name`,
      [id, now],
    );
    return rows[0]?.name ?? null;
  }

  /** The present secret becomes the former one until then; null: it ends at once. @returns its name; null when there is no such live simulator */
  async changeSecret(sql: Sql, id: string, next: NextSecret): Promise<string | null> {
    const rows = await sql.query<{ name: string }>(
      `UPDATE source SET former_until = $4, former_secret = CASE WHEN $4::timestamptz IS NOT NULL THEN sealed_secret END,
         sealed_secret = $2, key_hint = $3
       WHERE id = $1 AND type = 'gophish' AND revoked_at IS NULL RETURNING name`,
      [id, next.sealedSecret, next.keyHint, next.formerUntil],
    );
    return rows[0]?.name ?? null;
  }

  async byKeyHash(sql: Sql, hash: Buffer): Promise<{ id: string; kinds: string[] } | null> {
    const [row] = await sql.query<{ id: string; kinds: string[] }>(
      `SELECT id, kinds FROM source WHERE key_hash = $1 AND revoked_at IS NULL`,
      [hash],
    );
    return row ?? null;
  }

  /** Of a live simulator: its secret, and the former one where it still holds. */
  async sealedSecrets(sql: Sql, id: string, now: Date): Promise<SealedSecrets | null> {
    const [row] = await sql.query<SealedSecrets>(
      `SELECT sealed_secret AS present, CASE WHEN former_until > $2 THEN former_secret END AS former
       FROM source WHERE id = $1 AND type = 'gophish' AND revoked_at IS NULL AND sealed_secret IS NOT NULL`,
      [id, now],
    );
    return row ?? null;
  }
}
