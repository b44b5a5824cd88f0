import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startOwnRedis } from '../../../test/own-redis.js';
import type { RedisServer } from '../../../tools/src/services/redis-server.js';
import { award, type BoardsApp, startBoardsApp } from '../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { factoriesOn, type MadeMember } from '../../test/factories.js';
import { type Forwarder, startForwarder } from '../../test/forwarder.js';
import { Clock } from '../platform/clock/clock.js';

const tuesday = new Date('2026-11-24T10:00:00Z');
const week = 'people.company.week.2026-W48';
/** Far above what it takes to give up one command, and far below what a kernel waits for a peer that is gone. */
const bounded = { timeout: 60_000, interval: 50 };

let database: TestDatabase;
let redis: RedisServer;
let link: Forwarder;
let server: BoardsApp;
let ann: MadeMember;
let cookie: string;
beforeAll(async () => {
  vi.spyOn(Clock.prototype, 'nowMs').mockReturnValue(tuesday.getTime());
  database = await createTestDatabase();
  redis = await startOwnRedis();
  const behind = new URL(redis.url);
  link = await startForwarder({ port: Number(behind.port) });
  behind.port = String(link.port);
  server = await startBoardsApp(database, behind.href);
  const make = factoriesOn(server.sql);
  await make.anOrganisation();
  ann = await make.aMember({ firstName: 'P', lastName: 'Ann', since: new Date('2026-09-02T10:00:00Z') });
  ({ cookie } = await make.aSession(ann, tuesday));
});
afterAll(async () => {
  await database.drop();
  await redis.stop();
});

it('a Redis that vanishes without a word is given up, boards come from the ledger, and the link is made anew (J20)', async () => {
  const screen = server.watcher(cookie);
  await screen.watch(week);
  const earn = (points: number) => award(server, ann.id, { points, at: tuesday });
  await earn(5);
  await vi.waitFor(() => expect(screen.rows(week)).toEqual(['1 P Ann 5']), bounded);
  expect(await screen.fetch(week)).toEqual({ stale: false });

  link.break('stalled');
  await earn(2);
  await vi.waitFor(async () => {
    expect(await screen.fetch(week)).toEqual({ stale: true });
    expect(screen.rows(week)).toEqual(['1 P Ann 7']);
  }, bounded);

  // what was written into the old link never arrives, so that only a new one can heal
  link.heal();
  await vi.waitFor(async () => {
    expect(await screen.fetch(week)).toEqual({ stale: false });
    expect(screen.rows(week)).toEqual(['1 P Ann 7']);
  }, bounded);
  screen.socket.disconnect();
});

it('and it holds no server back from ending', async () => {
  link.break('stalled');
  await server.app.close();
  await link.stop();
});
