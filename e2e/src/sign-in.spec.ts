import { tabTo } from './support/keyboard.js';
import { accounts, password } from './support/northwind.js';
import { expect, test } from './support/test.js';

const { email, name } = accounts.reporter;

test('a wrong password is told kindly, the right one opens the door @phone', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill('not-the-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const answer = page.getByRole('alert');
  await expect(answer).toContainText('E-mail and password do not match');
  await expect(answer).toContainText('ask for a new one');
  await expect(page.getByLabel('E-mail')).toHaveValue(email);
  await expect(page.getByLabel('Password')).toHaveValue('');

  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: `Menu of ${name}` })).toBeVisible();
  await expect(page).toHaveTitle('Home · Vigil');
});

test('a deep link leads on after sign-in @phone', async ({ page }) => {
  await page.goto('/leaderboards/departments?unit=month');
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/leaderboards\/departments\?unit=month$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Leaderboards' })).toBeVisible();
});

test('an address of another site is no way on', async ({ page, baseURL }) => {
  await page.goto('/sign-in?to=//elsewhere.example/path');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: `Menu of ${name}` })).toBeVisible();
  expect(new URL(page.url()).href).toBe(new URL('/', baseURL).href);
});

test('the keyboard alone is enough: in, to a page, out', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await tabTo(page, page.getByLabel('E-mail'));
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Password')).toBeFocused();
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  const menu = page.getByRole('button', { name: `Menu of ${name}` });
  await expect(menu).toBeVisible();

  await tabTo(page, menu);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.type('Set');
  await expect(page.getByRole('menuitem', { name: 'Settings' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();

  await tabTo(page, menu, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sign-in/);
});
