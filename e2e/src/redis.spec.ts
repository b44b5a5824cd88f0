import { accounts } from './support/northwind.js';
import { OwnServer } from './support/own-server.js';
import { redisUrl, tellRedis } from './support/redis.js';
import { expect, test } from './support/test.js';

/** Longer than boards may be silent before a screen says so, and than anybody could take for a hiccup. */
const awayMs = 20_000;

let server: OwnServer;
test.beforeAll(async () => {
  server = await OwnServer.start({ REDIS_URL: redisUrl() });
});
test.afterAll(() => server.stop());

test('boards whose store lost everything are said to be old, then heal by themselves', async ({ enter }) => {
  const page = await enter(accounts.reporter, { url: server.url, to: '/leaderboards/people?unit=season' });
  const pill = page.getByRole('banner').getByRole('status');
  const rows = page.getByRole('list', { name: 'The brightest' }).getByRole('listitem');
  await expect(pill).toHaveText('Live');
  await expect(rows.first()).toBeVisible();
  const before = await rows.allInnerTexts();

  await tellRedis(redisUrl(), 'FLUSHALL', `CLIENT PAUSE ${awayMs} ALL`);
  await expect(pill).toHaveText('Not up to date');
  // what was shown stays, said to be old
  expect(await rows.allInnerTexts()).toEqual(before);

  await expect(pill).toHaveText('Live', { timeout: 2 * awayMs });
  expect(await rows.allInnerTexts()).toEqual(before);
  const verified = await server.verify();
  expect(verified.said).toContain('Everything holds.');
});
