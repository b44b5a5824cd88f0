import type { Locator, Page } from '@playwright/test';
import { listMyEntries, readMyPoints } from '@vigil/shared/points';
import { call } from './support/api.js';
import { accounts } from './support/northwind.js';
import { OwnServer } from './support/own-server.js';
import { callerOf, expect, test } from './support/test.js';

let server: OwnServer;
// what people choose here changes boards for weeks
test.beforeAll(async () => {
  server = await OwnServer.start();
});
test.afterAll(() => server.stop());

const board = '/leaderboards/people?unit=season';
const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: 'The brightest' }).getByRole('listitem').filter({ hasText: name });

async function choose(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('radio', { name }).check();
  await page.getByRole('button', { name: 'Appear like this' }).click();
  await expect(page.getByRole('button', { name: 'Appear like this' })).toHaveCount(0);
}
/** What a person has, as only they see it. */
async function own(page: Page) {
  const caller = callerOf(page);
  const points = await call(caller, readMyPoints, {});
  const { items } = await call(caller, listMyEntries, { query: { limit: 200 } });
  return { points, record: items.map(({ id, points: earned, reversedBy }) => [id, earned, reversedBy]) };
}

test('who hides is gone from the others’ screens at once, keeps everything, and comes back', async ({
  enter,
}) => {
  const { url } = server;
  const { name } = accounts.reporter;
  const others = await enter(accounts.leader, { url, to: board });
  await expect(rowOf(others, name)).toBeVisible();
  const row = await rowOf(others, name).innerText();
  const person = await enter(accounts.reporter, { url, to: '/settings' });
  const before = await own(person);

  await choose(person, /^Not on boards/);
  await expect(rowOf(others, name)).toHaveCount(0);
  expect(await own(person)).toEqual(before);
  await person.goto('/record');
  const [, first] = before.record[0] ?? [];
  await expect(
    person.getByRole('table', { name: 'Everything you earned, newest first' }).getByRole('row').nth(1),
  ).toContainText(String(first));

  await person.goto('/settings');
  await expect(person.getByRole('radio', { name: /^Not on boards/ })).toBeChecked();
  await choose(person, /^With my name/);
  await expect(rowOf(others, name)).toBeVisible();
  expect(await rowOf(others, name).innerText()).toBe(row);
  expect(await own(person)).toEqual(before);
});

test('a pseudonym says from when; until then neither it nor the name stands on a board', async ({
  enter,
}) => {
  const { url } = server;
  const { name } = accounts.reporter;
  const others = await enter(accounts.leader, { url, to: board });
  await expect(rowOf(others, name)).toBeVisible();
  const person = await enter(accounts.reporter, { url, to: '/settings' });
  const before = await own(person);

  await choose(person, /^With a pseudonym/);
  await expect(rowOf(others, name)).toHaveCount(0);
  const told = person.getByText(/^You are .+ from Monday,? .+ on\. Until then you are on no board\.$/);
  await expect(told).toBeVisible();
  const pseudonym = /^You are (.+) from /.exec(await told.innerText())?.[1] ?? '';
  await others.reload();
  await expect(rowOf(others, '').first()).toBeVisible();
  await expect(rowOf(others, name)).toHaveCount(0);
  await expect(rowOf(others, pseudonym)).toHaveCount(0);

  await person.reload();
  await expect(told).toContainText(pseudonym);
  expect(await own(person)).toEqual(before);
});
