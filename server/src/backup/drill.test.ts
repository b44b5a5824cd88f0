import { signIn } from '@vigil/shared/people';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { makeBusy } from '../../test/busy-installation.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { factoriesOn, openDatabase } from '../../test/factories.js';
import { startOwnRedis } from '../../test/redis.js';
import { buildPrograms, type BuiltPrograms, runProgram } from '../../test/server-process.js';
import { aStatingMachine, stateFact, startSteadyLoad, type StatingMachine } from '../../test/stated-facts.js';
import { LedgerSealer } from '../features/points/seal/ledger-sealer.js';
import { entryDigest } from '../features/points/seal/entry-digest.js';
import { keptSecret } from '../kept-secret.js';
import { migrate } from '../platform/db/data-source.js';
import { Database } from '../platform/db/database.js';
import { startEmbeddedPostgres } from '../platform/embedded-postgres/index.js';
import { runningFile } from '../running-note.js';
import { type Manifest, readManifest } from './format.js';

const password = 'a lamp that stays on';
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const enough = { timeout: 30_000, interval: 20 };

let folder: string;
let programs: BuiltPrograms;
let redis: Awaited<ReturnType<typeof startOwnRedis>>;
let server: TestApp;
let sql: Database;
let machine: StatingMachine;
let elsewhere: TestDatabase;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'vigil-drill-'));
  [programs, redis, elsewhere] = await Promise.all([buildPrograms(), startOwnRedis(), createTestDatabase()]);
  server = await startTestApp({ redisUrl: redis.url });
  sql = server.app.get(Database);
  const people = await makeBusy(server, sql);
  for (const person of people) await factoriesOn(sql).aPassword(person, password);
  machine = await aStatingMachine(sql, server.url);
  await server.app.get(LedgerSealer).round();
});
afterAll(async () => {
  await server.stop();
  await redis.stop();
  await elsewhere.drop();
  programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function run(
  program: 'backup' | 'restore' | 'verify',
  database: TestDatabase,
  args: readonly string[],
  url = server.url,
): Promise<string> {
  const settings = {
    VIGIL_MODE: 'production',
    PUBLIC_URL: url,
    SECRET_KEY: server.config.secretKey,
    DATABASE_URL: database.appUrl,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    REDIS_URL: redis.url,
  };
  const running = runProgram(programs[program], settings, args);
  expect(await running.ended, running.said()).toBe(0);
  return running.said();
}

async function backUp(database: TestDatabase, name: string): Promise<Manifest> {
  await run('backup', database, [path.join(folder, name)]);
  return readManifest(path.join(folder, name));
}

const ledger = (of: Database, upTo: string) =>
  of.query(`SELECT e.id, ${entryDigest} AS digest FROM points_entry e WHERE e.id <= $1 ORDER BY e.id`, [
    upTo,
  ]);
const balances = (of: Database) =>
  of.query('SELECT member_id, points, coins, quiet FROM balance ORDER BY member_id');

it('what is backed up amid writes is one moment, comes back as it was, and what came later is stated again (K9)', async () => {
  const load = startSteadyLoad(server.url, machine);
  await vi.waitFor(() => expect(load.acknowledged.size).toBeGreaterThan(30), enough);
  const before = new Set(load.acknowledged.keys());
  const made = await backUp(server.database, 'first');
  const after = load.acknowledged.size;
  await vi.waitFor(() => expect(load.acknowledged.size).toBeGreaterThan(after + 30), enough);
  await load.stop();
  expect(load.acknowledged.size).toBeGreaterThan(before.size);

  const said = await run('restore', elsewhere, [path.join(folder, 'first')]);
  expect(said).toContain('Everything holds.');
  // every row of every table: sessions, seals, badges and what waited in the outbox too
  const again = await backUp(elsewhere, 'again');
  expect(again.parts).toEqual(made.parts);
  for (const [name, last] of Object.entries(made.sequences)) expect(again.sequences[name]).toBe(last);

  const restored = await startTestApp({ redisUrl: redis.url, database: elsewhere });
  const there = restored.app.get(Database);
  try {
    const [newest] = await there.query<{ id: string }>('SELECT max(id) AS id FROM points_entry');
    expect(await ledger(there, newest?.id ?? '0')).toEqual(await ledger(sql, newest?.id ?? ''));
    const kept = await there.query<{ key: string }>('SELECT natural_key AS key FROM behaviour');
    const keys = new Set(kept.map(({ key }) => key));
    for (const key of before) expect(keys.has(key)).toBe(true);

    const [person] = await sql.query<{ email: string }>(
      'SELECT email FROM member JOIN credential ON id = member_id',
    );
    const answer = await fetch(`${restored.url}${signIn.path}`, {
      method: 'POST',
      headers: { origin: restored.url, 'content-type': 'application/json' },
      body: JSON.stringify({ email: person?.email, password }),
    });
    expect(answer.status).toBe(200);

    // whoever states facts does not know what the backup had: all of them, once more, by the same key
    for (const fact of load.facts) {
      const stated = await stateFact(restored.url, machine.key, fact);
      expect(await stated.json()).toMatchObject({
        points: load.acknowledged.get(fact.naturalKey),
      });
    }
    expect(await balances(there)).toEqual(await balances(sql));
    expect(await run('verify', elsewhere, [], restored.url)).toContain('Everything holds.');
  } finally {
    await restored.stop();
  }
}, 120_000);

it('a restore that is killed half-way leaves what was there', async () => {
  const whole = await backUp(elsewhere, 'whole');
  const { database: owner, close } = await openDatabase(elsewhere.ownerUrl);
  const settings = {
    VIGIL_MODE: 'production',
    PUBLIC_URL: server.url,
    SECRET_KEY: server.config.secretKey,
    DATABASE_URL: elsewhere.appUrl,
    MIGRATION_DATABASE_URL: elsewhere.ownerUrl,
  };
  const restoring = runProgram(programs.restore, settings, [path.join(folder, 'first'), '--replace']);
  await vi.waitFor(
    async () => {
      const copying = await owner.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY public.%'`,
      );
      expect(copying.length).toBeGreaterThan(0);
    },
    { timeout: 30_000, interval: 1 },
  );
  restoring.process.kill('SIGKILL');
  expect(await restoring.ended).toBe('SIGKILL');
  await close();
  expect((await backUp(elsewhere, 'still')).parts).toEqual(whole.parts);
});

it('an installation that keeps its own database and key is backed up while it runs, and restored elsewhere', async () => {
  const [here, there] = ['here', 'there'].map((name) => path.join(folder, name)) as [string, string];
  const on = (dataDir: string, program: 'backup' | 'restore', ...args: string[]) =>
    runProgram(programs[program], { VIGIL_MODE: 'demo', DATA_DIR: dataDir }, args);
  const postgres = await startEmbeddedPostgres({ dataDir: here, log: quiet });
  await migrate(postgres.ownerUrl);
  const secretKey = keptSecret(here);
  const { ownerUrl, appUrl: databaseUrl } = postgres;
  writeFileSync(runningFile(here), JSON.stringify({ url: server.url, databaseUrl, ownerUrl }));
  const { database, close } = await openDatabase(databaseUrl);
  await factoriesOn(database).anOrganisation();
  await factoriesOn(database).aMember();

  const backup = on(here, 'backup', path.join(folder, 'own'));
  expect(await backup.ended, backup.said()).toBe(0);
  expect(backup.said()).toContain('The key is in it');
  const refused = on(here, 'restore', path.join(folder, 'own'), '--replace');
  expect(await refused.ended).toBe(2);
  expect(refused.said()).toMatch(/^Another Vigil is already running on .*\n$/);
  await close();
  await postgres.stop();

  const restore = on(there, 'restore', path.join(folder, 'own'));
  expect(await restore.ended, restore.said()).toBe(0);
  expect(restore.said()).toContain('Everything holds.');
  expect(keptSecret(there)).toBe(secretKey);
  // nobody runs there: the backup starts the database for itself
  const again = on(there, 'backup', path.join(folder, 'own-again'));
  expect(await again.ended, again.said()).toBe(0);
  const parts = ['own', 'own-again'].map((name) => readManifest(path.join(folder, name)).parts);
  expect(parts[1]).toEqual(parts[0]);
  expect(parts[0]).toContainEqual(expect.objectContaining({ table: 'member', rows: 1 }));
});
