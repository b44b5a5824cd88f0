import { accounts } from './support/northwind.js';
import { expect, test, untilConnected } from './support/test.js';

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
  await untilConnected(guard);
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

test('coins alone fill a purse, and the record says why they are no points', async ({ enter }) => {
  const words = `The quiet work behind it ${Date.now()}`;
  const leader = await enter(accounts.leader, { to: '/my-departments' });
  await leader.getByRole('button', { name: 'Grant lights' }).click();
  const form = leader.getByRole('dialog');
  await form.getByRole('searchbox', { name: 'Colleague' }).fill(accounts.reporter.name);
  await form.getByRole('button', { name: accounts.reporter.name }).click();
  await form.getByRole('radio', { name: 'Coins only' }).check({ force: true });
  await expect(form.getByText('Coins only: they change no rank and no level.')).toBeVisible();
  await form.getByLabel('What for, in one sentence').fill(words);
  await form.getByRole('button', { name: 'Grant them' }).click();
  await expect(
    leader
      .getByRole('list', { name: 'Lights from my budget' })
      .getByRole('listitem')
      .filter({ hasText: words }),
  ).toContainText('Coins only');
  const person = await enter(accounts.reporter, { to: '/record' });
  await person
    .getByRole('link', { name: /coins for: A leader gave you coins/ })
    .first()
    .click();
  await expect(person.getByRole('dialog')).toContainText('In coins alone, no points.');
});

test('a leader gives time: the card says how much, the department is told, and it can be withdrawn', async ({
  enter,
}) => {
  const words = `A quarter of an hour for new passwords ${Date.now()}`;
  const leader = await enter(accounts.leader, { to: '/my-departments' });
  await leader.getByRole('button', { name: 'Give time' }).click();
  const form = leader.getByRole('dialog');
  await form.getByLabel('How much, each person').selectOption({ label: '15 min' });
  const today = await leader.evaluate(() => new Date().toLocaleDateString('sv'));
  await form.getByLabel('On which day').fill(today);
  await form.getByLabel('What for, in one sentence').fill(words);
  await form.getByRole('button', { name: 'Give it' }).click();
  await expect(leader.getByText('Given. The department is told.')).toBeVisible();
  await leader.goto('/leaders');
  const card = leader
    .getByRole('list', { name: 'Leaders' })
    .getByRole('listitem')
    .filter({ hasText: accounts.leader.name });
  await expect(card).toContainText('Time given each person this season');
  const told = leader.getByRole('list', { name: 'Time for your department' });
  await expect(told.getByRole('listitem').filter({ hasText: words })).toContainText('15 min');
  await leader.goto('/my-departments');
  const line = leader
    .getByRole('list', { name: 'Time for security' })
    .getByRole('listitem')
    .filter({ hasText: words });
  await line.getByRole('button', { name: /^Withdraw the time/ }).click();
  await line.getByRole('button', { name: 'Yes, withdraw it' }).click();
  await expect(leader.getByText('Withdrawn. The department is told.')).toBeVisible();
  await expect(line).toContainText('Withdrawn');
});
