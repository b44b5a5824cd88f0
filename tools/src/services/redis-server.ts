import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
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

/** A Redis started for the caller alone: on the loopback address, with a random password and nothing on disk. */
export interface RedisServer extends Redis {
  readonly port: number;
  /** Ends it as kill -9 does. */
  kill(): Promise<void>;
  /** Starts it again, empty, at the same address. */
  restart(): Promise<void>;
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
export async function startRedisServer(env: Environment): Promise<RedisServer> {
  const program = await findRedisProgram(env['PATH']);
  const password = randomBytes(16).toString('hex');
  const dir = mkdtempSync(path.join(tmpdir(), 'vigil-redis-'));
  const { child: first, port } = await startOnFreePort(program, dir, password);
  let child = first;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  const removeWithProcess = (): void => void child.kill('SIGKILL');
  process.once('exit', removeWithProcess);
  return {
    port,
    url: `redis://:${password}@127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGKILL');
      child = await start(program, dir, password, port);
    },
    stop: async () => {
      await end('SIGTERM');
      process.off('exit', removeWithProcess);
      rmSync(dir, { recursive: true, force: true });
    },
  };
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

async function startOnFreePort(program: RedisProgram, dir: string, password: string) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { child: await start(program, dir, password, port), port };
    } catch (error) {
      if (attempt === mostStarts) throw error; // else somebody took the port in between
    }
  }
}

async function start(
  program: RedisProgram,
  dir: string,
  password: string,
  port: number,
): Promise<ChildProcess> {
  const options = { port, bind: '127.0.0.1', dir, requirepass: password, appendonly: 'no', databases: 64 };
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
