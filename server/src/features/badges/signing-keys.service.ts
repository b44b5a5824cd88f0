import { Inject, Injectable } from '@nestjs/common';
import { type PublicKey, readBadgeKey } from '@vigil/shared/badges';
import { pathOf } from '@vigil/shared/contract';
import { type CryptoKey, exportJWK, exportPKCS8, generateKeyPair, importPKCS8 } from 'jose';
import { randomUUID } from 'node:crypto';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { RUNNING_CONFIG, type RunningConfig } from '../../platform/config/config.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
import { SealBroken, Sealer } from '../../platform/secrets/sealer.js';
import { type SigningKeyRow, SigningKeysStore } from './signing-keys.store.js';

/** The one algorithm that everybody who checks Open Badges has to know. */
const algorithm = 'RS256';

/** What signs: the private key, and the address of the public one. */
export interface Signer {
  readonly key: CryptoKey;
  readonly kid: string;
}

/** The keys that sign badges. The private halves stand sealed in the database; the public ones are published, old ones too. */
@Injectable()
export class SigningKeysService {
  constructor(
    private readonly database: Database,
    private readonly store: SigningKeysStore,
    private readonly sealer: Sealer,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(RUNNING_CONFIG) private readonly config: RunningConfig,
  ) {}

  /** Makes the first key where there is none. One that this server's SECRET_KEY does not open is followed by a new one. */
  async ensure(): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.store.lock(tx);
      const [newest] = await this.store.all(tx);
      if (newest !== undefined && this.opens(newest)) return;
      if (newest !== undefined)
        this.log.warn('the key that signs badges was sealed by another SECRET_KEY; a new one signs');
      await this.add(tx);
    });
  }

  /** Signs with a new key from now on. @returns the row */
  async make(by: Actor, why: string): Promise<SigningKeyRow> {
    return this.database.transaction(async (tx) => {
      await this.store.lock(tx);
      const row = await this.add(tx);
      const subject = { kind: 'badge-key' as const, id: row.id };
      this.audit.record(tx, { by, act: 'badge-key.made', subject, reason: why });
      return row;
    });
  }

  async all(): Promise<SigningKeyRow[]> {
    return this.store.all(this.database);
  }

  /** @throws Error when there is no key, SealBroken when it cannot be opened */
  async signer(): Promise<Signer> {
    const [row] = await this.all();
    if (row === undefined) throw new Error('there is no key that signs badges');
    const key = await importPKCS8(this.sealer.open(row.sealedPrivate, row.id), algorithm);
    return { key, kid: this.addressOf(row.id) };
  }

  published({ id, modulus, exponent }: SigningKeyRow): PublicKey {
    return { kty: 'RSA', alg: algorithm, use: 'sig', kid: this.addressOf(id), n: modulus, e: exponent };
  }

  private addressOf(keyId: string): string {
    return `${this.config.publicUrl}${pathOf(readBadgeKey.path, { keyId })}`;
  }

  private opens({ id, sealedPrivate }: SigningKeyRow): boolean {
    try {
      this.sealer.open(sealedPrivate, id);
      return true;
    } catch (error) {
      if (error instanceof SealBroken) return false;
      throw error;
    }
  }

  private async add(tx: Tx): Promise<SigningKeyRow> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, {
      modulusLength: 2048,
      extractable: true,
    });
    const { n, e } = await exportJWK(publicKey);
    if (n === undefined || e === undefined) throw new Error('a key was made that is none');
    const id = randomUUID();
    const sealedPrivate = this.sealer.seal(await exportPKCS8(privateKey), id);
    const row = { id, modulus: n, exponent: e, sealedPrivate, madeAt: this.clock.now() };
    this.store.add(tx, row);
    return row;
  }
}
