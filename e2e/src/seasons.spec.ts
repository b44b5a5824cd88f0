import { listMyNotices } from '@vigil/shared/notices';
import { listSeasons, readMySeason } from '@vigil/shared/seasons';
import { readFileSync } from 'node:fs';
import { call } from './support/api.js';
import { accounts } from './support/northwind.js';
import { callerOf, expect, test } from './support/test.js';

test('a season that is over can be looked at: final boards as people chose, and its challenges', async ({
  enter,
}) => {
  const page = await enter(accounts.reporter, { to: '/seasons' });
  const { items } = await call(callerOf(page), listSeasons, {});
  const over = items.find(({ state }) => state === 'closed');
  expect(over).toBeDefined();
  const [year = '', quarter = ''] = (over?.key ?? '').split('-Q');
  const name = `Season ${quarter}, ${year}`;
  // it closed before anybody was here: nobody is told of it
  const notices = await call(callerOf(page), listMyNotices, { query: { limit: 100 } });
  expect(notices.items.filter(({ kind }) => kind === 'season.closed')).toEqual([]);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('It is closed: these standings stay.')).toBeVisible();
  const departments = page.getByRole('list', { name: 'Departments', exact: true }).getByRole('listitem');
  await expect(departments.first()).toBeVisible();
  expect(await departments.count()).toBeGreaterThan(3);
  await expect(page.getByRole('heading', { name: 'First in its size' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'The brightest' }).getByRole('listitem').first()).toBeVisible();
  const challenges = page.getByRole('list', { name: 'Challenges of this season' });
  await expect(challenges.getByRole('link', { name: 'First light' })).toBeVisible();
});

test('my season in five numbers is mine: shown to me, kept as a picture', async ({ enter }) => {
  const page = await enter(accounts.reporter, { to: '/seasons' });
  const { items } = await call(callerOf(page), listSeasons, {});
  const key = items.find(({ state }) => state === 'closed')?.key ?? '';
  const mine = await call(callerOf(page), readMySeason, { params: { seasonKey: key } });
  await page.goto(`/seasons/${key}/mine`);
  await expect(page.getByRole('heading', { level: 1, name: 'Your season in five numbers' })).toBeVisible();
  const points = mine.numbers.find(({ what }) => what === 'points')?.value ?? 0;
  expect(points).toBeGreaterThan(0);
  await expect(page.getByText(points.toLocaleString('en'), { exact: true })).toBeVisible();
  const picture = page.getByRole('img', { name: /points that boards count/ });
  await expect(picture).toBeVisible();
  const colours = decodeURIComponent((await picture.getAttribute('src')) ?? '').match(/fill="[^"]+"/g) ?? [];
  // night, light, words and quieter words
  expect(new Set(colours).size).toBeGreaterThanOrEqual(4);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the picture' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`vigil-${key}.png`);
  const bytes = readFileSync(await download.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  // width and height of the picture, as the file says
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1080, 1350]);
});
