import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { Database, isUnavailable } from './database.js';

let server: TestApp;
let sql: Database;
beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
});
afterAll(() => server.stop());

it('tries a deadlock again, also where it struck a statement that nobody was waiting for', async () => {
  const lock = `SELECT pg_advisory_xact_lock($1)`;
  let ready = 0;
  let go: () => void = () => undefined;
  const both = new Promise<void>((resolve) => (go = resolve));
  let tries = 0;
  const one = (first: number, second: number) =>
    sql.transaction(async (tx) => {
      tries++;
      await tx.query(lock, [first]);
      if (++ready === 2) go();
      await both;
      tx.write(lock, [second]);
      return tx.query<{ done: number }>('SELECT 1 AS done');
    });
  expect(await Promise.all([one(1, 2), one(2, 1)])).toEqual([[{ done: 1 }], [{ done: 1 }]]);
  expect(tries).toBe(3);
});

it('calls a database away whose socket is gone, and no other file that is missing', async () => {
  const failure = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);
  const away = await failure(new Client({ host: '/nowhere', database: 'vigil' }).connect());
  const missing = await failure(readFile('/nowhere/questions.json'));
  expect([away, missing]).toMatchObject([{ code: 'ENOENT' }, { code: 'ENOENT' }]);
  expect([away, missing].map(isUnavailable)).toEqual([true, false]);
});
