import { listQuestions, readTodaysCheck } from '@vigil/shared/daily-check';
import { listMyLeave, readMyStreaks, updateWorkCalendar } from '@vigil/shared/streaks';
import { call } from './support/api.js';
import { accounts } from './support/northwind.js';
import { OwnServer } from './support/own-server.js';
import { callerOf, expect, test } from './support/test.js';

let server: OwnServer;
test.beforeAll(async () => {
  server = await OwnServer.start();
});
test.afterAll(() => server.stop());

test('today’s check is answered from Home, and lights the lamp', async ({ enter }) => {
  const page = await enter(accounts.leader, { url: server.url, to: '/settings' });
  const me = callerOf(page);
  // on whatever day this runs, it is a working day of theirs
  const { today } = await call(me, readTodaysCheck, {});
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay() || 7;
  await call(me, updateWorkCalendar, { body: { workingDays: [weekday], holidays: 'none' } });
  const before = await call(me, readMyStreaks, {});

  await page.goto('/');
  const lamp = page.getByRole('region', { name: 'Your lamp' });
  await expect(lamp.getByRole('list', { name: 'The last fourteen days' }).getByRole('listitem')).toHaveCount(
    14,
  );
  await lamp.getByRole('link', { name: 'To the question' }).click();
  const unasked = await call(me, readTodaysCheck, {});
  expect(unasked.question).toBeNull();
  await page.getByRole('button', { name: 'Show the question' }).click();
  await expect(page.getByRole('radio').first()).toBeVisible();
  const asked = await call(me, readTodaysCheck, {});
  expect(asked.result).toBeNull();
  await expect(page.getByRole('group', { name: asked.question?.question })).toBeVisible();

  const { items } = await call(
    callerOf(await enter(accounts.security, { url: server.url })),
    listQuestions,
    {},
  );
  const right =
    items.find((q) => q.question.en.question === asked.question?.question)?.question.en.right ?? '';
  await page.getByRole('radio', { name: right }).check();
  // nobody reads that fast: the server says so, and takes the answer a moment later
  await expect(async () => {
    const button = page.getByRole('button', { name: 'That is my answer' });
    if (await button.isVisible()) await button.click({ timeout: 10_000 });
    await expect(page.getByText('Right. Thank you for taking the minute.')).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expect(page.getByText('this is right')).toBeVisible();
  await expect(page.getByText('Only you see what you answered.')).toBeVisible();
  const after = await call(me, readMyStreaks, {});
  // the company has a past that reaches up to now: they may have lit today already
  const wasLit = before.recent.at(-1)?.state === 'lit';
  expect(after.days.current).toBe(before.days.current + (wasLit ? 0 : 1));
  expect(after.recent.at(-1)?.state).toBe('lit');
});

test('time away is entered afterwards, seen by nobody else', async ({ enter }) => {
  const page = await enter(accounts.clicker, { url: server.url, to: '/settings' });
  await page.getByLabel('First day').fill('2026-10-05');
  await page.getByLabel('Last day').fill('2026-10-09');
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  const list = page.getByRole('list', { name: 'Time away' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  const leader = await enter(accounts.leader, { url: server.url });
  expect((await call(callerOf(leader), listMyLeave, {})).items).toEqual([]);
  await list.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByText('Nothing entered.')).toBeVisible();
});

test('the security team retires a question and uses it again', async ({ enter }) => {
  const page = await enter(accounts.security, { url: server.url, to: '/check/questions' });
  const row = page.getByRole('table', { name: 'Questions, our own first' }).getByRole('row').nth(1);
  await row.getByRole('button', { name: /^Retire: / }).click();
  await expect(row).toContainText('retired');
  await row.getByRole('button', { name: /^Use again: / }).click();
  await expect(row).toContainText('in use');
});
