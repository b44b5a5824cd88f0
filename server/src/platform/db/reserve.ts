import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Pool } from 'pg';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';
import { HeardClient } from './heard-client.js';

const connections = 3;
const waitMs = 5_000;
const statementMs = 5_000;
const urgent = new AsyncLocalStorage<true>();
let underWay = 0;

/** Runs what must be answered also while everything else waits for the database: it has connections of its own. */
export async function ahead<T>(work: () => Promise<T>): Promise<T> {
  underWay++;
  try {
    return await urgent.run(true, work);
  } finally {
    // while this is on, every promise of the process costs more, whoever made it
    if (--underWay === 0) urgent.disable();
  }
}

/** Whether this runs within `ahead`. */
export function isAhead(): boolean {
  return urgent.getStore() === true;
}

/** A few connections that are kept free for what is urgent: whether the service is well, and whoever speaks up. */
@Injectable()
export class Reserve implements OnApplicationShutdown {
  readonly connections: Pool;

  constructor(@Inject(RUNNING_CONFIG) { databaseUrl }: RunningConfig) {
    this.connections = new Pool({
      Client: HeardClient,
      connectionString: databaseUrl,
      max: connections,
      application_name: 'vigil',
      connectionTimeoutMillis: waitMs,
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: statementMs,
      pipeline: true,
    });
    // what an idle connection says as it goes would end the process if nobody heard it; the next one is another
    this.connections.on('error', () => undefined);
  }

  /** The usual connections while there is one to be had; else, for what is urgent, those that are kept for it. */
  besides(usual: Pool): Pool {
    return isAhead() && isTaken(usual) ? this.connections : usual;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connections.end();
  }
}

function isTaken({ idleCount, totalCount, waitingCount, options }: Pool): boolean {
  return waitingCount > 0 || (idleCount === 0 && totalCount >= options.max);
}
