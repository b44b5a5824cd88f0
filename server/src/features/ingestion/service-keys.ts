import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash } from 'node:crypto';
import { Authenticators } from '../../platform/auth/authenticators.js';
import type { ServicePrincipal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { Sealer } from '../../platform/secrets/sealer.js';
import { SourcesStore } from './sources.store.js';

const keptMs = 1_500;
const mostKept = 1_000;

interface Kept<T> {
  readonly value: Promise<T | null>;
  readonly untilMs: number;
}

/** What a simulator may sign with: its secret, and after a change the former one for a time. */
export interface SharedSecrets {
  readonly present: string;
  readonly former: string | null;
}

export const keyHashOf = (key: string): Buffer => hash('sha256', key, 'buffer');

/** Knows service keys and webhook secrets. Kept for a moment, because they are asked for with every request; a revoked or former one is dead within 2 s everywhere. */
@Injectable()
export class ServiceKeys implements OnModuleInit {
  private readonly principals = new Map<string, Kept<ServicePrincipal>>();
  private readonly secrets = new Map<string, Kept<SharedSecrets>>();

  constructor(
    private readonly database: Database,
    private readonly store: SourcesStore,
    private readonly sealer: Sealer,
    private readonly authenticators: Authenticators,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.authenticators.registerServiceKey({
      authenticateServiceKey: (key) => this.authenticate(key),
    });
  }

  /** The shared secrets of a simulator that hold now; null when there is no such live source. */
  secretsOf(sourceId: string): Promise<SharedSecrets | null> {
    return this.kept(this.secrets, sourceId, async () => {
      const sealed = await this.store.sealedSecrets(this.database, sourceId, this.clock.now());
      if (sealed === null) return null;
      const open = (one: Buffer) => this.sealer.open(one, sourceId);
      return { present: open(sealed.present), former: sealed.former && open(sealed.former) };
    });
  }

  /** After a change in this process: the next request asks anew. */
  forget(): void {
    this.principals.clear();
    this.secrets.clear();
  }

  private authenticate(key: string): Promise<ServicePrincipal | null> {
    if (!key.startsWith('vk_')) return Promise.resolve(null);
    const hash = keyHashOf(key);
    return this.kept(this.principals, hash.toString('base64'), async () => {
      const found = await this.store.byKeyHash(this.database, hash);
      return found && { by: 'service-key', sourceId: found.id, kinds: new Set(found.kinds) };
    });
  }

  private kept<T>(
    cache: Map<string, Kept<T>>,
    key: string,
    load: () => Promise<T | null>,
  ): Promise<T | null> {
    // not the wall clock: setting it back must not lengthen the life of a revoked key
    const nowMs = performance.now();
    const known = cache.get(key);
    if (known && nowMs < known.untilMs) return known.value;
    if (cache.size >= mostKept) cache.clear();
    const value = load();
    cache.set(key, { value, untilMs: nowMs + keptMs });
    // only what was found is kept: a flood of guesses must not push it out, and a failure is nobody's answer
    const drop = () => {
      if (cache.get(key)?.value === value) cache.delete(key);
    };
    void value.then((found) => {
      if (found === null) drop();
    }, drop);
    return value;
  }
}
