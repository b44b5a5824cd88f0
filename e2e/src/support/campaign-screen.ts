import { expect, type Locator, type Page } from '@playwright/test';

/** Opens the campaign that a source brought. */
export async function openCampaign(page: Page, sourceName: string): Promise<void> {
  const row = page
    .getByRole('table', { name: 'Campaigns, newest first' })
    .getByRole('row')
    .filter({ hasText: sourceName });
  await row.getByRole('link').click();
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}$/);
}

/** A figure of the open campaign, with its name. */
export function figure(page: Page, name: string): Locator {
  return page.getByRole('term').filter({ hasText: name }).locator('xpath=..');
}

/** Presses Close and says yes. */
export async function closeCampaignOnScreen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close campaign' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close it now' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}
