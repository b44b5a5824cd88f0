import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { HeardClient } from '../db/heard-client.js';
import type { PostgresBinaries } from './binaries.js';
import type { Cluster } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { isRunning, mayBePostgres } from './process-facts.js';
import { programEnvironment } from './program-environment.js';
import { databaseUrl, type SocketFolder } from './socket-folder.js';

const pollMs = 25;
const retryMs = 250;
/** A killed PostgreSQL holds its shared memory for about a second; 40 × 250 ms leaves room for a loaded machine. */
const mostStarts = 40;
/** Replaying the log after a power cut may take minutes, never this long on one machine's data. */
const mostPolls = 600_000 / pollMs;
const transientReasons =
  /pre-existing shared memory block|lock file ".*" (already exists|is empty)|bogus data in lock file|Address already in use/;
/** A note of a process id is written in one go after its file is created; one that stays empty was cut short. */
const unwrittenMs = 5_000;

/** What is needed to start PostgreSQL on a cluster. */
export interface PostmasterPlan {
  readonly cluster: Cluster;
  readonly binaries: PostgresBinaries;
  readonly socket: SocketFolder;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
}

interface Started {
  /** Undefined while it runs. */
  outcome?: 'ended';
  readonly logStart: number;
}

/**
 * Connects as superuser to the cluster's PostgreSQL, starting it unless it runs already (it may have outlived a killed
 * server); `isOurs` hears of a start before it happens, and when what was started has ended. The caller ends the client.
 *
 * @throws EmbeddedPostgresError when it does not start, with PostgreSQL's own reason.
 */
export async function connectOrStart(plan: PostmasterPlan, isOurs: (ours: boolean) => void): Promise<Client> {
  let started: Started | undefined;
  let starts = 0;
  for (let poll = 0; poll < mostPolls; poll += 1) {
    const session = await connect(plan.socket);
    if (session instanceof Client) return session;
    if (session === 'absent' && started?.outcome !== undefined) {
      // whoever answers on this folder from now on is another server's
      isOurs(false);
      await pauseOrGiveUp(plan, started, starts);
      started = undefined;
    } else if (session === 'absent' && started === undefined) {
      isOurs(true);
      started = start(plan);
      starts += 1;
    }
    await pause(pollMs);
  }
  throw new EmbeddedPostgresError(`PostgreSQL is still busy with its recovery; ${plan.logFile} says more.`);
}

async function connect(socket: SocketFolder): Promise<Client | 'absent' | 'busy'> {
  const client = new HeardClient({ connectionString: databaseUrl(socket.dir, 'postgres', 'postgres') });
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof DatabaseError) {
      if (error.code === '57P03') return 'busy';
      throw error;
    }
    return 'absent';
  }
}

/**
 * Its own session and process group: Ctrl-C in a terminal reaches the whole group of the server, and PostgreSQL must
 * outlive the server's last work. Its words go to a file, because a pipe would break when the server is killed.
 */
function start(plan: PostmasterPlan): Started {
  removeForeignPidFile(plan.cluster);
  const log = openSync(plan.logFile, 'a', 0o600);
  const started: Started = { logStart: fstatSync(log).size };
  const settings = Object.entries({
    ...plan.settings,
    listen_addresses: '',
    unix_socket_directories: plan.socket.ownName,
    unix_socket_permissions: '0700',
  });
  const child = spawn(
    plan.binaries.postgres,
    ['-D', plan.cluster.ownName, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...plan.cluster.account,
      cwd: plan.cluster.dir,
      env: programEnvironment,
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  child.once('error', () => (started.outcome = 'ended'));
  child.once('exit', () => (started.outcome = 'ended'));
  child.unref();
  closeSync(log);
  return started;
}

async function pauseOrGiveUp(plan: PostmasterPlan, { logStart }: Started, starts: number): Promise<void> {
  const words = readFileSync(plan.logFile).subarray(logStart).toString('utf8');
  if (transientReasons.test(words) && starts < mostStarts) return pause(retryMs);
  const reason = /(?:FATAL|PANIC):\s*(.*)/.exec(words)?.[1] ?? 'it gave no reason';
  throw new EmbeddedPostgresError(`PostgreSQL did not start: ${reason} (${plan.logFile} says more).`);
}

/** PostgreSQL takes any process of its own account with the noted id for a running server, also after a reboot. */
function removeForeignPidFile(cluster: Cluster): void {
  const file = pidFileOf(cluster);
  const pid = notedPid(cluster);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  // an empty note may be that of a server which starts at this moment
  const isForeign = pid === undefined ? Date.now() - found.mtimeMs > unwrittenMs : !mayBePostgres(pid);
  if (isForeign) rmSync(file, { force: true });
}

const pidFileOf = (cluster: Cluster): string => path.join(cluster.dir, 'postmaster.pid');

function notedPid(cluster: Cluster): number | undefined {
  try {
    const pid = Number(readFileSync(pidFileOf(cluster), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Asks a running PostgreSQL to end at once, rolling back what is open. Returns its process id, if there was one. */
export function requestStop(cluster: Cluster): number | undefined {
  const pid = notedPid(cluster);
  if (pid === undefined || !mayBePostgres(pid)) return undefined;
  try {
    process.kill(pid, 'SIGINT');
    return pid;
  } catch {
    return undefined;
  }
}

/** Waits until the process is gone. PostgreSQL may be no child of ours, so there is no event to wait for. */
export async function processEnd(pid: number): Promise<void> {
  while (isRunning(pid)) await pause(pollMs);
}
