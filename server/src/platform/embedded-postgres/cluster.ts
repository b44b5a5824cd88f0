import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { flushFolder } from '../files/flush-folder.js';
import { isDropped, type Account } from './account.js';
import type { PostgresBinaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { isRunning } from './process-facts.js';
import { programEnvironment } from './program-environment.js';

const unfinishedPrefix = 'postgres.unfinished-';

/** The PostgreSQL files inside a data folder, and who they belong to. */
export interface Cluster {
  /** Absolute, links resolved. */
  readonly dir: string;
  readonly account: Account;
  /**
   * How PostgreSQL names the folder. When it runs as another account it may not be able to walk to `dir` (a data
   * folder in root's home), but it may always enter the folder it was started in.
   */
  readonly ownName: string;
}

/** Describes the cluster inside `dataDir`; touches nothing. */
export function clusterIn(dir: string, account: Account): Cluster {
  return { dir, account, ownName: isDropped(account) ? '/proc/self/cwd' : dir };
}

/**
 * Creates the cluster unless it exists. It is made under another name and renamed when it is whole, so a start that
 * was killed half-way leaves nothing that looks like a database.
 *
 * @throws EmbeddedPostgresError with what PostgreSQL said.
 */
export function createCluster(cluster: Cluster, binaries: PostgresBinaries): void {
  const dataDir = path.dirname(cluster.dir);
  removeUnfinished(dataDir);
  if (existsSync(path.join(cluster.dir, 'PG_VERSION'))) return;

  const unfinished = path.join(dataDir, `${unfinishedPrefix}${process.pid}`);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const { uid, gid } = cluster.account;
  if (uid !== undefined && gid !== undefined) chownSync(unfinished, uid, gid);
  initialise(clusterIn(unfinished, cluster.account), binaries);
  try {
    renameSync(unfinished, cluster.dir);
  } catch {
    rmSync(unfinished, { recursive: true, force: true }); // another start was first; the lock decides between us
  }
  flushFolder(dataDir);
}

function initialise(cluster: Cluster, binaries: PostgresBinaries): void {
  const access = ['--username=postgres', '--auth-local=trust', '--auth-host=reject'];
  const text = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const run = spawnSync(binaries.initdb, ['-D', cluster.ownName, ...access, ...text, '--no-instructions'], {
    ...cluster.account,
    cwd: cluster.dir,
    env: programEnvironment,
    encoding: 'utf8',
  });
  if (run.status === 0) return;
  const reason = (run.stderr || run.error?.message || 'no reason given').trim().split('\n').at(-1) ?? '';
  rmSync(cluster.dir, { recursive: true, force: true });
  throw new EmbeddedPostgresError(`The database in ${cluster.dir} could not be created: ${reason}`);
}

function removeUnfinished(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith(unfinishedPrefix) || isRunning(Number(name.slice(unfinishedPrefix.length))))
      continue;
    rmSync(path.join(dataDir, name), { recursive: true, force: true });
  }
}
