import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { aDisplay, openLink } from './support/displays.js';
import { tabTo } from './support/keyboard.js';
import { accounts } from './support/northwind.js';
import {
  administratorScreens,
  badgeKeeperScreens,
  challengeHostScreens,
  challengeScreens,
  checkScreens,
  leaderScreens,
  openScreens,
  ownScreens,
  recognitionScreens,
  pastSeasonScreens,
  seasonScreens,
  securityScreens,
  rulesScreens,
  staffScreens,
  visit,
  wallScreens,
  type Screen,
} from './support/screens.js';
import { callerOf, expect, test } from './support/test.js';

const desktop = { width: 1280, height: 800 };
/** As narrow as phones get. */
const narrowest = { width: 360, height: 740 };
interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
  /** The rules to try; all unless told. */
  readonly rules?: readonly string[];
}
/** What differs between light and dark is the colours; what differs by width is everything else. */
const everyLook: readonly Look[] = [
  { viewport: desktop, colorScheme: 'light' },
  { viewport: desktop, colorScheme: 'dark', rules: ['color-contrast'] },
  { viewport: narrowest, colorScheme: 'dark' },
  { viewport: narrowest, colorScheme: 'light', rules: ['color-contrast'] },
];
const oneLook: readonly Look[] = [{ viewport: desktop, colorScheme: 'light' }];
/** Colours that are still on their way from one theme to the other are not what people read: whatever ends has ended. */
const atRest = `(() => {
  const moving = document.getAnimations()
    .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime) && one.playState === 'running');
  for (const one of moving) one.finish();
  return moving.length === 0;
})()`;

/** What axe finds on a screen in each look, in words. None is wider than the narrowest phone. */
async function findings(page: Page, screen: Screen, looks: readonly Look[]): Promise<string[]> {
  await visit(page, screen);
  const found: string[] = [];
  for (const { viewport, colorScheme, rules } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    await screen.drawn(page).first().waitFor();
    await expect.poll(() => page.evaluate<boolean>(atRest), { intervals: [0] }).toBe(true);
    // what holds is not listed
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
    const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
    const look = `${screen.path} ${viewport.width} ${colorScheme}`;
    for (const { id, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        found.push(`${look}: ${id}, ${target.join(' ')}, ${failureSummary ?? ''}`);
  }
  await page.setViewportSize(narrowest);
  const width = () => page.evaluate<number>('document.scrollingElement.scrollWidth');
  await expect.poll(width, `${screen.path} on the narrowest phone`).toBeLessThanOrEqual(narrowest.width);
  return found;
}

const visitors = [
  { who: 'employee', account: accounts.reporter, screens: ownScreens, looks: everyLook },
  { who: 'employee, over a season', account: accounts.reporter, screens: seasonScreens, looks: everyLook },
  { who: 'employee, challenges', account: accounts.reporter, screens: challengeScreens, looks: everyLook },
  { who: 'employee, past seasons', account: accounts.reporter, screens: pastSeasonScreens, looks: everyLook },
  { who: 'employee, the daily check', account: accounts.clicker, screens: checkScreens, looks: everyLook },
  { who: 'employee, recognition', account: accounts.reporter, screens: recognitionScreens, looks: everyLook },
  // the same screens again, with what stands on them for this role
  { who: 'leader', account: accounts.leader, screens: ownScreens.slice(0, 5), looks: oneLook },
  { who: 'leader alone', account: accounts.leader, screens: leaderScreens, looks: everyLook },
  { who: 'security', account: accounts.security, screens: staffScreens, looks: everyLook },
  { who: 'security alone', account: accounts.security, screens: securityScreens, looks: everyLook },
  {
    who: 'security, challenges',
    account: accounts.security,
    screens: challengeHostScreens,
    looks: everyLook,
  },
  { who: 'security, badges', account: accounts.security, screens: badgeKeeperScreens, looks: everyLook },
  { who: 'security, rules', account: accounts.security, screens: rulesScreens, looks: everyLook },
  {
    who: 'administrator',
    account: accounts.administrator,
    screens: staffScreens.slice(0, 4),
    looks: oneLook,
  },
  {
    who: 'administrator alone',
    account: accounts.administrator,
    screens: administratorScreens,
    looks: everyLook,
  },
] as const;

for (const { who, account, screens, looks } of visitors)
  test(`axe finds nothing on the screens of: ${who}`, async ({ enter }) => {
    test.setTimeout(600_000);
    const page = await enter(account, { reducedMotion: 'reduce' });
    const found: string[] = [];
    for (const screen of screens)
      await test.step(screen.path, async () => void found.push(...(await findings(page, screen, looks))));
    expect(found).toEqual([]);
  });

test('axe finds nothing before the door', async ({ page }) => {
  for (const screen of openScreens) expect(await findings(page, screen, everyLook)).toEqual([]);
});

test('axe finds nothing on the screen in the lobby', async ({ enter, page }) => {
  const guard = await enter(accounts.security);
  const { path } = await aDisplay(callerOf(guard), 'Axe');
  await openLink({ ...callerOf(guard), request: page.context().request }, path);
  for (const screen of wallScreens) expect(await findings(page, screen, everyLook)).toEqual([]);
});

test('the first stop of the keyboard leads past the navigation', async ({ enter }) => {
  const page = await enter(accounts.reporter, { to: '/earn' });
  await expect(page.getByRole('heading', { level: 1, name: 'What earns points' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'What earns points' })).toBeVisible();
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await tabTo(page, skip);
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('my menu is in reach at every width', async ({ enter }) => {
  const page = await enter(accounts.security, { to: '/' });
  const menu = page.getByRole('button', { name: `Menu of ${accounts.security.name}` });
  // where the bar changes, on both sides
  for (const width of [360, 767, 768, 927, 928, 1280, 1471, 1472, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(menu, String(width)).toBeInViewport({ ratio: 1 });
  }
});
