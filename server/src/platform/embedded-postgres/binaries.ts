import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { isDropped, type Account } from './account.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { programEnvironment } from './program-environment.js';

/** Only root may create anything here, so nobody else can prepare a trap at a known name. */
const systemCache = '/var/cache/vigil';

/** Absolute paths of the PostgreSQL programs to run. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * Finds the PostgreSQL programs that npm installed for this machine and makes them usable by `account`: restores the
 * library links an install without scripts leaves out, and copies the programs out of a folder that the account may
 * not enter (a checkout in root's home).
 *
 * @throws EmbeddedPostgresError when there are none for this machine, or they cannot be made to run.
 */
export async function locateBinaries(account: Account, ownCache: string): Promise<PostgresBinaries> {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  const installed = await installedBinaries(packageName);
  const native = path.dirname(path.dirname(installed));
  if (restoreLinks(native) && runs(inFolder(native), account)) return inFolder(native);

  const cache = isDropped(account) ? systemCache : ownCache;
  try {
    const copy = inFolder(copyTo(native, cache));
    if (runs(copy, account)) return copy;
  } catch {
    // the same answer as for a copy that does not run
  }
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL cannot run from ${native}: move Vigil to a folder that every account may enter (such as /opt/vigil), start it as an ordinary user, or set DATABASE_URL.`,
  );
}

async function installedBinaries(packageName: string): Promise<string> {
  try {
    const installed = (await import(packageName)) as PostgresBinaries;
    return installed.postgres;
  } catch {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for this machine (${packageName} is not installed): run npm ci without leaving out optional packages, or set DATABASE_URL.`,
    );
  }
}

function inFolder(native: string): PostgresBinaries {
  return { postgres: path.join(native, 'bin', 'postgres'), initdb: path.join(native, 'bin', 'initdb') };
}

/** Whether every library link is in place afterwards. */
function restoreLinks(native: string): boolean {
  const list = readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8');
  const links = JSON.parse(list) as { source: string; target: string }[];
  return links.every(({ source, target }) => {
    const link = path.join(path.dirname(native), target);
    if (existsSync(link)) return true;
    try {
      rmSync(link, { force: true });
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch {
      return existsSync(link); // another start may have made it in the meantime
    }
    return true;
  });
}

function runs(binaries: PostgresBinaries, account: Account): boolean {
  const options = { ...account, cwd: '/', env: programEnvironment };
  return [binaries.postgres, binaries.initdb].every(
    (program) => spawnSync(program, ['--version'], options).status === 0,
  );
}

/** Copies into a name of its own first, so that a copy broken off half-way is never taken for a whole one. */
function copyTo(native: string, cache: string): string {
  const { version } = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(cache, `postgres-${version}-${process.platform}-${process.arch}`);
  const target = path.join(copy, 'native');
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  if (lstatSync(cache).uid !== process.getuid?.()) throw new Error(`${cache} is not ours`);
  if (existsSync(copy)) return target;

  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o755 });
  cpSync(native, path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  restoreLinks(path.join(unfinished, 'native'));
  try {
    renameSync(unfinished, copy);
  } catch {
    rmSync(unfinished, { recursive: true, force: true }); // another start was first; its copy is the same
  }
  return target;
}
