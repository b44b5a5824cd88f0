import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { readAllNotices } from '@vigil/shared/notices';
import { addReward, askForReward, decideRewardRequest } from '@vigil/shared/rewards';
import { call } from './support/api.js';
import { accounts } from './support/northwind.js';
import { callerOf, expect, test, untilConnected } from './support/test.js';

/** Somebody asks for something new, and is answered. @returns its name */
async function answered(person: Page, guard: Page): Promise<string> {
  const title = `An hour in the sun ${randomUUID().slice(0, 8)}`;
  const reward = await call(callerOf(guard), addReward, {
    body: {
      ...{ title, text: 'With a book.', picture: 'book', price: 1, stock: 1 },
      ...{ needsApproval: true, visibility: 'shown' },
    },
  });
  const request = await call(callerOf(person), askForReward, {
    body: { id: randomUUID(), rewardId: reward.id, price: 1 },
  });
  await call(callerOf(guard), decideRewardRequest, {
    params: { requestId: request.id },
    body: { state: 'approved', words: null },
  });
  return title;
}

test('an answer says itself wherever I am, waits under the bell, and comes as I choose', async ({
  enter,
}) => {
  const guard = await enter(accounts.security, { to: '/earn' });
  const person = await enter(accounts.leader, { to: '/earn' });
  await expect(person.getByRole('heading', { level: 1, name: 'What earns points' })).toBeVisible();
  await untilConnected(person);
  const bell = person.getByRole('link', { name: /^Notices/ });
  await bell.focus();
  const title = await answered(person, guard);
  const toast = person.getByRole('status').filter({ hasText: `There is an answer about “${title}”.` });
  await expect(toast).toBeVisible();
  await expect(bell).toBeFocused();
  await expect(bell).toHaveAccessibleName(/unread$/);
  await toast.getByRole('button', { name: 'Close' }).click();
  await expect(toast).toHaveCount(0);

  await bell.click();
  const list = person.getByRole('list', { name: 'Notices' });
  const line = list.getByRole('listitem').filter({ hasText: title });
  await expect(line).toContainText('New');
  await line.getByRole('link').click();
  await expect(person).toHaveURL(/\/rewards\?view=requests$/);
  await bell.click();
  await expect(line).toBeVisible();
  await expect(line).not.toContainText('New');

  // kept: it stands under the bell, and says nothing
  await person.getByRole('link', { name: 'Choose what you are told' }).click();
  const kind = person.getByRole('group', { name: 'Rewards I asked for' });
  await kind.getByRole('radio', { name: 'Kept' }).check({ force: true });
  await expect(person.getByText('Saved.')).toBeVisible();
  await bell.click();
  const quiet = await answered(person, guard);
  await expect(list.getByRole('listitem').filter({ hasText: quiet })).toContainText('New');
  await expect(person.getByText(`There is an answer about “${quiet}”.`)).toHaveCount(0);

  const taken = person.waitForResponse((one) => one.url().endsWith(readAllNotices.path));
  await person.getByRole('button', { name: 'I have read them all' }).click();
  await expect(bell).toHaveAccessibleName('Notices');
  await taken;
  await person.reload();
  await expect(list.getByRole('listitem').filter({ hasText: quiet })).not.toContainText('New');
});

test('quiet hours are kept', async ({ enter }) => {
  const page = await enter(accounts.administrator, { to: '/settings#notices' });
  await page.getByRole('checkbox', { name: 'Quiet hours' }).check({ force: true });
  await page.getByLabel('From').last().fill('21:30');
  await page.getByLabel('Until').last().fill('06:15');
  await page.getByRole('button', { name: 'Save quiet hours' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('From').last()).toHaveValue('21:30');
  await page.getByRole('checkbox', { name: 'Quiet hours' }).uncheck({ force: true });
  await page.getByRole('button', { name: 'Save quiet hours' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
});
