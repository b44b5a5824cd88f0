import { mkdirSync, realpathSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { accountFor } from './account.js';
import { locateBinaries } from './binaries.js';
import { clusterIn, createCluster } from './cluster.js';
import { PostgresKeeper, type EmbeddedPostgresLog } from './postgres-keeper.js';
import type { PostmasterPlan } from './postmaster.js';
import { vigilDatabase } from './roles.js';
import { databaseUrl, openSocketFolder } from './socket-folder.js';
import { stopWithProcess } from './stop-with-process.js';

const largestLogBytes = 10_000_000;

/** Keeps what was acknowledged, through kill -9 and power cuts. */
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', jit: 'off' };

/** A running embedded PostgreSQL. All addresses are local sockets; nothing listens on the network. */
export interface EmbeddedPostgres {
  /** For creating roles and databases only; the product never uses it. */
  readonly superuserUrl: string;
  /** `vigil_owner`, owner of the database `vigil`: runs the migrations. */
  readonly ownerUrl: string;
  /** `vigil_app`: runs the product, owns nothing. */
  readonly appUrl: string;
  /** Ends PostgreSQL and waits until its process is gone. Close your own connections first; may be called twice. */
  stop(): Promise<void>;
}

/** Where the data is, and who hears about it. */
export interface EmbeddedPostgresOptions {
  /** One folder for everything; created when missing. */
  readonly dataDir: string;
  readonly log: EmbeddedPostgresLog;
  /** PostgreSQL settings that differ from the defaults; tests use it. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Starts PostgreSQL on `dataDir` from the programs npm installed, creating cluster, roles and database where missing,
 * and keeps it running: when it dies it is started again (pools reconnect by themselves). A PostgreSQL that outlived a
 * killed server is adopted. Only one server at a time uses a data folder; the claim is a lock inside PostgreSQL, so it
 * ends with the process that held it, however that ended. As root, PostgreSQL runs as an account without rights.
 * It also ends with this process, on a normal exit, SIGINT, SIGTERM or SIGHUP.
 *
 * @throws EmbeddedPostgresError whose message is one line for the terminal.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const plan = await preparePlan(options);
  const { dir } = plan.socket;
  const keeper = new PostgresKeeper(plan, options.dataDir, options.log);
  const stop = stopWithProcess({ now: () => keeper.stopNow(), gently: () => keeper.close() });
  try {
    await keeper.open();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    superuserUrl: databaseUrl(dir, 'postgres', 'postgres'),
    ownerUrl: databaseUrl(dir, vigilDatabase.owner, vigilDatabase.name),
    appUrl: databaseUrl(dir, vigilDatabase.app, vigilDatabase.name),
    stop,
  };
}

async function preparePlan({ dataDir, settings }: EmbeddedPostgresOptions): Promise<PostmasterPlan> {
  mkdirSync(dataDir, { recursive: true });
  const folder = realpathSync(dataDir);
  const clusterDir = path.join(folder, 'postgres');
  const cluster = clusterIn(clusterDir, accountFor(clusterDir));
  const binaries = await locateBinaries(cluster.account, path.join(folder, 'programs'));
  createCluster(cluster, binaries);
  const logFile = path.join(folder, 'postgres.log');
  const log = statSync(logFile, { throwIfNoEntry: false });
  if (log && log.size > largestLogBytes) renameSync(logFile, `${logFile}.old`);
  return {
    cluster,
    binaries,
    socket: openSocketFolder(cluster),
    logFile,
    settings: { ...durable, ...settings },
  };
}
