import { recordBehaviours } from '@vigil/shared/behaviours';
import { createSource } from '@vigil/shared/ingestion';
import { readWall, type WallView } from '@vigil/shared/wall';
import type { CDPSession } from '@playwright/test';
import { call } from './support/api.js';
import { aDisplay, openLink, Wire } from './support/displays.js';
import { accounts } from './support/northwind.js';
import { OwnServer } from './support/own-server.js';
import { callerOf, expect, test } from './support/test.js';

let server: OwnServer;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  server = await OwnServer.start({ STANDINGS_EVERY_SECONDS: '1' });
});
test.afterAll(() => server.stop());

const fullHd = { width: 1920, height: 1080 };

test('a display is made, hung up, moves by itself, and goes dark when it is revoked', async ({
  enter,
  browser,
  request,
}) => {
  test.setTimeout(180_000);
  const { url } = server;
  const guard = await enter(accounts.security, { url, to: '/displays' });
  await guard.getByRole('button', { name: 'New display' }).click();
  await guard.getByRole('textbox', { name: 'Name' }).fill('Stairs');
  await guard.getByRole('button', { name: 'Make the link' }).click();
  const link = await guard.getByRole('status', { name: 'Display link' }).textContent();
  const context = await browser.newContext({ baseURL: url, viewport: fullHd });
  const screen = await context.newPage();
  await screen.goto(`/wall?look=dark${new URL(link ?? '').hash}`);
  // the city has its turn, and keeps it
  const words = screen.getByRole('heading', { level: 1 }).last();
  await expect(words).toContainText('of us lit the city this week.', { timeout: 60_000 });
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
  test.setTimeout(120_000);
  const guard = await enter(accounts.security, { url: server.url });
  const { path } = await aDisplay(callerOf(guard), 'Canteen');
  const context = await browser.newContext({ baseURL: server.url, viewport: fullHd });
  const screen = await context.newPage();
  await screen.goto(path);
  await expect(screen.getByText('Live').first()).toBeVisible();
  await server.strikeDown();
  await expect(screen.getByText('Reconnecting').first()).toBeVisible();
  await expect(screen.getByText(/^As it was at \d\d:\d\d$/)).toBeVisible();
  await expect(screen.getByRole('heading', { level: 1 })).toBeVisible();
  await server.startAgain();
  await expect(screen.getByText('Live').first()).toBeVisible({ timeout: 30_000 });
  await context.close();
});

interface Weight {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}
/** What the page holds once everything is collected that nothing refers to. */
async function weigh(cdp: CDPSession): Promise<Weight> {
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}

/** Another picture each time: light and places move, challenges come and go, so scenes change as well. */
function moved(view: WallView, n: number): WallView {
  const departments = view.departments.map((one, i) => ({
    ...one,
    active: one.people === null ? null : (n * (i + 3)) % (one.people + 1),
    score: one.score === null ? null : Math.round(10 * (one.score + (n % 7))) / 10,
  }));
  const challenges = view.challenges
    .slice(0, (n >> 3) % (view.challenges.length + 1))
    .map((one) => ({ ...one, sides: one.sides.map((side, i) => ({ ...side, lit: (n + 20 * i) % 61 })) }));
  const thanks = Array.from({ length: n % 4 }, (_, i) => ({
    ...{ id: `00000000-0000-4000-8000-${String(n * 10 + i).padStart(12, '0')}`, giver: 'Somebody' },
    ...{ receiver: `Number ${n}`, behaviour: 'called-back' as const, at: view.asOf },
  }));
  return { ...view, departments, challenges, thanks };
}

test('2,000 pictures and many lost connections leave nothing behind', async ({ browser, enter }) => {
  test.setTimeout(300_000);
  const guard = await enter(accounts.security, { url: server.url });
  const { path } = await aDisplay(callerOf(guard), 'For weeks');
  const viewport = { width: 960, height: 540 };
  const context = await browser.newContext({ baseURL: server.url, viewport });
  await openLink({ request: context.request, url: server.url }, path);
  const { wall } = await call({ request: context.request, url: server.url }, readWall, {});
  const page = await context.newPage();
  const wire = await Wire.under(page);
  await page.goto('/wall');
  await expect(page.getByText('Live').first()).toBeVisible();
  const cdp = await context.newCDPSession(page);
  let n = 0;

  /** Each picture is taken in by itself, and every tenth is also painted; after some the connection is lost and found again. */
  async function play(pictures: number, losses: number): Promise<void> {
    for (let loss = 0; loss < losses; loss++) {
      for (let i = 0; i < pictures / losses; i++) {
        wire.tell(moved(wall, ++n));
        if (n % 10 !== 0) continue;
        await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))');
      }
      const { connections } = wire;
      await wire.cut();
      await expect.poll(() => wire.connections).toBeGreaterThan(connections);
      await expect(page.getByText('Live').first()).toBeVisible();
    }
    // the same picture each time that it is weighed
    wire.tell(moved(wall, 0));
    await expect.poll(() => page.evaluate<number>('document.querySelectorAll("svg").length')).toBeLessThan(5);
  }

  await play(300, 6);
  const before = await weigh(cdp);
  await play(2_000, 25);
  const after = await weigh(cdp);
  const grown = `${JSON.stringify(before)} → ${JSON.stringify(after)}`;
  expect(after.nodes / before.nodes, grown).toBeLessThan(1.05);
  expect(after.listeners / before.listeners, grown).toBeLessThan(1.05);
  expect(after.heap / before.heap, grown).toBeLessThan(1.1);
  await context.close();
});
