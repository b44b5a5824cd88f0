import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any page has in front of its content. */
const mostStops = 40;

/** Presses Tab, or Shift and Tab, until something has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  const focused = target.and(page.locator(':focus'));
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press(key);
    if ((await focused.count()) > 0) return;
  }
  throw new Error(`The keyboard does not reach it in ${mostStops} steps.`);
}
