import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createApp } from './create-app.js';
import { keptSecret } from './kept-secret.js';
import type { Config, RunningConfig } from './platform/config/config.js';
import { migrate } from './platform/db/data-source.js';
import { ProcessClaim } from './platform/db/process-claim.js';
import { startEmbeddedPostgres } from './platform/embedded-postgres/index.js';
import type { Log } from './platform/logging/log.js';
import { Readiness } from './platform/ops/readiness.js';
import { runningFile, type RunningNote } from './running-note.js';

/** A server that listens, with everything it brought along. */
export interface Launched {
  readonly app: NestFastifyApplication;
  readonly config: RunningConfig;
  /** Ends the server first, then what it stands on. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts what the settings leave to us (an embedded PostgreSQL, a key in the data folder), brings the schema up to date
 * where we may, and builds the server. `prepare` runs before it listens.
 */
export async function launch(
  config: Config,
  log: Log,
  prepare: (app: NestFastifyApplication) => Promise<void>,
): Promise<Launched> {
  const database = await openDatabase(config, log);
  try {
    if (database.ownerUrl !== null) await migrate(database.ownerUrl);
    const running: RunningConfig = {
      ...config,
      databaseUrl: database.appUrl,
      publicUrl: config.publicUrl ?? `http://localhost:${config.port}`,
      secretKey: config.secretKey ?? keptSecret(config.dataDir),
    };
    const app = await createApp(running, log);
    // before anything of it begins to work: alone on its database, or with others that have Redis too
    const { databaseUrl, redisUrl } = running;
    const claim = await ProcessClaim.take({ databaseUrl, shared: redisUrl !== null, log });
    let stopped: Promise<void> | null = null;
    const stop = () =>
      (stopped ??= leave(app, running)
        .finally(() => claim.release())
        .finally(() => database.close()));
    try {
      await app.init();
      await prepare(app);
      await app.listen({ port: config.port, host: config.host });
      if (config.databaseUrl === null && database.ownerUrl !== null) leaveNote(running, database.ownerUrl);
    } catch (error) {
      await stop();
      throw error;
    }
    return { app, config: running, stop };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Long enough for a proxy to look at `/health/ready` and send nobody here any more. */
const noticeMs = 2_000;

/** Says that no more work is wanted, serves whoever comes meanwhile, finishes what is under way, and ends. */
async function leave(app: NestFastifyApplication, { mode }: RunningConfig): Promise<void> {
  app.get(Readiness).leave();
  if (mode === 'production') await pause(noticeMs);
  await app.close();
}

interface OpenDatabase {
  readonly appUrl: string;
  /** Null where this process may not change the schema. */
  readonly ownerUrl: string | null;
  close(): Promise<void>;
}

async function openDatabase(config: Config, log: Log): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) {
    return {
      appUrl: config.databaseUrl,
      ownerUrl: config.migrationDatabaseUrl,
      close: () => Promise.resolve(),
    };
  }
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log });
  return { appUrl: postgres.appUrl, ownerUrl: postgres.ownerUrl, close: () => postgres.stop() };
}

function leaveNote({ dataDir, databaseUrl, host, port }: RunningConfig, ownerUrl: string): void {
  const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  const note: RunningNote = { url, databaseUrl, ownerUrl };
  writeFileSync(runningFile(dataDir), JSON.stringify(note), { mode: 0o600 });
}
