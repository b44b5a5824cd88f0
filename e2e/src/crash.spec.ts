import { readFile } from 'node:fs/promises';
import { createSource, listSources } from '@vigil/shared/ingestion';
import { listMyEntries } from '@vigil/shared/points';
import { closeCampaign, listCampaigns } from '@vigil/shared/simulations';
import { call, signInByApi, type Caller } from './support/api.js';
import { accounts, capture } from './support/northwind.js';
import { OwnServer } from './support/own-server.js';
import { replay, startReplay } from './support/replay.js';
import { callerOf, expect, test } from './support/test.js';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Base, and the full speed part: nobody at Northwind works in the night in which this campaign went out. */
const pointsForReport = 20 + 5;
const pointsForFirst = 5;

let server: OwnServer;
test.beforeAll(async () => {
  server = await OwnServer.start();
});
test.afterAll(() => server.stop());

/** The latest 03:00 UTC, late evening in New York, that is half an hour ago or more. */
function lastNight(): string {
  const latest = Date.now() - hourMs / 2 - 3 * hourMs;
  return new Date(latest - (latest % dayMs) + 3 * hourMs).toISOString();
}
const lastHour = async (caller: Caller, sourceId: string) =>
  (await call(caller, listSources, {})).items.find(({ id }) => id === sourceId)?.lastHour ?? 0;

test('struck down in the middle of a shuffled replay, it comes to the same sums', async ({
  enter,
  playwright,
}) => {
  const { url } = server;
  const security: Caller = { request: await playwright.request.newContext(), url };
  await signInByApi(security, accounts.security);
  const secret = (await readFile(capture.secretFile, 'utf8')).trim();
  const { source } = await call(security, createSource, {
    body: { type: 'gophish', name: 'Practice mails', secret },
  });
  const to = source.webhookUrl ?? '';
  const start = lastNight();
  const employee = await enter(accounts.reporter, { url });
  const pill = employee.getByRole('banner').getByRole('status');
  await expect(pill).toHaveText('Live');

  // twenty-five times as fast as it was: slow enough to be met in the middle
  const first = startReplay({ to, start, speed: 25, shuffle: 7, parallel: 4 });
  await expect.poll(() => lastHour(security, source.id), { intervals: [50] }).toBeGreaterThan(20);
  await server.strikeDown();
  const cut = await first.ended;
  expect(cut.code, cut.said).toBe(1);
  await expect(pill).toHaveText('Reconnecting');

  await server.startAgain();
  await expect(pill).toHaveText('Live');
  const again = await replay({ to, start, shuffle: 8, parallel: 8 });
  expect(again.code, again.said).toBe(0);
  expect(again.said).toContain(`${capture.deliveries} of ${capture.deliveries} deliveries accepted`);

  const { items } = await call(security, listCampaigns, { query: {} });
  const campaign = items.find((one) => one.source.id === source.id);
  expect(campaign).toMatchObject({ state: 'running', figures: { recipients: 60, reported: 35 } });
  const closed = await call(security, closeCampaign, { params: { campaignId: campaign?.id ?? '' } });
  expect(closed).toMatchObject({
    state: 'settled',
    figures: capture.figures,
    points: capture.figures.reported * pointsForReport + pointsForFirst,
  });
  const mine = (await call(callerOf(employee), listMyEntries, { query: { limit: 100 } })).items;
  const parts = mine
    .filter((entry) => entry.source === source.name)
    .map(({ part, points }) => [part, points]);
  expect(Object.fromEntries(parts)).toEqual({ base: 20, speed: 5, first: pointsForFirst });
  expect(parts).toHaveLength(3);

  const verified = await server.verify();
  expect(verified.said).toContain('Everything holds.');
  expect(verified.code).toBe(0);
  await security.request.dispose();
});
