import { accounts } from './support/northwind.js';
import { expect, test } from './support/test.js';

test('somebody asks about an entry, security answers, and the person is told at once', async ({ enter }) => {
  const person = await enter(accounts.leader, { to: '/record' });
  await person
    .getByRole('link', { name: /^Why \d+ points for:/ })
    .first()
    .click();
  const question = `Was this really me? ${Date.now()}`;
  await person.getByRole('button', { name: 'Something wrong?' }).click();
  await person.getByLabel('What seems wrong? One sentence is enough.').fill(question);
  await person.getByRole('button', { name: 'Ask the security team' }).click();
  await expect(person.getByText('Waiting for an answer.').first()).toBeVisible();

  const guard = await enter(accounts.security, { to: '/disputes' });
  await guard.getByRole('link', { name: question }).click();
  const sheet = guard.getByRole('dialog');
  await expect(sheet.getByText(accounts.leader.name)).toBeVisible();
  await sheet.getByLabel('Reason').fill('Yes: your course platform told us.');
  await sheet.getByRole('button', { name: 'Send the answer' }).click();
  await expect(sheet.getByText('Yes: your course platform told us.')).toBeVisible();

  await expect(person.getByText('Yes: your course platform told us.').first()).toBeVisible();
  await person.goto('/settings');
  await expect(person.getByText(/opened a question of yours/).first()).toBeVisible();

  const administrator = await enter(accounts.administrator, { to: '/audit?act=dispute.answered' });
  await expect(
    administrator.getByRole('row').filter({ hasText: 'Answered a question' }).first(),
  ).toBeVisible();
  await expect(administrator.getByText(accounts.leader.name)).toHaveCount(0);
});

test('security takes an entry back with a reason, and the person reads it', async ({ enter }) => {
  const guard = await enter(accounts.security, { to: '/disputes?view=take-back' });
  await guard.getByLabel('Whose entry? Name or e-mail').fill(accounts.administrator.email);
  await guard.getByRole('button', { name: /Joost/ }).click();
  await guard
    .getByRole('button', { name: /^Take back:/ })
    .first()
    .click();
  const reason = `Recorded twice, ${Date.now()}`;
  await guard.getByRole('dialog').getByLabel('Reason').fill(reason);
  await guard.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await expect(guard.getByRole('dialog')).toHaveCount(0);
  const person = await enter(accounts.administrator, { to: '/record' });
  await expect(person.getByText(reason).first()).toBeVisible();
});
