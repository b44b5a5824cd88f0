import type { Locator, Page } from '@playwright/test';
import { accounts } from './support/northwind.js';
import { expect, test, untilLive } from './support/test.js';

const phone = { width: 390, height: 844 };
/** What is promised; the live demo rests for four seconds between two facts. */
const somethingMovesWithinMs = 10_000;

/** Its box lies on the first screen, above the bar at the foot of a phone. */
async function expectAboveTheFold(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const box = await target.boundingBox();
  const bar = await page.getByRole('navigation', { name: 'Main' }).last().boundingBox();
  const fold = bar && bar.y > 0 ? bar.y : phone.height;
  expect(box).not.toBeNull();
  if (!box) return;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(phone.width);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.y + box.height).toBeLessThanOrEqual(fold);
}

test('Home answers its four questions on a phone without scrolling @phone', async ({ enter }) => {
  const page = await enter(accounts.reporter, { viewport: phone });
  const mine = page.getByRole('region', { name: 'You', exact: true });
  const department = page.getByRole('region', { name: /^Your department: / });
  const toDo = page.getByRole('region').filter({ hasText: 'One good thing to do now' });
  const happened = page.getByRole('region', { name: 'What just happened' });

  await expect(mine).toContainText(/\d+(st|nd|rd|th)/);
  await expect(department).toContainText(/\d+(st|nd|rd|th)/);
  for (const answer of [mine, department, toDo]) await expectAboveTheFold(page, answer);
  await expectAboveTheFold(page, toDo.getByRole('link', { name: 'See how' }));
  await expectAboveTheFold(page, happened.getByRole('heading', { name: 'What just happened' }));
  await expectAboveTheFold(page, happened.getByRole('listitem').first());
  expect(await page.evaluate<number>('scrollY')).toBe(0);
});

test('something moves on Home within ten seconds @phone', async ({ enter }) => {
  let moved: Promise<unknown> = Promise.resolve();
  const page = await enter(accounts.reporter, {
    prepare: (opened) => {
      moved = opened.waitForEvent('websocket').then((socket) =>
        socket.waitForEvent('framereceived', {
          predicate: ({ payload }) => payload.toString().includes('board:delta'),
          timeout: somethingMovesWithinMs,
        }),
      );
    },
  });
  await moved;
  await untilLive(page);
});

test('a number on Home changes by itself', async ({ enter }) => {
  const page = await enter(accounts.reporter);
  const list = page.getByRole('list', { name: 'Departments this week' });
  await expect(list.getByRole('listitem').first()).toBeVisible();
  const before = await list.innerText();
  await expect.poll(() => list.innerText()).not.toBe(before);
});

test('the skyline says in words what it shows', async ({ enter }) => {
  const page = await enter(accounts.reporter);
  const skyline = page.getByRole('img', { name: /people did something secure this week/ });
  await expect(skyline).toBeVisible();
  await expect(skyline).toHaveAccessibleName(/\d+ of \d+ people did something secure this week\. .+: \d+ ?%/);
});
