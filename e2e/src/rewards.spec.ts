import { accounts } from './support/northwind.js';
import { expect, test } from './support/test.js';

test('somebody asks in two clicks, security answers, and coins and state follow on the screen', async ({
  enter,
}) => {
  const title = `A walk in the park ${Date.now()}`;
  const guard = await enter(accounts.security, { to: '/rewards/manage?view=catalogue' });
  await guard.getByRole('button', { name: 'Add a reward' }).click();
  const form = guard.getByRole('dialog');
  await form.getByLabel('Name').fill(title);
  await form.getByLabel('What it is, in one sentence').fill('Half an hour, with whoever you like.');
  await form.getByRole('radio', { name: 'Tree' }).check({ force: true });
  await form.getByLabel('Price in coins').fill('2');
  await form.getByLabel('How many there are in all').fill('1');
  await form.getByRole('radio', { name: 'Shown' }).check({ force: true });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(guard.getByRole('dialog')).toHaveCount(0);
  await expect(guard.getByRole('link', { name: title })).toBeVisible();
  await guard.goto('/rewards/manage');

  const person = await enter(accounts.leader, { to: '/rewards' });
  await person.getByRole('button', { name: `Ask for it: ${title}` }).click();
  await person.getByRole('button', { name: 'Spend 2 coins' }).click();
  await expect(person.getByText(`Asked for: ${title}. You will see the answer here.`)).toBeVisible();
  await expect(person.getByRole('listitem').filter({ hasText: title })).toContainText('All gone for now.');
  await person.getByRole('link', { name: 'My requests' }).click();
  const mine = person
    .getByRole('list', { name: 'My requests' })
    .getByRole('listitem')
    .filter({ hasText: title });
  await expect(mine).toContainText('Asked for');

  // the queue came up by itself, and so does each answer on the other side
  const answer = async (choice: string, words: string): Promise<void> => {
    await guard.getByRole('button', { name: `Answer: ${title} for ${accounts.leader.name}` }).click();
    const dialog = guard.getByRole('dialog');
    await dialog.getByRole('radio', { name: choice }).check({ force: true });
    await dialog.getByLabel('Words for them').fill(words);
    await dialog.getByRole('button', { name: 'Send the answer' }).click();
    await expect(guard.getByRole('dialog')).toHaveCount(0);
  };
  await answer('Agree', 'Take the long way round.');
  await expect(mine).toContainText('Agreed');
  await expect(mine).toContainText('Take the long way round.');
  await answer('Decline', 'The park is closed, sorry.');
  await expect(mine).toContainText('Not this time');
  await expect(mine).toContainText('The park is closed, sorry.');
  await person.getByRole('link', { name: 'My coins' }).click();
  const rows = person.getByRole('table', { name: /^Every coin of yours/ }).getByRole('row');
  await expect(rows.filter({ hasText: `Come back from: ${title}` })).toContainText('+2');
  await expect(rows.filter({ hasText: `Spent on: ${title}` })).toContainText('2');

  // who looks after nothing finds nothing there
  await person.goto('/rewards/manage');
  await expect(person.getByText('There is nothing at this address')).toBeVisible();
  const administrator = await enter(accounts.administrator, { to: '/audit?act=reward-request.declined' });
  await expect(
    administrator.getByRole('row').filter({ hasText: 'Declined a request for a reward' }).first(),
  ).toBeVisible();
});

test('nobody answers a wish of their own', async ({ enter }) => {
  const administrator = await enter(accounts.administrator, { to: '/rewards' });
  const reward = 'A cup from the night watch';
  await administrator.getByRole('button', { name: `Ask for it: ${reward}` }).click();
  await administrator.getByRole('button', { name: 'Spend 40 coins' }).click();
  await expect(administrator.getByText(`Yours: ${reward}.`)).toBeVisible();
  await administrator.goto('/rewards/manage');
  const row = administrator.getByRole('row').filter({ hasText: reward }).filter({ hasText: 'Your own' });
  await expect(row.first()).toContainText('Asked for');
  await administrator.goto('/rewards?view=requests');
  await administrator
    .getByRole('button', { name: `Withdraw: ${reward}` })
    .first()
    .click();
  await expect(administrator.getByText('Withdrawn. 40 coins are back.')).toBeVisible();
});
