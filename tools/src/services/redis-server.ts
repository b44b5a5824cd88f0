import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { unpackDebianPackage } from './debian-packages.js';
import { firstAvailable } from './first-available.js';
import { freePort } from './free-port.js';
import { cacheDir, findOnPath } from './paths.js';

const mostStarts = 5;
type Environment = Readonly<Record<string, string | undefined>>;

interface RedisProgram {
  readonly file: string;
  readonly libraryPath?: string;
}

/** A Redis to use, and how to let go of it. */
export interface Redis {
  readonly url: string;
  /** Ends it, if it was started for the caller. */
  stop(): Promise<void>;
}

/** A Redis started for the caller alone: on the loopback address, with a random password. */
export interface RedisServer extends Redis {
  readonly port: number;
  /** Ends it as kill -9 does. */
  kill(): Promise<void>;
  /** Starts it again at the same address: empty, or with what it kept. */
  restart(): Promise<void>;
  /** Sends it a signal: `SIGSTOP` and `SIGCONT` make it fall silent and go on. */
  signal(signal: NodeJS.Signals): void;
  /** Keeps a copy of what is on disk now. */
  keepCopy(): void;
  /** Starts it again with what the last copy holds; empty without one. */
  restartFromCopy(): Promise<void>;
}

/** Whether it writes down what it is told, as in production. */
export interface RedisServerOptions {
  readonly durable?: boolean;
}

/** `REDIS_URL` where it is set, else a server of the caller's own. */
export async function resolveRedis(env: Environment): Promise<Redis> {
  const url = env['REDIS_URL'];
  return url ? { url, stop: () => Promise.resolve() } : startRedisServer(env);
}

/**
 * Starts a real Redis: from PATH, else from Debian's package, unpacked into the project's cache.
 *
 * @throws when there is none; nobody may go on without it.
 */
export async function startRedisServer(
  env: Environment,
  { durable = false }: RedisServerOptions = {},
): Promise<RedisServer> {
  const program = await findRedisProgram(env['PATH']);
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-redis-'));
  const [dir, copy] = [path.join(folder, 'data'), path.join(folder, 'copy')];
  mkdirSync(dir);
  const run: RedisRun = { program, dir, password: randomBytes(16).toString('hex'), durable };
  const { child: first, port } = await startOnFreePort(run);
  let child = first;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    child.kill('SIGCONT'); // a silent one hears nothing
    await once(child, 'exit');
  };
  const removeWithProcess = (): void => void child.kill('SIGKILL');
  process.once('exit', removeWithProcess);
  const restart = async (): Promise<void> => {
    await end('SIGKILL');
    child = await start(run, port);
  };
  return {
    port,
    url: `redis://:${run.password}@127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    restart,
    signal: (signal) => void child.kill(signal),
    keepCopy: () => replaceFolder(dir, copy),
    restartFromCopy: async () => {
      await end('SIGKILL');
      replaceFolder(copy, dir);
      await restart();
    },
    stop: async () => {
      await end('SIGTERM');
      process.off('exit', removeWithProcess);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function replaceFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(from, { recursive: true });
  cpSync(from, to, { recursive: true });
}

/** Where `redis-server` is. Exported for the tests of the order. */
export function findRedisProgram(searchPath: string | undefined, cache = cacheDir): Promise<RedisProgram> {
  return firstAvailable<RedisProgram>('Redis', [
    {
      name: 'redis-server on PATH',
      take: () => {
        const file = findOnPath(['redis-server'], searchPath);
        return file === undefined ? undefined : { file };
      },
    },
    {
      name: "Debian's package redis-server",
      take: async () => {
        const { root, libraryPath } = await unpackDebianPackage('redis-server', path.join(cache, 'redis'));
        return { file: path.join(root, 'usr/bin/redis-server'), libraryPath };
      },
    },
  ]);
}

interface RedisRun {
  readonly program: RedisProgram;
  readonly dir: string;
  readonly password: string;
  readonly durable: boolean;
}

async function startOnFreePort(run: RedisRun) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { child: await start(run, port), port };
    } catch (error) {
      if (attempt === mostStarts) throw error; // else somebody took the port in between
    }
  }
}

async function start({ program, dir, password, durable }: RedisRun, port: number): Promise<ChildProcess> {
  const appendonly = durable ? 'yes' : 'no';
  const options = { port, bind: '127.0.0.1', dir, requirepass: password, appendonly, databases: 64 };
  const child = spawn(
    program.file,
    [...Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]), '--save', ''],
    {
      env: { ...process.env, LD_LIBRARY_PATH: program.libraryPath ?? process.env['LD_LIBRARY_PATH'] },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const words: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Redis ended at its start:\n${words.join('\n')}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      words.push(line);
      if (line.includes('Ready to accept connections')) resolve();
    });
  });
  await ready;
  return child;
}
