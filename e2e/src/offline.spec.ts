import type { Page } from '@playwright/test';
import { accounts } from './support/northwind.js';
import { expect, test } from './support/test.js';

/** Waits until the app's own files are on the device and its worker answers for the page. */
async function installed(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate<boolean>('navigator.serviceWorker.controller !== null')).toBe(true);
}
/** Addresses that are kept on the device, and whose they are. */
const kept = (page: Page) =>
  page.evaluate<string[]>(`new Promise((resolve) => {
    const open = indexedDB.open('vigil-last-seen');
    open.onsuccess = () => {
      const keys = open.result.transaction('answers').objectStore('answers').getAllKeys();
      keys.onsuccess = () => { open.result.close(); resolve(keys.result); };
    };
  })`);

test('without a network it starts with what was last seen, says how old it is, and heals', async ({
  enter,
}) => {
  const page = await enter(accounts.reporter);
  const heading = page.getByRole('heading', { name: 'Departments this week' });
  await expect(heading).toBeVisible();
  await installed(page);
  await expect.poll(() => kept(page)).toContain('/api/me');
  const name = page.getByRole('button', { name: `Menu of ${accounts.reporter.name}` });

  await page.context().setOffline(true);
  await page.reload();
  await expect(heading).toBeVisible();
  await expect(name).toBeVisible();
  await expect(page.getByText('This is from')).toBeVisible();
  await expect(page.getByText(/renews itself when/)).toBeVisible();
  // another screen, and one of which nothing is kept
  await page.getByRole('link', { name: 'Leaderboards' }).first().click();
  await expect(page.getByRole('list', { name: 'The brightest' })).toBeVisible();
  await page.goto('/reports');
  await expect(page.getByText('We cannot reach Vigil')).toBeVisible();

  await page.context().setOffline(false);
  await expect(page.getByText('This is from')).toHaveCount(0);
  await expect(page.getByText(/renews itself when/)).toHaveCount(0);
  await expect(page.getByText('We cannot reach Vigil')).toHaveCount(0);
});

test('nothing of anybody is kept by the worker, and nothing at all after signing out', async ({ enter }) => {
  const page = await enter(accounts.clicker);
  await expect(page.getByRole('heading', { name: 'Departments this week' })).toBeVisible();
  await installed(page);
  await expect.poll(() => kept(page)).toContain('/api/me/points');
  // what is for them alone is not kept
  expect((await kept(page)).filter((address) => /notes|reports|disputes/.test(address))).toEqual([]);
  const cached = await page.evaluate<string[]>(`(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map((request) => new URL(request.url).pathname);
  })()`);
  expect(cached).toContain('/');
  expect(cached.filter((address) => address.startsWith('/api'))).toEqual([]);

  await page.getByRole('button', { name: `Menu of ${accounts.clicker.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Good to see you' })).toBeVisible();
  await expect.poll(() => kept(page)).toEqual([]);
  await page.context().setOffline(true);
  await page.goto('/');
  await expect(page.getByText(accounts.clicker.name)).toHaveCount(0);
  await expect(page.getByText('Vigil does not answer')).toBeVisible();
});

test('it can be installed', async ({ page, request }) => {
  await page.goto('/sign-in');
  const address = (await page.locator('link[rel=manifest]').getAttribute('href')) ?? '';
  const answer = await request.get(address);
  expect(answer.headers()['content-type']).toContain('application/manifest+json');
  const manifest = (await answer.json()) as { icons: { src: string; purpose: string; type: string }[] };
  expect(manifest.icons.map((icon) => icon.purpose)).toContain('maskable');
  for (const { src, type } of manifest.icons)
    expect((await request.get(src)).headers()['content-type']).toContain(type);
  expect((await request.get('/sw.js')).headers()['cache-control']).toBe('no-cache');
});

test('a new version waits until somebody takes it', async ({ enter }) => {
  const page = await enter(accounts.leader, { to: '/earn' });
  await expect(page.getByRole('heading', { level: 1, name: 'What earns points' })).toBeVisible();
  await installed(page);
  const runs = () => page.evaluate<string>('navigator.serviceWorker.controller.scriptURL');
  // under another address it is another worker, as after a deploy
  await page.evaluate(`navigator.serviceWorker.register('/sw.js?next').then(() => undefined)`);
  const offer = page.getByRole('status').filter({ hasText: 'A newer version of Vigil is here.' });
  await expect(offer).toBeVisible();
  expect(await runs()).not.toContain('next');
  const loaded = page.waitForEvent('load');
  await offer.getByRole('button', { name: 'Reload' }).click();
  await loaded;
  expect(await runs()).toContain('?next');
  await expect(page.getByRole('heading', { level: 1, name: 'What earns points' })).toBeVisible();
});
