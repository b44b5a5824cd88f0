import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from './northwind.js';

const pollMs = 100;
const mostPolls = 600;
/** A stray setting of the developer's own must not turn a throw-away server onto real data. */
const ownSettings = /^(DATABASE_URL|MIGRATION_DATABASE_URL|REDIS_URL|PUBLIC_URL|SECRET_KEY|HOST|LOG_LEVEL)$/;

/** A demo company of a test's own, without life of its own, that can be struck down and started again. */
export class OwnServer {
  private child: ChildProcess | null = null;

  private constructor(
    readonly url: string,
    readonly dataDir: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** On a data folder of its own, with the company that was made for all tests; ready when this returns. @param settings beside mode, port and folder */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'vigil-e2e-'));
    const company = process.env['VIGIL_TEST_COMPANY'];
    // with its owners: as root, PostgreSQL's files are somebody else's
    if (company !== undefined) execFileSync('cp', ['-a', `${company}/.`, dataDir]);
    const port = await freePort();
    const inherited = Object.entries(process.env).filter(([name]) => !ownSettings.test(name));
    const env = {
      ...Object.fromEntries(inherited),
      VIGIL_MODE: 'demo',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      ...settings,
    };
    const server = new OwnServer(`http://127.0.0.1:${port}`, dataDir, env);
    await server.startAgain();
    return server;
  }

  /** On the same folder and port. @throws with its last words when it ends before it is ready */
  async startAgain(): Promise<void> {
    const script = path.join(projectRoot, 'server/dist/start.js');
    const child = spawn(process.execPath, [script, '--quiet'], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => (said = (said + String(text)).slice(-4_000)));
    for (let poll = 0; poll < mostPolls; poll++) {
      if (hasEnded(child)) throw new Error(`The server ended before it was ready.\n${said}`);
      const ready = await fetch(new URL('/health/ready', this.url)).catch(() => undefined);
      if (ready?.ok) return;
      await pause(pollMs);
    }
    throw new Error(`The server was not ready in time.\n${said}`);
  }

  /** As a power cut would: no chance to tidy up. */
  async strikeDown(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Runs the installation's own check. @returns its exit code and what it said */
  async verify(): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, [path.join(projectRoot, 'server/dist/verify.js')], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
    const [code] = (await once(child, 'exit')) as [number | null];
    return { code, said };
  }

  /** Ends it and forgets its data. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
