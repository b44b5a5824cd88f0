import { Inject, Injectable } from '@nestjs/common';
import { pathOf, problems } from '@vigil/shared/contract';
import { gophishWebhook, type Source, sourceNameTaken } from '@vigil/shared/ingestion';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { RUNNING_CONFIG, type RunningConfig } from '../../platform/config/config.js';
import { codeOf, Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Sealer } from '../../platform/secrets/sealer.js';
import { DeliveryLog } from './delivery-log.js';
import { keyHashOf, ServiceKeys } from './service-keys.js';
import { type NewSource, type SourceRow, SourcesStore } from './sources.store.js';

/** What a source is to be. */
export type WantedSource =
  | { readonly type: 'gophish'; readonly name: string; readonly secret?: string | undefined }
  | { readonly type: 'api'; readonly name: string; readonly kinds: readonly string[] };

const uniqueViolation = '23505';
const testPatienceMs = 5_000;
const hourMs = 3_600_000;

/** Systems that state facts: their keys and secrets, and whether they get through. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly database: Database,
    private readonly store: SourcesStore,
    private readonly keys: ServiceKeys,
    private readonly sealer: Sealer,
    private readonly deliveries: DeliveryLog,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @Inject(RUNNING_CONFIG) private readonly config: RunningConfig,
  ) {}

  async list(): Promise<Source[]> {
    await this.deliveries.flush();
    return (await this.store.list(this.database, this.clock.now())).map((row) => this.shown(row));
  }

  /**
   * @returns the source, and its key or secret, which nobody sees again
   * @throws ProblemError `source-name-taken`
   */
  async create(wanted: WantedSource, by: Actor): Promise<{ source: Source; secret: string }> {
    const id = randomUUID();
    const secret = secretFor(wanted);
    try {
      await this.database.transaction(async (tx) => {
        const kept = this.kept(id, wanted, secret);
        await this.store.add(tx, { ...kept, createdBy: by.memberId });
        const { name, type, kinds } = kept;
        const subject = { kind: 'source' as const, id };
        this.audit.record(tx, { by, act: 'source.added', subject, after: { name, type, kinds } });
      });
    } catch (error) {
      if (codeOf(error) === uniqueViolation) throw new ProblemError(sourceNameTaken);
      throw error;
    }
    this.keys.forget();
    return { source: await this.read(id), secret };
  }

  /**
   * For so many hours the former secret holds too, so that no delivery is lost meanwhile; one before it ends now.
   * @throws ProblemError `not-found` when the source is no live simulator
   */
  async changeSecret(
    id: string,
    wanted: { readonly secret?: string | undefined; readonly overlapHours: number },
    by: Actor,
  ): Promise<{ source: Source; secret: string }> {
    const secret = wanted.secret ?? madeSecret();
    const { overlapHours } = wanted;
    const formerUntil = overlapHours === 0 ? null : new Date(this.clock.nowMs() + overlapHours * hourMs);
    await this.database.transaction(async (tx) => {
      const next = { sealedSecret: this.sealer.seal(secret, id), keyHint: hintOf(secret), formerUntil };
      const name = await this.store.changeSecret(tx, id, next);
      if (name === null) throw new ProblemError(problems.notFound);
      const subject = { kind: 'source' as const, id };
      this.audit.record(tx, { by, act: 'source.secret-changed', subject, after: { name, overlapHours } });
    });
    this.keys.forget();
    return { source: await this.read(id), secret };
  }

  /** @throws ProblemError `not-found` */
  async revoke(id: string, by: Actor): Promise<void> {
    const found = await this.database.transaction(async (tx) => {
      const name = await this.store.revoke(tx, id, this.clock.now());
      const subject = { kind: 'source' as const, id };
      if (name !== null) this.audit.record(tx, { by, act: 'source.revoked', subject, before: { name } });
      return name !== null;
    });
    this.keys.forget();
    if (!found) throw new ProblemError(problems.notFound);
  }

  /**
   * Sends the simulator's connection test the way the simulator would: from outside, signed.
   * @throws ProblemError `not-found` when the source is no live simulator
   */
  async test(id: string): Promise<{ ok: boolean; status: number; tookMs: number }> {
    const secrets = await this.keys.secretsOf(id);
    if (secrets === null) throw new ProblemError(problems.notFound);
    const body = '{"success":true}';
    const signature = createHmac('sha256', secrets.present).update(body).digest('hex');
    const startMs = performance.now();
    const status = await this.post(this.webhookUrl(id), body, `sha256=${signature}`);
    return { ok: status === 204, status, tookMs: Math.round(performance.now() - startMs) };
  }

  /** @returns the status; 0 when no answer came */
  private async post(url: string, body: string, signature: string): Promise<number> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-gophish-signature': signature },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(testPatienceMs),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  private async read(id: string): Promise<Source> {
    const [row] = await this.store.list(this.database, this.clock.now(), id);
    if (row === undefined) throw new ProblemError(problems.notFound);
    return this.shown(row);
  }

  private kept(id: string, wanted: WantedSource, secret: string): Omit<NewSource, 'createdBy'> {
    const { name, type } = wanted;
    if (wanted.type === 'api') {
      const keyHint = `${secret.slice(0, 7)}…`;
      return { id, name, type, kinds: wanted.kinds, keyHash: keyHashOf(secret), sealedSecret: null, keyHint };
    }
    const sealedSecret = this.sealer.seal(secret, id);
    return { id, name, type, kinds: [], keyHash: null, sealedSecret, keyHint: hintOf(secret) };
  }

  private shown(row: SourceRow): Source {
    return {
      ...row,
      createdAt: row.createdAt.toISOString(),
      revokedAt: row.revokedAt?.toISOString() ?? null,
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      formerSecretUntil: row.formerSecretUntil?.toISOString() ?? null,
      webhookUrl: row.type === 'gophish' ? this.webhookUrl(row.id) : null,
    };
  }

  private webhookUrl(sourceId: string): string {
    return `${this.config.publicUrl}${pathOf(gophishWebhook.path, { sourceId })}`;
  }
}

function secretFor(wanted: WantedSource): string {
  if (wanted.type === 'api') return `vk_${randomBytes(32).toString('base64url')}`;
  return wanted.secret ?? madeSecret();
}

const madeSecret = (): string => randomBytes(24).toString('hex');
const hintOf = (secret: string): string => `${secret.slice(0, 3)}…`;
