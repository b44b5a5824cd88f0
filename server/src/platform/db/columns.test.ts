import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { column, columns } from './columns.js';
import { Database } from './database.js';

let server: TestApp;
let sql: Database;
beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
});
afterAll(() => server.stop());

const text = fc.string({ unit: 'binary' }).filter((t) => !t.includes('\0'));
const row = fc.record({
  text: fc.option(fc.oneof(text, fc.constantFrom('', 'null', 'NULL', '{}', '"', '\\', ',', ' a ', '\n'))),
  number: fc.option(fc.integer()),
  flag: fc.option(fc.boolean()),
  bytes: fc.option(fc.uint8Array().map((bytes) => Buffer.from(bytes))),
  at: fc.option(fc.date({ min: new Date('1900-01-01'), max: new Date('2900-01-01'), noInvalidDate: true })),
  json: fc.option(fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean()))),
});

it('brings every value to PostgreSQL as it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
      const arrived = await sql.query(
        `SELECT * FROM unnest($1::text[], $2::int[], $3::boolean[], $4::bytea[], $5::timestamptz[], $6::jsonb[])
         AS t (text, number, flag, bytes, at, json)`,
        columns(rows, 'text', 'number', 'flag', 'bytes', 'at', 'json'),
      );
      expect(arrived).toEqual(rows);
    }),
  );
});

it('takes worked out values too', async () => {
  const [row] = await sql.query(`SELECT $1::int[] AS doubled`, [column([1, 2, 3], (n) => n * 2)]);
  expect(row).toEqual({ doubled: [2, 4, 6] });
});
