import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Log } from '../logging/log.js';
import { DatabaseRefused } from './guard.js';
import { HeardClient } from './heard-client.js';
import { forgetWhenSilent, stillHere } from './silent-session.js';

/** A server that was killed a moment ago may still count as alive: 20 × 50 ms. */
const attempts = 20;
const attemptPauseMs = 50;
const lookEveryMs = 2_000;
const lockKey = `hashtext('vigil process')`;

/** Whether a process shares its database with others, and who hears of trouble. */
export interface ProcessClaimOptions {
  readonly databaseUrl: string;
  /** With Redis, processes share a database; without it, one process is all. */
  readonly shared: boolean;
  readonly log: Log;
}

/**
 * One process's claim on the database: together with others that have Redis, or alone. It is a lock of a session, so it
 * ends with the process however that ends, also when its machine or its link does: PostgreSQL lets a silent session go.
 * A claim that was lost with its session is taken up again.
 */
export class ProcessClaim {
  private session: Client | null = null;
  private held = false;
  private released = false;
  private timer: NodeJS.Timeout | null = null;

  private constructor(private readonly options: ProcessClaimOptions) {}

  /** @throws DatabaseRefused when this process would not be alone, or somebody else has to be */
  static async take(options: ProcessClaimOptions): Promise<ProcessClaim> {
    const claim = new ProcessClaim(options);
    for (let attempt = 1; !(await claim.attempt()); attempt++) {
      if (attempt === attempts) {
        await claim.release();
        throw new DatabaseRefused(
          options.shared
            ? 'Another Vigil runs on this database without Redis: stop it first, or start it with REDIS_URL too.'
            : 'Another Vigil runs on this database: stop it first, or set REDIS_URL, which more than one server needs.',
        );
      }
      await pause(attemptPauseMs);
    }
    claim.lookSoon();
    return claim;
  }

  async release(): Promise<void> {
    this.released = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.letGo();
  }

  /** @returns whether the claim is held now */
  private async attempt(): Promise<boolean> {
    const session = (this.session ??= await this.connect());
    const shared = this.options.shared ? '_shared' : '';
    const { rows } = await session.query<{ held: boolean }>(
      `SELECT pg_try_advisory_lock${shared}(${lockKey}) AS held`,
    );
    this.held = rows[0]?.held === true;
    return this.held;
  }

  private async connect(): Promise<Client> {
    const session = new HeardClient({
      connectionString: this.options.databaseUrl,
      application_name: 'vigil-claim',
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    });
    try {
      await session.connect();
      await session.query(forgetWhenSilent);
    } catch (error) {
      await session.end().catch(() => undefined);
      throw error;
    }
    return session;
  }

  private lookSoon(): void {
    if (!this.released) this.timer = setTimeout(() => void this.look(), lookEveryMs).unref();
  }

  private async look(): Promise<void> {
    try {
      if (this.held) await this.session?.query(stillHere);
      else if (!(await this.attempt()))
        this.options.log.error('another process took this database over; end one of them');
    } catch {
      // the database is away; what it asks of others says so
      await this.letGo();
    }
    this.lookSoon();
  }

  private async letGo(): Promise<void> {
    const { session } = this;
    this.session = null;
    this.held = false;
    await session?.end().catch(() => undefined);
  }
}
