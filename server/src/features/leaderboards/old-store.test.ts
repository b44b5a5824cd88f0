import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startOwnRedis } from '../../../../test/own-redis.js';
import type { RedisServer } from '../../../../tools/src/services/redis-server.js';
import { award, type BoardsApp, startBoardsApp } from '../../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { factoriesOn, type MadeMember } from '../../../test/factories.js';
import { Clock } from '../../platform/clock/clock.js';

const tuesday = new Date('2026-11-24T10:00:00Z');
const week = 'people.company.week.2026-W48';
const patience = { timeout: 20_000, interval: 20 };

let database: TestDatabase;
let redis: RedisServer;
let server: BoardsApp;
let ann: MadeMember;
let bob: MadeMember;
let cookie: string;
beforeAll(async () => {
  vi.spyOn(Clock.prototype, 'nowMs').mockReturnValue(tuesday.getTime());
  database = await createTestDatabase();
  redis = await startOwnRedis({ durable: true });
  server = await startBoardsApp(database, redis.url);
  const make = factoriesOn(server.sql);
  await make.anOrganisation();
  const named = (lastName: string) =>
    make.aMember({ firstName: 'P', lastName, since: new Date('2026-09-02T10:00:00Z') });
  [ann, bob] = [await named('Ann'), await named('Bob')];
  ({ cookie } = await make.aSession(ann, tuesday));
});
afterAll(async () => {
  await server.app.close();
  await database.drop();
  await redis.stop();
});

it('gives no version twice when the store comes back as it was some time ago (J9)', async () => {
  const earn = (who: MadeMember, points: number) => award(server, who.id, { points, at: tuesday });
  const screen = server.watcher(cookie);
  await screen.watch(week);
  await earn(ann, 5);
  await vi.waitFor(() => expect(screen.rows(week)).toEqual(['1 P Ann 5']), patience);
  redis.keepCopy();
  await earn(ann, 1);
  await vi.waitFor(() => expect(screen.rows(week)).toEqual(['1 P Ann 6']), patience);
  const lost = screen.windows.get(week);

  await redis.kill();
  await earn(bob, 2);
  await redis.restartFromCopy();
  await vi.waitFor(async () => {
    expect(await screen.fetch(week)).toEqual({ stale: false });
    expect(screen.rows(week)).toEqual(['1 P Ann 6', '2 P Bob 2']);
  }, patience);
  // whoever shows what was lost must be able to tell that it is something else
  expect(screen.windows.get(week)?.version).toBeGreaterThan(lost?.version ?? Infinity);
  screen.socket.disconnect();
});
