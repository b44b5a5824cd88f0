import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { startTestApp } from '../../test/app.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { anEarlierRelease, awardAsThen, earlierMigrations } from '../../test/earlier-release.js';
import { buildPrograms, type BuiltPrograms, runProgram } from '../../test/server-process.js';
import { readManifest } from '../backup/format.js';
import { checkParts, restoreBackup } from '../backup/restore-backup.js';
import { takeBackup } from '../backup/take-backup.js';
import { migrate, ownerDataSourceOptions } from '../platform/db/data-source.js';
import { codeOf, Database } from '../platform/db/database.js';
import { databaseChecks } from '../verify/database-checks.js';
import { outboxChecks } from '../verify/ledger-checks.js';
import { migrations } from './index.js';

const secretKey = '0123456789abcdef'.repeat(4);
/** The long form has a million facts. */
const longMs = 1_800_000;
vi.setConfig({ testTimeout: longMs, hookTimeout: longMs });
const enough = { timeout: longMs, interval: 50 };
const later = migrations.slice(earlierMigrations.length).map((m) => m.name);

let programs: BuiltPrograms;
let release: TestDatabase;
let database: TestDatabase;
beforeAll(async () => {
  [programs, release] = await Promise.all([buildPrograms(), createTestDatabase('template0')]);
  await anEarlierRelease(release.ownerUrl, inject('upgradeFacts'), secretKey);
});
afterAll(async () => {
  programs.remove();
  await release.drop();
});
beforeEach(async () => {
  database = await createTestDatabase(release.name);
});
afterEach(() => database.drop());

/** Somebody at work, who would be turned away after five seconds of waiting for a lock. */
async function somebody(of: TestDatabase): Promise<Client> {
  const client = new Client({ connectionString: of.appUrl, lock_timeout: 5_000 });
  // whoever waits for an answer hears of it
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function asOwner<T>(
  of: TestDatabase,
  work: (sql: Database, source: DataSource) => Promise<T>,
): Promise<T> {
  const source = await new DataSource(ownerDataSourceOptions(of.ownerUrl, migrations)).initialize();
  try {
    return await work(new Database(source), source);
  } finally {
    await source.destroy();
  }
}

const sums = (sql: Database) =>
  sql.query(`SELECT b.member_id, b.points, b.quiet, sum(e.points) AS ledger, count(*) AS entries
    FROM balance b JOIN points_entry e USING (member_id) GROUP BY 1, 2, 3 ORDER BY 1`);
const waiting = (sql: Database, subjects: string) =>
  sql.query(`SELECT consumer, topic, ${subjects} AS subject FROM outbox ORDER BY 1, 2, 3`);

async function expectSound(sql: Database): Promise<void> {
  for (const check of databaseChecks(secretKey)) expect(await check.run(sql), check.law).toEqual([]);
}

it('is migrated while the release before reads and writes: nobody waits for five seconds, and every award is there once (K8, J24)', async () => {
  const [reader, writer] = await Promise.all([somebody(database), somebody(database)]);
  const acknowledged: string[] = [];
  const stop = new AbortController();
  const reading = (async () => {
    for (let reads = 0; ; reads++) {
      const { rows } =
        await reader.query(`SELECT member_id FROM balance b JOIN (SELECT member_id, sum(points) AS points
        FROM points_entry GROUP BY 1) e USING (member_id) WHERE b.points <> e.points`);
      expect(rows).toEqual([]);
      if (stop.signal.aborted) return reads;
    }
  })();
  // its outbox is another one from some migration on: what it cannot write whole it does not write at all
  const writing = (async () => {
    try {
      for (let n = 0; !stop.signal.aborted; n++) {
        await awardAsThen(writer, `award ${n}`);
        acknowledged.push(`award ${n}`);
      }
      return null;
    } catch (error) {
      return codeOf(error);
    }
  })();
  await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(20), enough);
  expect(await migrate(database.ownerUrl)).toEqual(later);
  stop.abort();
  expect(await reading).toBeGreaterThan(0);
  const undefinedColumn = '42703';
  expect([undefinedColumn, null]).toContain(await writing);
  await Promise.all([reader.end(), writer.end()]);

  await asOwner(database, async (sql) => {
    await expectSound(sql);
    const kept = await sql.query<{ key: string }>(
      `SELECT natural_key AS key FROM behaviour JOIN points_entry e ON e.behaviour_id = behaviour.id WHERE natural_key LIKE 'award %' ORDER BY behaviour.id`,
    );
    expect(kept.map(({ key }) => key)).toEqual(acknowledged);
  });
  // the present server takes over: what the other one left in the outbox is read, the past is brought up to date
  const server = await startTestApp({ database, secretKey });
  const sql = server.app.get(Database);
  try {
    await vi.waitFor(async () => {
      expect(await sql.query('SELECT FROM outbox')).toEqual([]);
      expect(
        await sql.query(
          "SELECT FROM season WHERE closed_at IS NULL AND ends_at < now() - interval '74 hours'",
        ),
      ).toEqual([]);
    }, enough);
    await asOwner(database, expectSound);
    for (const check of outboxChecks) expect(await check.run(sql), check.law).toEqual([]);
  } finally {
    await server.stop();
  }
});

