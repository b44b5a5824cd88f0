import { signOutEverywhere } from '@vigil/shared/people';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startOwnRedis } from '../../../../test/own-redis.js';
import type { RedisServer } from '../../../../tools/src/services/redis-server.js';
import { type BoardsApp, origin, startBoardsApp } from '../../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { factoriesOn } from '../../../test/factories.js';

const patience = { timeout: 20_000, interval: 20 };
let database: TestDatabase;
let redis: RedisServer;
let apps: BoardsApp[];

beforeAll(async () => {
  database = await createTestDatabase();
  redis = await startOwnRedis();
  apps = [await startBoardsApp(database, redis.url), await startBoardsApp(database, redis.url)];
});
afterAll(async () => {
  for (const { app } of apps) await app.close();
  await database.drop();
  await redis.stop();
});

it('closes, once Redis is back, the screens of a session that ended on another process while it was away', async () => {
  const [here, there] = apps as [BoardsApp, BoardsApp];
  const make = factoriesOn(here.sql);
  await make.anOrganisation();
  const [ada, ben] = [await make.aMember(), await make.aMember()];
  const [ended, other] = [await make.aSession(ada, new Date()), await make.aSession(ben, new Date())];
  const [screen, untouched] = [there.watcher(ended.cookie), there.watcher(other.cookie)];
  await vi.waitFor(
    () => expect([screen, untouched].every(({ socket }) => socket.connected)).toBe(true),
    patience,
  );

  await redis.kill();
  const answer = await fetch(here.url + signOutEverywhere.path, {
    method: 'DELETE',
    headers: { cookie: ended.cookie, origin },
  });
  expect(answer.status).toBe(204);
  await redis.restart();
  // long before its turn comes
  await vi.waitFor(() => expect(screen.socket.connected).toBe(false), patience);
  expect(screen.frames.at(-1)).toEqual({ event: 'session:ended', message: { because: 'expired' } });
  expect(untouched.socket.connected).toBe(true);
  // what was lost may have been about what they show of themselves
  const lost = { event: 'me:changed', message: { what: 'unheard' } };
  await vi.waitFor(() => expect(untouched.frames).toContainEqual(lost), patience);
  for (const { socket } of [screen, untouched]) socket.disconnect();
});
