import type { Page } from '@playwright/test';
import { readSkyline } from '@vigil/shared/leaderboards';
import { readMe } from '@vigil/shared/people';
import { listMyEntries, readMyPoints, type PointsEntry } from '@vigil/shared/points';
import { listCampaigns, type Campaign } from '@vigil/shared/simulations';
import { call } from './support/api.js';
import { closeCampaignOnScreen, figure, openCampaign } from './support/campaign-screen.js';
import { hintsOf } from './support/hints.js';
import { accounts, capture } from './support/northwind.js';
import { recordingOf, type Recording } from './support/recorder.js';
import { replay } from './support/replay.js';
import { connectSimulator, openSource } from './support/sources-screen.js';
import { callerOf, expect, test } from './support/test.js';

const minuteMs = 60_000;

/** What a source brought me, newest first. */
async function entriesFrom(page: Page, source: string): Promise<PointsEntry[]> {
  const { items } = await call(callerOf(page), listMyEntries, { query: { limit: 100 } });
  return items.filter((entry) => entry.source === source);
}
async function campaignOf(page: Page, source: string): Promise<Campaign> {
  const { items } = await call(callerOf(page), listCampaigns, { query: {} });
  const found = items.find((campaign) => campaign.source.name === source);
  if (!found) throw new Error(`No campaign has come from ${source}.`);
  return found;
}
const sumOf = (entries: readonly PointsEntry[]) => entries.reduce((sum, entry) => sum + entry.points, 0);
const written = (points: number) => points.toLocaleString('en-GB');

