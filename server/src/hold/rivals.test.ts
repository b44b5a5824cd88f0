import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import {
  aFact,
  aStatingMachine,
  startSteadyLoad,
  stateFact,
  type StatingMachine,
} from '../../test/stated-facts.js';
import { Database, isUnavailable } from '../platform/db/database.js';
import { ledgerChecks } from '../verify/ledger-checks.js';

let database: TestDatabase;
let server: TestApp;
let sql: Database;
let machine: StatingMachine;
let rivals: Client[];
beforeAll(async () => {
  database = await createTestDatabase();
  const superuser = new Client({ connectionString: inject('superuserUrl') });
  await superuser.connect();
  // quick to find deadlocks, so that both sides lose many in a short time
  await superuser.query(`ALTER DATABASE ${database.name} SET deadlock_timeout = '15ms'`);
  await superuser.end();
  server = await startTestApp({ database });
  sql = server.app.get(Database);
  machine = await aStatingMachine(sql, server.url, 8);
  for (const person of machine.people) await stateFact(server.url, machine.key, aFact(person));
  rivals = [];
  for (let i = 0; i < 4; i++) {
    const rival = new Client({ connectionString: server.database.appUrl });
    await rival.connect();
    rivals.push(rival);
  }
});
afterAll(async () => {
  await Promise.all(rivals.map((r) => r.end()));
  await server.stop();
  await database.drop();
});

/** Locks members' balances in the order that nobody else uses, until told to stop. @returns how often it lost */
async function disturb(rival: Client, isOver: () => boolean): Promise<number> {
  const order = machine.people.map((p) => p.id).sort((a, b) => (a < b ? 1 : -1));
  let lost = 0;
  while (!isOver()) {
    try {
      await rival.query('BEGIN');
      for (const id of order) await rival.query('SELECT FROM balance WHERE member_id = $1 FOR UPDATE', [id]);
      await rival.query('COMMIT');
    } catch (error) {
      expect((error as { code?: string }).code).toBe('40P01');
      lost++;
      await rival.query('ROLLBACK');
    }
  }
  return lost;
}

/** Many members at once: locks that others want the other way round. */
async function stateAll(): Promise<number> {
  const answer = await stateFact(server.url, machine.key, { items: machine.people.map((p) => aFact(p)) });
  return answer.status;
}

it('deadlocks are tried again, and never miscounted (J3)', async () => {
  const before = await deadlocks();
  let over = false;
  const load = startSteadyLoad(server.url, machine, 8);
  const disturbing = Promise.all(rivals.map((r) => disturb(r, () => over)));
  const statuses: number[] = [];
  // on a fast machine the first batches may pass between the rivals
  while (statuses.length < 6 || (await deadlocks()) === before)
    statuses.push(...(await Promise.all(Array.from({ length: 6 }, stateAll))));
  over = true;
  await disturbing;
  await load.stop();
  for (const status of statuses) expect([200, 503]).toContain(status);
  for (const said of load.refused.keys()) expect(said).toBe('503 urn:vigil:problem:unavailable');
  const kept = new Set(
    (await sql.query<{ key: string }>('SELECT natural_key AS key FROM behaviour')).map((r) => r.key),
  );
  for (const key of load.acknowledged.keys()) expect(kept.has(key)).toBe(true);
  for (const check of ledgerChecks) expect(await check.run(sql), check.law).toEqual([]);
});

async function deadlocks(): Promise<number> {
  await sql.query('SELECT pg_stat_force_next_flush()').catch(() => undefined);
  const [row] = await sql.query<{ n: string }>(
    'SELECT deadlocks AS n FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(row?.n);
}

it.each(['40001', '40P01'])(
  '%s is tried a bounded number of times, and its last word is "not now" (J3)',
  async (code) => {
    let tries = 0;
    const failing = sql.transaction(async (tx) => {
      tries++;
      await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'rival' USING ERRCODE = '${code}'; END $$`);
    });
    await expect(failing).rejects.toMatchObject({ code });
    expect(tries).toBe(5);
  },
);

it('a conflict that does not end is answered with 503, not with 500 (J3)', () => {
  for (const code of ['40001', '40P01', '57014', '55P03']) expect(isUnavailable({ code })).toBe(true);
  for (const code of ['23505', '22021', '42P01']) expect(isUnavailable({ code })).toBe(false);
});
