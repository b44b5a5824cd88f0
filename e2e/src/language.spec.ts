import type { Page } from '@playwright/test';
import { updateMe } from '@vigil/shared/people';
import { call } from './support/api.js';
import { accounts } from './support/northwind.js';
import { callerOf, expect, test } from './support/test.js';

/** A key of the messages that has found no words: `home.you.title`. Addresses and kinds have their own place. */
const key = /(?<![\w@./-])(?!www\.)[a-z]+(?:\.[a-zA-Z]+)+(?![\w@.-])/g;
/** An e-mail address, which may look like a key up to its sign. */
const address = /\S+@\S+/g;
const ownScreens = [
  '/',
  '/leaderboards/people',
  '/leaderboards/departments',
  '/leaderboards/how',
  '/record',
  '/earn',
  '/settings',
  '/nowhere',
] as const;
const staffScreens = [
  '/people',
  '/people?view=departments',
  '/people?view=import',
  '/sources',
  '/sources?view=parked',
  '/sources?view=dead-letters',
  '/sources?view=import',
  '/campaigns',
] as const;
/** Words that stand as they are in every language: columns and kinds of a file. */
const asTheyAre = /\.(csv|example|eml)$|^(natural|occurred)_/;

async function leakedKeys(page: Page): Promise<string[]> {
  const text = await page.locator('body').innerText();
  const labels = await page.evaluate<string[]>(
    "[...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'))",
  );
  const words = [text, ...labels].map((one) => one.replace(address, ''));
  return words.flatMap((one) => one.match(key) ?? []).filter((found) => !asTheyAre.test(found));
}

test('German at the touch of a button, on every screen, without a key showing', async ({ enter }) => {
  const page = await enter(accounts.administrator, { to: '/settings' });
  try {
    await page.getByRole('radio', { name: 'Deutsch' }).check({ force: true });
    await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    for (const path of [...ownScreens, ...staffScreens]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      expect(await leakedKeys(page), path).toEqual([]);
      await expect(page.getByText(/\b(points|Department|Leaderboards|Loading|Show more)\b/)).toHaveCount(0);
    }
  } finally {
    await call(callerOf(page), updateMe, { body: { locale: 'en' } });
  }
});

test('the door speaks German too', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.getByRole('button', { name: 'Anmelden' })).toBeVisible();
  expect(await leakedKeys(page)).toEqual([]);
});
