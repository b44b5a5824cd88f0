import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function rows(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

it('is a database of its own, migrated and empty, with both roles', async () => {
  const who = 'SELECT current_user AS role, current_database() AS database';
  expect(await rows(database.appUrl, who)).toEqual([{ role: 'vigil_app', database: database.name }]);
  expect(await rows(database.ownerUrl, who)).toEqual([{ role: 'vigil_owner', database: database.name }]);
});

it('lets the app role change no structure', async () => {
  await expect(rows(database.appUrl, 'CREATE TABLE mine (id int)')).rejects.toThrow('permission denied');
});

it('shares nothing with another', async () => {
  const other = await createTestDatabase();
  try {
    await rows(other.ownerUrl, 'CREATE TABLE only_here (id int)');
    await expect(rows(database.ownerUrl, 'SELECT FROM only_here')).rejects.toThrow('does not exist');
  } finally {
    await other.drop();
  }
});
