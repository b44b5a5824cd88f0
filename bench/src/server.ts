import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { end, spawnProbed } from './probed.js';

const program = fileURLToPath(new URL('../../server/dist/start.js', import.meta.url));

/** The built product under test. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Folder of the socket of its PostgreSQL, where the limit is measured too. */
  readonly postgresSocket: string;
  readonly process: ChildProcess;
  /** Lines of its log that hold a text. */
  said(text: string): string[];
  stop(): Promise<void>;
}

/** How a server under test is started. */
export interface Start {
  /** Options of Node itself. */
  readonly node?: readonly string[];
  readonly logLevel?: string;
  /** Where the same installation was before; else a free port on loopback. */
  readonly at?: string;
}

/** Starts a quiet demo on the embedded PostgreSQL. */
export async function startServer(
  dataDir: string,
  { node = [], logLevel = 'error', at }: Start = {},
): Promise<Server> {
  const url = at ?? `http://127.0.0.1:${await freePort()}`;
  const { port } = new URL(url);
  const log = openSync(`${dataDir}.log`, 'w');
  const child = spawnProbed(['--max-semi-space-size=32', ...node, program, '--quiet'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      VIGIL_MODE: 'demo',
      PORT: port,
      PUBLIC_URL: url,
      DATA_DIR: dataDir,
      LOG_LEVEL: logLevel,
    },
    output: log,
  });
  for (let tries = 0; tries < 600 && child.exitCode === null; tries++) {
    const ready = await fetch(`${url}/health/ready`).then(
      (r) => r.ok,
      () => false,
    );
    if (ready) {
      const said = (text: string) =>
        readFileSync(`${dataDir}.log`, 'utf8')
          .split('\n')
          .filter((line) => line.includes(text));
      return {
        ...{ url, pid: child.pid ?? 0, postgresSocket: path.join(dataDir, 'postgres'), process: child },
        ...{ said, stop: () => end(child) },
      };
    }
    await pause(100);
  }
  throw new Error(`the server did not become ready; see ${dataDir}.log`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