test('a captured campaign arrives, and every screen moves as it should', async ({ enter }) => {
  const source = `Practice mails ${Date.now().toString(36)}`;
  const start = new Date(Date.now() - 15 * minuteMs).toISOString();
  const recordings: Recording[] = [];
  const record = (page: Page): void => void recordings.push(recordingOf(page));
  const employee = await enter(accounts.reporter, { prepare: record });
  const security = await enter(accounts.security, { to: '/sources', prepare: record });
  const own: Recording[] = [];
  const clicker = await enter(accounts.clicker, { prepare: (page) => void own.push(recordingOf(page)) });
  const quiet = await call(callerOf(clicker), readMe, {});
  const before = await call(callerOf(employee), readMyPoints, {});
  const mine = employee.getByRole('region', { name: 'You', exact: true });
  await expect(mine).toContainText(written(before.season));
  let loads = 0;
  employee.on('load', () => loads++);

  const to = await test.step('security connects the simulator and tests it', async () => {
    const address = await connectSimulator(security, source);
    const open = await openSource(security, source);
    await open.getByRole('button', { name: 'Send a test' }).click();
    await expect(open.getByRole('status').filter({ hasText: 'It works' })).toBeVisible();
    return address;
  });

  await test.step('the capture is played; own points arrive without a reload', async () => {
    const { code, said } = await replay({ to, start });
    expect(said).toContain(`${capture.deliveries} of ${capture.deliveries} deliveries accepted`);
    expect(code).toBe(0);
    await expect.poll(() => entriesFrom(employee, source)).not.toHaveLength(0);
    const earned = await entriesFrom(employee, source);
    expect(earned.map((entry) => entry.part)).toContain('base');
    await expect(mine).toContainText(written(before.season + sumOf(earned)));
    await expect(mine).toContainText(written(before.week + sumOf(earned)));
    const { departments } = await call(callerOf(employee), readSkyline, {});
    const active = departments.reduce((sum, one) => sum + (one.people === null ? 0 : (one.active ?? 0)), 0);
    expect(active).toBeGreaterThanOrEqual(capture.figures.reported);
    expect(loads).toBe(0);
  });

  await test.step('why? names rule, base, speed part and revision', async () => {
    const earned = await entriesFrom(employee, source);
    const [base, speed] = (['base', 'speed'] as const).map((part) => earned.find((one) => one.part === part));
    if (!base) throw new Error('There is no base.');
    const name = `Why ${sumOf(earned)} points for: You reported a practice mail`;
    await employee.getByRole('button', { name }).first().click();
    const why = employee.getByRole('dialog', { name: `Why ${sumOf(earned)} points?` });
    await expect(why).toContainText('You reported a practice mail');
    await expect(why).toContainText(`The base for this${base.points}`);
    if (speed) await expect(why).toContainText(/Quick report.*Within \d+ working minutes/);
    await expect(why).toContainText(source);
    await expect(why.getByRole('link', { name: `Revision ${base.revision}` })).toBeVisible();
    await expect(why).toContainText(/You earned.*\d+ coins?/);
    await employee.keyboard.press('Escape');
    await expect(why).toHaveCount(0);
  });

  await test.step('who clicked reads a kind note, alone', async () => {
    const { name } = await campaignOf(security, source);
    const note = clicker.getByText(`A click was recorded on your copy of “${name}”`).first();
    await expect(note).toBeVisible();
    await expect(note).toContainText('Nobody else sees this, and it costs you nothing.');
    expect(await entriesFrom(clicker, source)).toEqual([]);
  });

  await test.step('security closes the campaign: the figures are the known truth', async () => {
    await security.getByRole('button', { name: `Menu of ${accounts.security.name}` }).click();
    await security.getByRole('menuitem', { name: 'Campaigns' }).click();
    await openCampaign(security, source);
    await expect(figure(security, 'Acted on it, no report')).toContainText(
      'Known when the campaign is closed.',
    );
    await closeCampaignOnScreen(security);
    const { delivered, recipients, reported, risky, silent } = capture.figures;
    await expect(figure(security, 'Reported it')).toContainText(`${reported}`);
    await expect(figure(security, 'Left it alone')).toContainText(`${silent}`);
    await expect(figure(security, 'Acted on it, no report')).toContainText(`${risky}`);
    await expect(figure(security, 'Delivered')).toContainText(`${delivered}of ${recipients} recipients`);
    const closed = await campaignOf(security, source);
    expect(closed).toMatchObject({ state: 'settled', figures: capture.figures });
    await expect
      .poll(async () => (await entriesFrom(employee, source)).map(({ part }) => part))
      .toContain('first');
    expect(await entriesFrom(clicker, source)).toEqual([]);
  });

  await test.step('played again, shuffled and doubled, it changes nothing', async () => {
    const people = [employee, security, clicker, await enter(accounts.leader)];
    const entries = () => Promise.all(people.map((page) => entriesFrom(page, source)));
    const [known, closed] = [await entries(), await campaignOf(security, source)];
    const heardBefore = recordings[0]?.frames().length ?? 0;
    const { code, said } = await replay({ to, start, shuffle: 20_261_124, double: true, parallel: 8 });
    expect(said).toContain(`${2 * capture.deliveries} of ${2 * capture.deliveries} deliveries accepted`);
    expect(code).toBe(0);
    expect(await entries()).toEqual(known);
    expect(await campaignOf(security, source)).toEqual(closed);
    const since = () => (recordings[0]?.frames() ?? []).slice(heardBefore).map(({ text }) => text);
    await expect.poll(() => since().some((text) => text.includes('board:version'))).toBe(true);
    expect(since().filter((text) => text.includes('me:changed'))).toEqual([]);
  });

  await test.step('nothing told to anybody else hints at who clicked', async () => {
    for (const recording of recordings) {
      const heard = await recording.all();
      expect(heard.some(({ by }) => by === 'frame')).toBe(true);
      expect(heard.some(({ text }) => text.includes(quiet.name) || text.includes(source))).toBe(true);
      expect(hintsOf(heard, quiet)).toEqual([]);
    }
    // what the person is told about themselves would be found
    for (const recording of own) expect(hintsOf(await recording.all(), quiet)).not.toEqual([]);
  });
});
