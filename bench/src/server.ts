import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../server/dist/start.js', import.meta.url));

/** The built product under test. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Folder of the socket of its PostgreSQL, where the limit is measured too. */
  readonly postgresSocket: string;
  /** Lines of its log that hold a text. */
  said(text: string): string[];
  stop(): Promise<void>;
}

/** How a server under test is started. */
export interface Start {
  /** Options of Node itself. */
  readonly node?: readonly string[];
  readonly logLevel?: string;
}

/** Starts a quiet demo on the embedded PostgreSQL; the port is a free one on loopback. */
export async function startServer(
  dataDir: string,
  { node = [], logLevel = 'error' }: Start = {},
): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = openSync(`${dataDir}.log`, 'w');
  const child = spawn(process.execPath, ['--max-semi-space-size=32', ...node, program, '--quiet'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      VIGIL_MODE: 'demo',
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: dataDir,
      LOG_LEVEL: logLevel,
    },
    stdio: ['ignore', log, log],
  });
  for (let tries = 0; tries < 600 && child.exitCode === null; tries++) {
    const ready = await fetch(`${url}/health/ready`).then(
      (r) => r.ok,
      () => false,
    );
    if (ready) {
      const stop = async () => {
        child.kill('SIGTERM');
        await once(child, 'exit');
      };
      const said = (text: string) =>
        readFileSync(`${dataDir}.log`, 'utf8')
          .split('\n')
          .filter((line) => line.includes(text));
      return { url, pid: child.pid ?? 0, postgresSocket: path.join(dataDir, 'postgres'), said, stop };
    }
    await pause(100);
  }
  throw new Error(`the server did not become ready; see ${dataDir}.log`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
