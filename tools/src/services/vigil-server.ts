import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { projectRoot } from './paths.js';

const pollMs = 100;
const mostPolls = 900;
/** A stray setting of the developer's own must not turn a throw-away server onto real data. */
const ownSettings = [
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'REDIS_URL',
  'PUBLIC_URL',
  'SECRET_KEY',
  'HOST',
  'LOG_LEVEL',
];

/** The built product in demo mode, on a data folder that goes when it stops. */
export interface VigilServer {
  readonly url: string;
  /** Where it keeps everything; gone after `stop`. */
  readonly dataDir: string;
  readonly pid: number;
  /** Sends SIGTERM, waits for the end and leaves the data. */
  end(): Promise<void>;
  /** Sends SIGTERM, waits for the end and removes the data. */
  stop(): Promise<void>;
}

/** How to start {@link startDemoServer}. */
export interface DemoServerOptions {
  readonly logFile: string;
  /** Settings beside mode, port and data folder. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Arguments of the server: `--quiet` for a demo without life of its own. */
  readonly args?: readonly string[];
  /** The data folder of a demo that has ended, to go on with a copy of it: making the company takes a while. */
  readonly company?: string;
}

/**
 * Starts `server/dist/start.js` in demo mode on a free loopback port and waits until it is ready.
 *
 * @throws with the server's last words when it ends or is not ready in time. Build first.
 */
export async function startDemoServer({
  logFile,
  settings = {},
  args = [],
  company,
}: DemoServerOptions): Promise<VigilServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vigil-demo-'));
  // with its owners: as root, PostgreSQL's files are somebody else's
  if (company !== undefined) execFileSync('cp', ['-a', `${company}/.`, dataDir]);
  const port = await freePort();
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const inherited = Object.entries(process.env).filter(([name]) => !ownSettings.includes(name));
  const child = spawn(process.execPath, [path.join(projectRoot, 'server/dist/start.js'), ...args], {
    cwd: projectRoot,
    env: {
      ...Object.fromEntries(inherited),
      VIGIL_MODE: 'demo',
      PORT: String(port),
      DATA_DIR: dataDir,
      ...settings,
    },
    stdio: ['ignore', log, log],
  });
  const stop = async (): Promise<void> => {
    await end(child);
    rmSync(dataDir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await readiness(child, url);
  } catch (error) {
    await stop();
    const words = readFileSync(logFile, 'utf8').trim().split('\n').slice(-20).join('\n');
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${words}`);
  }
  return { url, dataDir, pid: child.pid ?? 0, end: () => end(child), stop };
}

async function readiness(child: ChildProcess, url: string): Promise<void> {
  for (let poll = 0; poll < mostPolls; poll += 1) {
    if (hasEnded(child)) throw new Error('The server ended before it was ready.');
    const response = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (response?.ok) return;
    await pause(pollMs);
  }
  throw new Error(`The server was not ready after ${(mostPolls * pollMs) / 1000} s.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
