import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { listTriage, readTriage } from '@vigil/shared/reports';
import { call } from './support/api.js';
import { accounts, projectRoot } from './support/northwind.js';
import { OwnServer } from './support/own-server.js';
import { recordingOf, type Recording } from './support/recorder.js';
import { callerOf, expect, test, untilConnected } from './support/test.js';

let server: OwnServer;
test.beforeAll(async () => {
  server = await OwnServer.start();
});
test.afterAll(() => server.stop());

const sentence = 'I never asked for this prize, canary-4711.';
const mailFile = path.join(projectRoot, 'fixtures/mails/parcel-fee.eml');

test('two clicks and one sentence, an answer on every screen, and points with it', async ({ enter }) => {
  const url = server.url;
  const recordings: Recording[] = [];
  const prepare = (page: Page): void => void recordings.push(recordingOf(page));
  const security = await enter(accounts.security, { url, to: '/triage' });
  const leader = await enter(accounts.leader, { url, to: '/leaderboards/people?unit=season', prepare });
  const administrator = await enter(accounts.administrator, { url, to: '/campaigns', prepare });
  const reporter = await enter(accounts.reporter, { url });
  await expect(reporter.getByRole('heading', { name: 'Departments this week' })).toBeVisible();
  for (const page of [security, leader, administrator, reporter]) await untilConnected(page);

  // a mail of its own, so that it joins nobody else's
  const original = await readFile(mailFile, 'utf8');
  const buffer = Buffer.from(
    original
      .replace('held-20261117', 'prize')
      .replaceAll('Parcel Desk', 'Prize Desk')
      .replace(/^Subject: .*/m, 'Subject: You won https://prize.example'),
  );
  await reporter.getByRole('button', { name: 'Report', exact: true }).click();
  const sheet = reporter.getByRole('dialog', { name: 'What happened?' });
  await expect(sheet.getByRole('textbox', { name: 'In one sentence' })).toBeFocused();
  await sheet
    .locator('input[type=file]')
    .setInputFiles({ name: 'prize.eml', mimeType: 'message/rfc822', buffer });
  await sheet.getByRole('textbox', { name: 'In one sentence' }).fill(sentence);
  await sheet.getByRole('button', { name: 'Send' }).click();
  await expect(reporter.getByRole('dialog', { name: 'Thank you' })).toContainText(
    'Your security team has it now',
  );
  await reporter.getByRole('button', { name: 'Done' }).click();

  // the queue moves by itself; from here on the keyboard is enough
  const row = security
    .getByRole('table', { name: 'Reports' })
    .getByRole('link', { name: /You won hxxps:\/\/prize\[\.]example/ });
  await expect(row).toBeVisible();
  await row.focus();
  await security.keyboard.press('Enter');
  await expect(security.getByText(sentence)).toBeVisible();
  await security.keyboard.press('m');
  await expect(security.getByRole('region', { name: 'Where its links lead' })).toContainText(
    'hxxp://parcel-desk-claims[.]example',
  );
  expect(await security.locator('main a[href*="parcel"], main img, main iframe').count()).toBe(0);
  await security.keyboard.press('i');
  await expect(security.getByText('In review').first()).toBeVisible();
  await security.keyboard.press('c');
  await expect(security.getByRole('textbox', { name: 'What each of them reads' })).toBeFocused();
  await security.keyboard.press('Enter');
  await expect(security.getByText('Answered.')).toBeVisible();

  await expect(
    reporter.getByText('The security team answered: it was real. 35 points, and thank you.'),
  ).toBeVisible();
  await expect(reporter.getByText('Your report was right').first()).toBeVisible();
  await reporter.goto('/reports');
  const mine = reporter
    .getByRole('list', { name: 'My reports' })
    .getByRole('listitem')
    .filter({ hasText: 'canary-4711' });
  await expect(mine).toContainText('It was real');
  await expect(mine).toContainText('Thank you. It was real');
  await expect(mine).toContainText('+35');

  // who is curious finds a closed door, and was told nothing
  for (const page of [leader, administrator]) {
    await expect(call(callerOf(page), listTriage, { query: {} })).rejects.toThrow('403');
    const { items } = await call(callerOf(security), listTriage, { query: { view: 'confirmed' } });
    await expect(
      call(callerOf(page), readTriage, { params: { groupId: items[0]?.id ?? '' } }),
    ).rejects.toThrow('403');
    await page.goto('/triage');
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
  }
  for (const recording of recordings)
    for (const { text } of await recording.all()) expect(text).not.toMatch(/canary-4711|prize/);
});

test('what was typed stays while the network is away, and is sent once', async ({ enter }) => {
  const page = await enter(accounts.clicker, { url: server.url, to: '/earn' });
  await expect(page.getByRole('heading', { level: 1, name: 'What earns points' })).toBeVisible();
  await page.keyboard.press('r');
  const sheet = page.getByRole('dialog', { name: 'What happened?' });
  await sheet.getByText('Own mistake').click();
  const box = sheet.getByRole('textbox', { name: 'In one sentence' });
  await box.fill('I left a door open.');
  await page.context().setOffline(true);
  await expect(sheet.getByText('You are offline.')).toBeVisible();
  await sheet.getByRole('button', { name: 'Send' }).click();
  await expect(sheet.getByText('What you wrote is still here.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await expect(box).toHaveValue('I left a door open.');
  await sheet.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('dialog', { name: 'Thank you' })).toBeVisible();
  await page.getByRole('link', { name: 'My reports' }).click();
  await expect(page.getByText('I left a door open.')).toHaveCount(1);
});
