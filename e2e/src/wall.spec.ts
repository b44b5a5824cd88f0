import { recordBehaviours } from '@vigil/shared/behaviours';
import { createSource } from '@vigil/shared/ingestion';
import { call } from './support/api.js';
import { aDisplay } from './support/displays.js';
import { accounts } from './support/northwind.js';
import { OwnServer } from './support/own-server.js';
import { callerOf, expect, test, untilLive } from './support/test.js';

let server: OwnServer;
test.beforeAll(async () => {
  server = await OwnServer.start({ STANDINGS_EVERY_SECONDS: '1' });
});
test.afterAll(() => server.stop());

const fullHd = { width: 1920, height: 1080 };

test('a display is made, hung up, moves by itself, and goes dark when it is revoked', async ({
  enter,
  browser,
  request,
}) => {
  const { url } = server;
  const guard = await enter(accounts.security, { url, to: '/displays' });
  await guard.getByRole('button', { name: 'New display' }).click();
  await guard.getByRole('textbox', { name: 'Name' }).fill('Stairs');
  await guard.getByRole('button', { name: 'Make the link' }).click();
  const link = await guard.getByRole('status', { name: 'Display link' }).textContent();
  const context = await browser.newContext({ baseURL: url, viewport: fullHd });
  const screen = await context.newPage();
  await screen.goto(`/wall?look=dark${new URL(link ?? '').hash}`);
  // the city has its turn, and keeps it; on a Monday morning nobody may have done anything yet
  const words = screen.getByRole('heading', { level: 1 });
  const ofTheCity = /of us lit the city this week\.|The city waits for its first light\./;
  await expect(words).toContainText(ofTheCity, { timeout: 60_000 });
  await screen.getByRole('button', { name: 'Hold this picture' }).press('Enter');
  // nobody reads the link from the screen's address
  expect(new URL(screen.url()).hash).toBe('');
  const plate = screen.getByRole('listitem').filter({ hasText: 'Customer Care' });
  await expect(plate).toContainText(/% lit/);
  const before = await plate.innerText();

  // somebody does something secure, and the lobby sees it
  const { secret } = await call(callerOf(guard), createSource, {
    body: { type: 'api', name: 'Habits', kinds: ['habit.adopted'] },
  });
  const { email } = accounts.reporter;
  const answer = await request.fetch(url + recordBehaviours.path, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    data: {
      ...{ naturalKey: 'habit-in-the-lobby', member: { email }, kind: 'habit.adopted' },
      ...{ occurredAt: new Date().toISOString(), object: 'a-new-habit' },
    },
  });
  expect(answer.ok()).toBe(true);
  await expect.poll(() => plate.innerText()).not.toBe(before);

  await guard.getByRole('button', { name: 'Done' }).click();
  await expect(guard.getByRole('row', { name: /^Stairs/ })).toContainText('1 screen');
  await guard.getByRole('button', { name: 'Revoke Stairs' }).click();
  await guard.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(screen.getByRole('heading', { name: 'This screen was switched off' })).toBeVisible();
  await screen.reload();
  await expect(screen.getByRole('heading', { name: 'This address is for screens' })).toBeVisible();
  await context.close();
});

test('a screen in a browser where somebody is signed in sees no more than any screen', async ({ enter }) => {
  const guard = await enter(accounts.security, { url: server.url, to: '/displays' });
  const { path } = await aDisplay(callerOf(guard), 'On a desk');
  const frames: string[] = [];
  const asked: string[] = [];
  const screen = await guard.context().newPage();
  screen.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(String(payload))),
  );
  screen.on('request', (one) => asked.push(new URL(one.url()).pathname));
  await screen.goto(path);
  await expect(
    screen
      .getByRole('list', { name: /^(Departments|Buildings)/ })
      .getByRole('listitem')
      .first(),
  ).toBeVisible();
  await expect.poll(() => frames.filter((one) => one.includes('wall:beat')).length).toBeGreaterThan(0);
  expect(asked.filter((one) => one.startsWith('/api/')).sort()).toEqual(
    ['/api/wall', '/api/wall', '/api/wall/open'].sort(),
  );
  const events = frames.flatMap((one) => /^42\["([^"]+)"/.exec(one)?.[1] ?? []);
  expect(events.filter((event) => !event.startsWith('wall:'))).toEqual([]);
});

test('a screen keeps what it showed while the server is away, says since when, and comes back', async ({
  browser,
  enter,
}) => {
  const guard = await enter(accounts.security, { url: server.url });
  const { path } = await aDisplay(callerOf(guard), 'Canteen');
  const context = await browser.newContext({ baseURL: server.url, viewport: fullHd });
  const screen = await context.newPage();
  await screen.goto(path);
  await untilLive(screen);
  await server.strikeDown();
  await expect(screen.getByText('Reconnecting').first()).toBeVisible();
  await expect(screen.getByText(/^As it was at \d\d:\d\d$/)).toBeVisible();
  await expect(screen.getByRole('heading', { level: 1 })).toBeVisible();
  await server.startAgain();
  await expect(screen.getByText('Live').first()).toBeVisible();
  await context.close();
});
