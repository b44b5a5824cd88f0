import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../../tools/src/services/free-port.js';
import { openDatabase } from '../../test/factories.js';
import {
  buildPrograms,
  type BuiltPrograms,
  ready,
  type RunningProgram,
  runProgram,
  productionSettings,
} from '../../test/server-process.js';
import {
  aFact,
  aStatingMachine,
  stateFact,
  startSteadyLoad,
  type StatingMachine,
  type SteadyLoad,
} from '../../test/stated-facts.js';
import { migrate } from '../platform/db/data-source.js';
import type { Database } from '../platform/db/database.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded-postgres/index.js';
import { ledgerChecks, outboxChecks } from '../verify/ledger-checks.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const enough = { timeout: 90_000, interval: 20 };

let dataDir: string;
let postgres: EmbeddedPostgres;
let programs: BuiltPrograms;
let server: RunningProgram;
let url: string;
let sql: Database;
let close: () => Promise<void>;
let machine: StatingMachine;
let settings: Record<string, string>;

/** A database with the product's own settings: what is acknowledged has reached the disk. */
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'vigil-killed-'));
  [postgres, programs] = await Promise.all([startEmbeddedPostgres({ dataDir, log: quiet }), buildPrograms()]);
  await migrate(postgres.ownerUrl);
  url = `http://127.0.0.1:${await freePort()}`;
  settings = productionSettings(url, postgres.appUrl);
  server = runProgram(programs.start, settings);
  await ready(server, url);
  ({ database: sql, close } = await openDatabase(postgres.appUrl));
  machine = await aStatingMachine(sql, url);
});
afterAll(async () => {
  server.process.kill('SIGKILL');
  await server.ended;
  await close();
  await postgres.stop();
  programs.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

const postmaster = (): number =>
  Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Waits until so many more facts have been acknowledged. */
async function progress(load: SteadyLoad, more: number): Promise<void> {
  const goal = load.acknowledged.size + more;
  await vi.waitFor(() => {
    const { exitCode, signalCode } = server.process;
    expect(exitCode ?? signalCode, server.said()).toBeNull();
    expect(load.acknowledged.size).toBeGreaterThanOrEqual(goal);
  }, enough);
}

async function expectEachFactOnce({ acknowledged }: SteadyLoad): Promise<void> {
  const rows = await sql.query<{ key: string; points: number; entries: string; facts: string }>(
    `SELECT b.natural_key AS key, b.points, coalesce(sum(e.points), 0) AS entries, count(DISTINCT b.id) AS facts
     FROM behaviour b LEFT JOIN points_entry e ON e.behaviour_id = b.id GROUP BY 1, 2`,
  );
  const kept = new Map(rows.map((r) => [r.key, r]));
  for (const [key, points] of acknowledged) {
    expect(points).toBe(25);
    expect(kept.get(key)).toEqual({ key, points, entries: String(points), facts: '1' });
  }
  for (const check of ledgerChecks) expect(await check.run(sql), check.law).toEqual([]);
  await vi.waitFor(async () => expect(await sql.query('SELECT FROM outbox')).toEqual([]), enough);
  for (const check of outboxChecks) expect(await check.run(sql), check.law).toEqual([]);
}

describe('under load', () => {
  it('PostgreSQL is killed ten times: nothing acknowledged is lost or doubled, and the server stays (J2)', async () => {
    const load = startSteadyLoad(url, machine);
    for (let round = 0; round < 10; round++) {
      await progress(load, 30);
      process.kill(postmaster(), 'SIGKILL');
    }
    await progress(load, 30);
    await load.stop();
    expect(server.process.exitCode).toBeNull();
    // whoever was turned away was told so, and told to come again
    expect([...load.refused.keys()]).toEqual(['503 urn:vigil:problem:unavailable']);
    await expectEachFactOnce(load);
  }, 300_000);

  it('the server is killed: nothing acknowledged is lost or doubled, and a new one goes on by itself (J2)', async () => {
    const load = startSteadyLoad(url, machine);
    for (let round = 0; round < 3; round++) {
      await progress(load, 30);
      server.process.kill('SIGKILL');
      expect(await server.ended).toBe('SIGKILL');
      server = runProgram(programs.start, settings);
      await ready(server, url);
    }
    await progress(load, 30);
    await load.stop();
    // connections broke; nothing else was ever answered
    expect([...load.refused.keys()].filter((said) => said !== 'none')).toEqual([]);
    await expectEachFactOnce(load);
  }, 300_000);

  it('the server is told to end: it asks for no more, finishes what it holds, and only then goes', async () => {
    const load = startSteadyLoad(url, machine);
    await progress(load, 30);
    const [held] = machine.people;
    const { database, close: letGo } = await openDatabase(postgres.appUrl);
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const locked = database.transaction(async (tx) => {
      await tx.query('SELECT FROM balance WHERE member_id = $1 FOR UPDATE', [held?.id]);
      underWay = stateFact(url, machine.key, aFact({ email: held?.email ?? '' }));
      await finished;
    });
    let underWay: Promise<Response> | undefined;
    await vi.waitFor(() => expect(underWay).toBeDefined());
    server.process.kill('SIGTERM');
    const readiness = () => fetch(`${url}/health/ready`);
    await vi.waitFor(async () => expect((await readiness()).status).toBe(503), enough);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    await vi.waitFor(() => expect(readiness()).rejects.toThrow(), enough);
    expect(server.process.exitCode).toBeNull();
    finish();
    await locked;
    expect((await underWay)?.status).toBe(200);
    expect(await server.ended).toBe(0);
    expect([...load.refused.keys()].filter((said) => said !== 'none')).toEqual([]);
    server = runProgram(programs.start, settings);
    await ready(server, url);
    await load.stop();
    await letGo();
    await expectEachFactOnce(load);
  }, 300_000);
});
