import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { probe } from './probed.js';

/** A server to compare with, as a process of its own, as the product is one. */
export interface Bare {
  readonly url: string;
  readonly pid: number;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/**
 * Node's own server, which awards by pgbench's statement.
 * @param socket folder of the PostgreSQL socket, where pgbench's tables are
 */
export const startBare = (socket: string): Promise<Bare> => start('bare-server.js', socket);

/** Nest on Fastify, and nothing else. */
export const startHello = (): Promise<Bare> => start('hello-server.js');

/** @param file beside this one; prints its address when it listens */
async function start(file: string, ...args: readonly string[]): Promise<Bare> {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, ['--max-semi-space-size=32', '--import', probe, program, ...args], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout === null) throw new Error(`${file} has no output`);
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    url,
    pid: child.pid ?? 0,
    process: child,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
