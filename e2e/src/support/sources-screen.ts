import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { capture } from './northwind.js';

/** Connects the simulator on the Sources screen, with the secret it already has. @returns the address shown */
export async function connectSimulator(page: Page, name: string): Promise<string> {
  const secret = (await readFile(capture.secretFile, 'utf8')).trim();
  await page.getByRole('button', { name: 'New source' }).first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Name').fill(name);
  await sheet.getByLabel('A secret that GoPhish already has').fill(secret);
  await sheet.getByRole('button', { name: 'Connect GoPhish' }).click();
  await expect(sheet.getByText('You see this only now')).toBeVisible();
  const address = await sheet.getByLabel('Webhook address').innerText();
  await sheet.getByRole('button', { name: 'I have copied it' }).click();
  await expect(sheet).toHaveCount(0);
  return address;
}

/** Opens a source beside the list. */
export async function openSource(page: Page, name: string): Promise<Locator> {
  await page.getByRole('table', { name: 'Sources' }).getByRole('link', { name }).click();
  const open = page.getByRole('complementary', { name });
  await expect(open).toBeVisible();
  return open;
}
