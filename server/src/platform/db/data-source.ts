import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type DataSourceOptions, MigrationExecutor } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { codeOf } from './database.js';
import { HeardClient } from './heard-client.js';

const base = {
  type: 'postgres' as const,
  uuidExtension: 'pgcrypto' as const,
  installExtensions: false,
  logging: false,
};

/** For statements that take as long as they take: somebody looks at everything, and waits for it. */
export const noLimit = 0;

/** Options of the application's pool. `url` may name a unix socket: `postgres://user@/db?host=/folder`. */
export function appDataSourceOptions(url: string, poolSize = 16, statementMs = 20_000): DataSourceOptions {
  return {
    ...base,
    ...target(url),
    poolSize,
    applicationName: 'vigil',
    connectTimeoutMS: 5_000,
    extra: {
      Client: HeardClient,
      pipeline: true,
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: 30_000,
    },
  };
}

/** Options of the owner's connections, with the migrations that they are to run and how long each waits for a lock. */
export function ownerDataSourceOptions(
  ownerUrl: string,
  known: typeof migrations,
  lockMs = noLimit,
): DataSourceOptions {
  return {
    ...base,
    ...target(ownerUrl),
    migrations: known,
    applicationName: 'vigil-migrate',
    extra: { Client: HeardClient, lock_timeout: lockMs },
  };
}

/** Who waits for a lock keeps all who come later waiting: a migration gives its place up after so long, and comes again. */
const lockMs = 500;
const mostTries = 600;
const gaveWay = new Set(['55P03', '40P01']);

/** Brings the schema up to date as its owner, beside whoever reads and writes. @returns names of the migrations that ran */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const source = new DataSource(ownerDataSourceOptions(ownerUrl, migrations, lockMs));
  await source.initialize();
  try {
    const executor = new MigrationExecutor(source);
    const before = new Set((await executor.getExecutedMigrations()).map((m) => m.name));
    await untilNobodyIsInTheWay(() => source.runMigrations({ transaction: 'each' }));
    return (await executor.getExecutedMigrations())
      .map((m) => m.name)
      .filter((name) => !before.has(name))
      .reverse();
  } finally {
    await source.destroy();
  }
}

async function untilNobodyIsInTheWay(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries === mostTries || !gaveWay.has(codeOf(error))) throw error;
      await pause(lockMs * Math.random());
    }
  }
}

/** node-postgres understands a socket folder as host; TypeORM's URL parser does not. */
function target(
  url: string,
): { url: string } | { host: string; username: string; password?: string; database: string } {
  const parsed = new URL(url.replace(/^(postgres(?:ql)?:\/\/[^/]*@)\//, '$1socket/'));
  const folder = parsed.searchParams.get('host');
  if (folder === null) return { url };
  return {
    host: folder,
    username: decodeURIComponent(parsed.username),
    ...(parsed.password ? { password: decodeURIComponent(parsed.password) } : {}),
    database: decodeURIComponent(parsed.pathname.slice(1)),
  };
}
