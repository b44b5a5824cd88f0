import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import pg, { type Pool, type PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';
import { Log } from '../logging/log.js';
import { HeardClient } from './heard-client.js';
import { Reserve } from './reserve.js';

const everyMs = 1_000;
/** Counted by turns of our own and not by the clock: whoever was too busy to read an answer has not missed it. */
const mostUnanswered = 3;

/**
 * Notices within seconds that PostgreSQL answers nothing any more on a link that seems open, and ends the connections in
 * use, so that whoever waits on them hears that it is unavailable. It asks on a connection of its own: a statement that
 * merely takes long is not meant.
 */
@Injectable()
export class LinkWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly inUse = new Set<PoolClient>();
  private own: pg.Client | null = null;
  private asking = false;
  private unanswered = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly source: DataSource,
    private readonly reserve: Reserve,
    @Inject(RUNNING_CONFIG) private readonly config: RunningConfig,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    for (const pool of [(this.source.driver as PostgresDriver).master as Pool, this.reserve.connections]) {
      pool.on('acquire', (client) => void this.inUse.add(client));
      pool.on('release', (_, client) => void this.inUse.delete(client));
      pool.on('remove', (client) => void this.inUse.delete(client));
    }
    this.timer = setInterval(() => this.look(), everyMs);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
    // no farewell: on a silent link it would be waited for
    this.own?.connection.stream.destroy();
  }

  private look(): void {
    if (!this.asking) {
      this.asking = true;
      void this.ask().finally(() => {
        this.asking = false;
        this.unanswered = 0;
      });
    } else if (++this.unanswered >= mostUnanswered) this.cut();
  }

  /** Whether it is answered or refused: the link is not silent. */
  private async ask(): Promise<void> {
    try {
      this.own ??= await this.connect();
      await this.own.query('SELECT');
    } catch {
      this.own = null;
    }
  }

  private async connect(): Promise<pg.Client> {
    // longer than silence takes to be noticed: nothing heard while connecting is silence too
    const connectionTimeoutMillis = (mostUnanswered + 2) * everyMs;
    const client = new HeardClient({
      connectionString: this.config.databaseUrl,
      connectionTimeoutMillis,
      application_name: 'vigil-watch',
    });
    await client.connect();
    return client;
  }

  private cut(): void {
    this.log.warn('PostgreSQL answers nothing; its connections are ended', { inUse: this.inUse.size });
    for (const client of [...this.inUse, this.own])
      if (client instanceof pg.Client) client.connection.stream.destroy();
  }
}
