import { accounts } from './support/northwind.js';
import { expect, test } from './support/test.js';

test('somebody is thanked, and the wall moves on every screen; security takes it off again', async ({
  enter,
}) => {
  const words = `You called back before you paid ${Date.now()}`;
  const watcher = await enter(accounts.administrator, { to: '/recognition' });
  const wall = watcher.getByRole('list', { name: 'The wall' });
  await expect(wall.getByRole('listitem').first()).toBeVisible();

  const giver = await enter(accounts.leader, { to: '/recognition' });
  await giver.getByRole('button', { name: 'Thank somebody' }).click();
  const form = giver.getByRole('dialog');
  await form.getByRole('searchbox', { name: 'Colleague' }).fill(accounts.reporter.name.slice(0, 6));
  await form.getByRole('button', { name: accounts.reporter.name }).click();
  await form.getByLabel('What they did').selectOption({ label: 'Called back on a number they knew' });
  await form.getByLabel('What it meant, in one sentence').fill(words);
  await form.getByRole('button', { name: 'Say thanks' }).click();
  await expect(giver.getByRole('dialog')).toHaveCount(0);

  const line = wall.getByRole('listitem').filter({ hasText: words });
  await expect(line).toContainText(`${accounts.leader.name} thanks ${accounts.reporter.name}`);
  await line.getByRole('button', { name: 'Well done: 0' }).click();
  const mine = giver.getByRole('list', { name: 'The wall' }).getByRole('listitem').filter({ hasText: words });
  await expect(mine.getByRole('button', { name: 'Well done: 1' })).toBeVisible();

  const receiver = await enter(accounts.reporter, { to: '/recognition?view=received' });
  await expect(
    receiver.getByRole('list', { name: 'Thanks to me' }).getByRole('listitem').filter({ hasText: words }),
  ).toContainText('On Monday it is decided whether it becomes points.');

  const guard = await enter(accounts.security, { to: '/recognition' });
  await guard
    .getByRole('list', { name: 'The wall' })
    .getByRole('listitem')
    .filter({ hasText: words })
    .getByRole('button', { name: /^Take off the wall/ })
    .click();
  await guard.getByRole('dialog').getByLabel('Reason').fill('It names a customer');
  await guard.getByRole('button', { name: 'Take it off' }).click();
  await expect(line).toHaveCount(0);
  await giver.goto('/recognition?view=given');
  await expect(giver.getByText('It names a customer').first()).toBeVisible();
});

test('what is private stays between two people', async ({ enter }) => {
  const words = `Thank you for asking ${Date.now()}`;
  const giver = await enter(accounts.reporter, { to: '/recognition' });
  await giver.getByRole('button', { name: 'Thank somebody' }).click();
  const form = giver.getByRole('dialog');
  await form.getByRole('searchbox', { name: 'Colleague' }).fill(accounts.clicker.name);
  await form.getByRole('button', { name: accounts.clicker.name }).click();
  await form.getByLabel('What they did').selectOption({ label: 'Asked before acting' });
  await form.getByLabel('What it meant, in one sentence').fill(words);
  await form.getByRole('radio', { name: 'Between us' }).check({ force: true });
  await form.getByRole('button', { name: 'Say thanks' }).click();
  await expect(giver.getByRole('dialog')).toHaveCount(0);
  const receiver = await enter(accounts.clicker, { to: '/recognition?view=received' });
  await expect(receiver.getByText(words)).toBeVisible();
  const guard = await enter(accounts.security, { to: '/recognition' });
  await expect(guard.getByRole('list', { name: 'The wall' }).getByRole('listitem').first()).toBeVisible();
  await expect(guard.getByText(words)).toHaveCount(0);
  await giver.goto('/recognition?view=given');
  await giver
    .getByRole('listitem')
    .filter({ hasText: words })
    .getByRole('button', { name: /^Take back/ })
    .click();
  await expect(receiver.getByText(words)).toHaveCount(0);
});

test('security sees where thanks go around, and says how much can be given', async ({ enter }) => {
  const guard = await enter(accounts.security, { to: '/recognition/manage' });
  await expect(
    guard.getByRole('table', { name: 'Thanks that go around' }).getByRole('row').nth(1),
  ).toBeVisible();
  await guard.getByLabel('A leader, each month').fill('21');
  await guard.getByRole('button', { name: 'Save' }).click();
  await expect(guard.getByText('Saved. It holds from now on.')).toBeVisible();
  const person = await enter(accounts.reporter, { to: '/recognition/manage' });
  await expect(person.getByText('There is nothing at this address')).toBeVisible();
});
