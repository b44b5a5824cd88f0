import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { buildProgram, startChild, type ChildServer } from '../../../test/child-server.js';
import { startEmbeddedPostgres } from './index.js';
import { isRunning } from './process-facts.js';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const body = `
const quiet = { info() {}, warn() {}, error() {} };
const postgres = await subject.startEmbeddedPostgres({ dataDir: process.argv[2], log: quiet });
process.on('message', () => process.exit(0));
process.send(postgres.ownerUrl);
`;
let program: string;
let dataDir: string;
let servers: ChildServer[];

beforeAll(async () => {
  const outDir = mkdtempSync(
    fileURLToPath(new URL('../../../../node_modules/.vigil-test-', import.meta.url)),
  );
  program = await buildProgram(fileURLToPath(new URL('index.ts', import.meta.url)), outDir, body);
});
afterAll(() => rmSync(path.dirname(program), { recursive: true, force: true }));
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'vigil-pg-'));
  servers = [];
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.end('SIGTERM')));
  rmSync(dataDir, { recursive: true, force: true });
});

async function startServer(): Promise<{ server: ChildServer; ownerUrl: string; postmaster: number }> {
  const server = await startChild(program, dataDir);
  servers.push(server);
  const postmaster = Number(
    readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  return { server, ownerUrl: String(server.message), postmaster };
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const gone = (pid: number) =>
  vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000, interval: 20 });

it('is adopted, data and all, after its server was killed, by one server only', async () => {
  const first = await startServer();
  await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.server.end('SIGKILL');
  expect(isRunning(first.postmaster)).toBe(true);

  const second = await startServer();
  expect(second.postmaster).toBe(first.postmaster);
  expect(await query(second.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow('Another Vigil is already running');

  await second.server.end('SIGTERM');
  await gone(first.postmaster);
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends with its server on %s', async (signal) => {
  const { server, postmaster } = await startServer();
  await server.end(signal);
  expect(server.process.signalCode).toBe(signal);
  expect(isRunning(postmaster)).toBe(false);
});

it('ends when its server exits without ending it', async () => {
  const { server, postmaster } = await startServer();
  server.process.send('exit');
  await gone(postmaster);
});

it('does not hear the Ctrl-C that a terminal sends to the whole group of its server', async () => {
  const { server, postmaster } = await startServer();
  const groupOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
  if (process.platform === 'linux') expect(groupOf(postmaster)).not.toBe(groupOf(server.process.pid!));
});
