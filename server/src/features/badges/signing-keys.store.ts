import { Injectable } from '@nestjs/common';
import type { Sql, Tx } from '../../platform/db/database.js';

/** A key as it is kept: the public half as numbers of RFC 7518, the private one sealed. */
export interface SigningKeyRow {
  readonly id: string;
  readonly modulus: string;
  readonly exponent: string;
  readonly sealedPrivate: Buffer;
  readonly madeAt: Date;
}

/** Rows of `badge_signing_key`: never changed, never deleted, so that what one signed can be checked for ever. */
@Injectable()
export class SigningKeysStore {
  /** The newest first: it signs. */
  async all(sql: Sql): Promise<SigningKeyRow[]> {
    return sql.query<SigningKeyRow>(
      `SELECT id, modulus, exponent, sealed_private AS "sealedPrivate", made_at AS "madeAt" FROM badge_signing_key ORDER BY number DESC`,
    );
  }

  /** Lets servers that start together make one key, not two. */
  async lock(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('vigil:badge-keys'))`);
  }

  add(tx: Tx, key: SigningKeyRow): void {
    tx.write(
      `INSERT INTO badge_signing_key (id, modulus, exponent, sealed_private, made_at) VALUES ($1, $2, $3, $4, $5)`,
      [key.id, key.modulus, key.exponent, key.sealedPrivate, key.madeAt],
    );
  }
}