it('gives way while somebody holds what it needs, so that nobody waits behind it, and goes on afterwards (K8)', async () => {
  const [holder, writer] = await Promise.all([somebody(database), somebody(database)]);
  await holder.query('BEGIN; SELECT FROM balance LIMIT 1');
  const migrating = migrate(database.ownerUrl);
  const stuck = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'balance'::regclass`;
  await vi.waitFor(async () => expect((await holder.query(stuck)).rows).toHaveLength(1), enough);
  // each of them stands in line behind the migration, for less than the five seconds that it would wait
  for (let n = 0; n < 4; n++) await awardAsThen(writer, `meanwhile ${n}`);
  await holder.query('ROLLBACK');
  expect(await migrating).toEqual(later);
  await Promise.all([holder.end(), writer.end()]);
  await asOwner(database, expectSound);
});

it('goes on where it was when it is killed in the middle of a migration (K8)', async () => {
  const before = await asOwner(database, sums);
  const [holder, watcher] = await Promise.all([somebody(database), somebody(database)]);
  await holder.query('BEGIN; SELECT FROM balance LIMIT 1');
  const settings = {
    VIGIL_MODE: 'production',
    PUBLIC_URL: 'https://vigil.example',
    SECRET_KEY: secretKey,
    DATABASE_URL: database.appUrl,
    MIGRATION_DATABASE_URL: database.ownerUrl,
  };
  const killed = runProgram(programs.migrate, settings);
  const stuck = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'balance'::regclass`;
  await vi.waitFor(async () => expect((await watcher.query(stuck)).rows).toHaveLength(1), enough);
  killed.process.kill('SIGKILL');
  expect(await killed.ended).toBe('SIGKILL');
  await holder.query('ROLLBACK');
  const atWork = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'vigil-migrate'`;
  await vi.waitFor(async () => expect((await watcher.query(atWork)).rows).toEqual([]), enough);
  const done = await watcher.query<{ name: string }>('SELECT name FROM migrations ORDER BY id OFFSET $1', [
    earlierMigrations.length,
  ]);
  expect(done.rows.map(({ name }) => name)).toEqual(later.slice(0, done.rows.length));
  expect(done.rows.length).toBeLessThan(later.length);
  await Promise.all([holder.end(), watcher.end()]);

  const resumed = runProgram(programs.migrate, settings);
  expect(await resumed.ended, resumed.said()).toBe(0);
  await asOwner(database, async (sql) => {
    expect(await sums(sql)).toEqual(before);
    await expectSound(sql);
  });
});

it('goes back one migration and forward again without losing anything (K8)', async () => {
  await asOwner(database, async (sql, source) => {
    const before = { sums: await sums(sql), waiting: await waiting(sql, 'subject') };
    await source.runMigrations({ transaction: 'each' });
    const now = { sums: await sums(sql), waiting: await waiting(sql, 'unnest(subjects)') };
    expect(now).toEqual(before);
    for (let round = 0; round < 2; round++) {
      await source.undoLastMigration({ transaction: 'each' });
      expect(await sums(sql)).toEqual(before.sums);
      expect((await source.runMigrations({ transaction: 'each' })).map((m) => m.name)).toEqual(
        later.slice(-1),
      );
      expect({ sums: await sums(sql), waiting: await waiting(sql, 'unnest(subjects)') }).toEqual(before);
      await expectSound(sql);
    }
  });
});

it('a backup of the release before is restored into the present one', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-earlier-'));
  const into = await createTestDatabase('template0');
  const client = new Client({ connectionString: database.ownerUrl });
  const owner = await new DataSource(ownerDataSourceOptions(into.ownerUrl, [])).initialize();
  try {
    await client.connect();
    const backup = path.join(folder, 'backup');
    await takeBackup(client, backup, { secretKey, kept: false });
    const manifest = readManifest(backup);
    expect(manifest.migrations).toEqual(earlierMigrations.map((m) => m.name));
    await checkParts(backup, manifest);
    const wish = { replace: false, beforeCommit: () => undefined };
    expect(await restoreBackup(owner, backup, manifest, wish)).toEqual(later);
    expect(await asOwner(into, sums)).toEqual(await asOwner(database, sums));
    await asOwner(into, expectSound);
  } finally {
    await client.end();
    await owner.destroy();
    await into.drop();
    rmSync(folder, { recursive: true, force: true });
  }
});
