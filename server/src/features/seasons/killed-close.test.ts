import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOwnRedis } from '../../../../test/own-redis.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { factoriesOn, openDatabase } from '../../../test/factories.js';
import { foundAt, pastSeasons } from '../../../test/seasons-app.js';
import {
  buildPrograms,
  type BuiltPrograms,
  ready,
  type RunningProgram,
  runProgram,
} from '../../../test/server-process.js';
import { freePort } from '../../../../tools/src/services/free-port.js';
import type { RedisServer } from '../../../../tools/src/services/redis-server.js';
import type { Database } from '../../platform/db/database.js';
import { seasonChecks } from '../../verify/season-checks.js';

const enough = { timeout: 60_000, interval: 50 };
const { last } = pastSeasons();
const people = 3;

let database: TestDatabase;
let redis: RedisServer;
let programs: BuiltPrograms;
let sql: Database;
let close: () => Promise<void>;
const running: RunningProgram[] = [];
beforeAll(async () => {
  [database, programs, redis] = await Promise.all([createTestDatabase(), buildPrograms(), startOwnRedis()]);
  ({ database: sql, close } = await openDatabase(database.appUrl));
  await foundAt(sql, last.endMs - 1_000);
  for (let i = 0; i < people; i++) await factoriesOn(sql).aMember({ since: new Date(last.endMs - 1_000) });
});
afterAll(async () => {
  for (const { process } of running) process.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  programs.remove();
  await close();
  await database.drop();
  await redis.stop();
});

/** A process that looks for seasons to close as soon as it is up. */
async function aServer(): Promise<{ server: RunningProgram; isUp: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = runProgram(programs.start, {
    ...{ VIGIL_MODE: 'production', HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url },
    ...{
      DATABASE_URL: database.appUrl,
      REDIS_URL: redis.url,
      SECRET_KEY: '0123456789abcdef'.repeat(4),
      LOG_LEVEL: 'error',
    },
  });
  running.push(server);
  return { server, isUp: () => ready(server, url) };
}
const traces = async () =>
  (
    await sql.query<{ line: boolean; closed: boolean; lines: number }>(
      `SELECT counts_until IS NOT NULL AS line, closed_at IS NOT NULL AS closed,
         (SELECT count(*) FROM audit_entry WHERE act = 'season.closed' AND subject_id = key)::int AS lines
       FROM season WHERE key = $1`,
      [last.key],
    )
  )[0];
const told = async (): Promise<number[]> =>
  (
    await sql.query<{ times: number }>(
      `SELECT count(*)::int AS times FROM notice WHERE kind = 'season.closed' AND key = $1 GROUP BY member_id`,
      [last.key],
    )
  ).map(({ times }) => times);
const waiting = async (): Promise<number> =>
  (
    await sql.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%INSERT INTO department_standing%'`,
    )
  ).length;

it('two processes try, they are killed in the middle, two others come: the season closes once, and is told once (E19)', async () => {
  // somebody else is about to write the standing: whoever closes waits for it, with the season's row in hand
  const rival = new Client({ connectionString: database.appUrl });
  await rival.connect();
  await rival.query('BEGIN');
  await rival.query(
    `INSERT INTO department_standing (unit, key, closed, rows) VALUES ('season', $1, false, '[]')`,
    [last.key],
  );
  // a line behind which nobody is, that one neither
  await sql.query(
    `INSERT INTO season (key, starts_at, ends_at, counts_until) SELECT $1, $2, $3, (SELECT min(xact_start) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL)`,
    [last.key, new Date(last.startMs), new Date(last.endMs)],
  );
  const victims = [await aServer(), await aServer()];
  // one of the two has the season in hand; the other one finds it so, and goes on
  await expect.poll(waiting, enough).toBe(1);
  for (const { server } of victims) server.process.kill('SIGKILL');
  for (const { server } of victims) expect(await server.ended).toBe('SIGKILL');
  expect(await traces()).toEqual({ line: true, closed: false, lines: 0 });
  await rival.query('ROLLBACK');
  await rival.end();
  const next = [await aServer(), await aServer()];
  await Promise.all(next.map(({ isUp }) => isUp()));
  await expect.poll(traces, enough).toEqual({ line: true, closed: true, lines: 1 });
  await expect.poll(told, enough).toEqual(Array(people).fill(1));
  for (const { server } of next) expect(server.process.exitCode).toBeNull();
  for (const check of seasonChecks) expect(await check.run(sql), check.law).toEqual([]);
}, 120_000);
