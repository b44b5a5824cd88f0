import { existsSync, readFileSync } from 'node:fs';
import { keptSecretFile } from '../kept-secret.js';
import { type Config, ConfigError } from '../platform/config/config.js';
import { isUnavailable } from '../platform/db/database.js';
import { HeardClient } from '../platform/db/heard-client.js';
import { startEmbeddedPostgres } from '../platform/embedded-postgres/index.js';
import type { Log } from '../platform/logging/log.js';
import { runningFile, type RunningNote } from '../running-note.js';
import { BackupRefused } from './format.js';

/** An installation's database, open to its owner. */
export interface Installation {
  readonly ownerUrl: string;
  readonly appUrl: string;
  close(): Promise<void>;
}

/** Reaches an installation whether or not a server runs on it. @throws ConfigError where there is none */
export async function reachInstallation(config: Config, log: Log): Promise<Installation> {
  if (config.databaseUrl !== null) return ownDatabase(config, config.databaseUrl);
  if (!existsSync(keptSecretFile(config.dataDir)))
    throw new ConfigError(`There is no Vigil in ${config.dataDir}: set DATA_DIR, or DATABASE_URL.`);
  const running = runningNote(config.dataDir);
  if (running !== null && (await answers(running.ownerUrl)))
    return { ownerUrl: running.ownerUrl, appUrl: running.databaseUrl, close: () => Promise.resolve() };
  return embedded(config, log);
}

/** Opens an installation, or a place for one, while no server runs on it. @throws where one does */
export async function claimInstallation(config: Config, log: Log): Promise<Installation> {
  // an embedded database is claimed by whoever starts it
  if (config.databaseUrl === null) return embedded(config, log);
  const found = ownDatabase(config, config.databaseUrl);
  const { username } = new URL(config.databaseUrl);
  const client = new HeardClient({ connectionString: found.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = $1`,
      [decodeURIComponent(username)],
    );
    if (rows.length > 0) throw new BackupRefused('A server is at work on the database: stop it first.');
  } finally {
    await client.end();
  }
  return found;
}

function ownDatabase({ migrationDatabaseUrl }: Config, appUrl: string): Installation {
  if (migrationDatabaseUrl === null)
    throw new ConfigError('Set MIGRATION_DATABASE_URL to the address of vigil_owner.');
  return { ownerUrl: migrationDatabaseUrl, appUrl, close: () => Promise.resolve() };
}

async function embedded({ dataDir }: Config, log: Log): Promise<Installation> {
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  return { ownerUrl: postgres.ownerUrl, appUrl: postgres.appUrl, close: () => postgres.stop() };
}

function runningNote(dataDir: string): RunningNote | null {
  const file = runningFile(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunningNote) : null;
}

/** A server may have left its note and be gone. */
async function answers(url: string): Promise<boolean> {
  const client = new HeardClient({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (isUnavailable(error)) return false;
    throw error;
  } finally {
    await client.end();
  }
}
