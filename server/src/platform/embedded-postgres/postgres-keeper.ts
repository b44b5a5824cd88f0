import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { connectOrStart, processEnd, requestStop, type PostmasterPlan } from './postmaster.js';
import { ensureRolesAndDatabase } from './roles.js';

const lockAttempts = 40;
const lockPauseMs = 50;
/** A disk that is full now may have room later: whoever could not start PostgreSQL tries again. */
const againMs = 3_000;

/** Hears of what happens after the start. A pino logger fits. */
export interface EmbeddedPostgresLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Holds the claim on the data folder, and opens PostgreSQL again when it goes away under a running server. */
export class PostgresKeeper {
  private session: Client | undefined;
  private reopening: Promise<void> = Promise.resolve();
  private readonly closing = new AbortController();
  /** Whether ending PostgreSQL is up to us: we started it or hold the claim. Never that of another server. */
  private inCharge = false;

  constructor(
    private readonly plan: PostmasterPlan,
    private readonly dataDir: string,
    private readonly log: EmbeddedPostgresLog,
  ) {}

  async open(): Promise<void> {
    const session = await connectOrStart(this.plan, (ours) => (this.inCharge = ours));
    this.session = session;
    this.inCharge = await this.claim(session);
    if (!this.inCharge) {
      throw new EmbeddedPostgresError(
        `Another Vigil is already running on ${this.dataDir}: stop it first, or set DATA_DIR to another folder.`,
      );
    }
    await ensureRolesAndDatabase(session);
    session.once('end', () => {
      if (!this.closing.signal.aborted) this.reopening = this.reopen();
    });
  }

  /** A server killed a moment ago may still count as alive, hence more than one attempt. */
  private async claim(session: Client): Promise<boolean> {
    for (let attempt = 0; attempt < lockAttempts; attempt += 1) {
      const { rows } = await session.query<{ ours: boolean }>(
        `SELECT pg_try_advisory_lock(hashtext('vigil server')) AS ours`,
      );
      if (rows[0]?.ours) return true;
      await pause(lockPauseMs);
    }
    return false;
  }

  private async reopen(): Promise<void> {
    this.log.warn('PostgreSQL ended unexpectedly; starting it again.');
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        await this.open();
        this.log.info('PostgreSQL is back.');
        return;
      } catch (error) {
        this.log.error(error instanceof Error ? error.message : String(error));
        await pause(againMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.reopening;
    await this.session?.end();
    const pid = this.stopNow();
    if (pid !== undefined) await processEnd(pid);
    if (this.inCharge) this.plan.socket.remove();
  }

  stopNow(): number | undefined {
    return this.inCharge ? requestStop(this.plan.cluster) : undefined;
  }
}
