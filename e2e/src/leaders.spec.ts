import { accounts } from './support/northwind.js';
import { expect, test } from './support/test.js';

test('leaders stand first for everybody, and a leader thanks somebody in one press', async ({ enter }) => {
  const person = await enter(accounts.reporter, { to: '/leaders' });
  const cards = person.getByRole('list', { name: 'Leaders' });
  await expect(cards.getByRole('listitem').filter({ hasText: accounts.leader.name })).toContainText(
    'Thanks given on the wall',
  );
  await person.goto('/my-departments');
  await expect(person.getByText('There is nothing at this address')).toBeVisible();

  const leader = await enter(accounts.leader, { to: '/my-departments' });
  await expect(
    leader.getByRole('list', { name: 'Taking part this week' }).getByRole('listitem').first(),
  ).toContainText('people');
  const list = leader.getByRole('list', { name: 'Whom you could thank' });
  const first = list.getByRole('listitem').first();
  const name = (await first.getByRole('button').getAttribute('aria-label'))?.replace('Thank ', '') ?? '';
  await first.getByRole('button').click();
  const form = leader.getByRole('dialog');
  await expect(form).toContainText(name);
  const words = `Thank you for going first ${Date.now()}`;
  await form.getByLabel('What it meant, in one sentence').fill(words);
  await form.getByRole('button', { name: 'Say thanks' }).click();
  await expect(leader.getByRole('dialog')).toHaveCount(0);
  await expect(list.getByRole('button', { name: `Thank ${name}`, exact: true })).toHaveCount(0);
  await person.goto('/recognition');
  await expect(
    person.getByRole('list', { name: 'The wall' }).getByRole('listitem').filter({ hasText: words }),
  ).toContainText(`${accounts.leader.name} thanks ${name}`);
});

test('a large light waits for a second person, and then shines, on both screens without a reload', async ({
  enter,
}) => {
  const guard = await enter(accounts.security, { to: '/leaders/manage' });
  await expect(guard.getByRole('list', { name: 'Lights of leaders' })).toBeVisible();
  const words = `You kept the whole floor calm ${Date.now()}`;
  const leader = await enter(accounts.leader, { to: '/my-departments' });
  await leader.getByRole('button', { name: 'Grant lights' }).click();
  const form = leader.getByRole('dialog');
  await form.getByRole('searchbox', { name: 'Colleague' }).fill(accounts.clicker.name);
  await form.getByRole('button', { name: accounts.clicker.name }).click();
  await form.getByLabel('How many lights').fill('4');
  await form.getByLabel('What for, in one sentence').fill(words);
  await form.getByRole('button', { name: 'Grant them' }).click();
  await expect(leader.getByText('Asked for. A second person looks at it first.')).toBeVisible();
  await expect(
    guard.getByRole('status').filter({ hasText: 'A leader would grant lights (4)' }),
  ).toBeVisible();
  const line = guard.getByRole('listitem').filter({ hasText: words });
  await line.getByRole('button', { name: `Agree to lights for ${accounts.clicker.name}` }).click();
  await expect(guard.getByText('Decided.')).toBeVisible();
  await expect(line.getByRole('button')).toHaveCount(0);
  await expect(
    leader
      .getByRole('list', { name: 'Lights from my budget' })
      .getByRole('listitem')
      .filter({ hasText: words }),
  ).not.toContainText('Waits for a second person');
  const person = await enter(accounts.clicker, { to: '/record' });
  await expect(person.getByText('A leader put you in the light').first()).toBeVisible();
});
