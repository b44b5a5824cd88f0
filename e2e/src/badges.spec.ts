import { accounts } from './support/northwind.js';
import { expect, test, untilConnected } from './support/test.js';

test('a badge tells why it came, is taken along signed, and is shown to others only while its owner wants it', async ({
  enter,
  page: stranger,
}) => {
  const person = await enter(accounts.leader, { to: '/badges' });
  await expect(person.getByRole('heading', { name: /^Level \d/ })).toBeVisible();
  await person.getByRole('link', { name: 'Scholar' }).click();
  await expect(person.getByRole('heading', { level: 1, name: 'Scholar' })).toBeVisible();
  await expect(person.getByRole('region', { name: 'Why and when' })).toContainText('You finished a course');

  const [image] = await Promise.all([
    person.waitForEvent('download'),
    person.getByRole('link', { name: 'As an image' }).click(),
  ]);
  expect(image.suggestedFilename()).toMatch(/^scholar-(bronze|silver|gold)\.svg$/);

  const show = person.getByRole('region', { name: 'Let others check it' });
  await show.getByRole('checkbox', { name: 'Show my name there' }).check();
  await show.getByRole('button', { name: 'Switch the address on' }).click();
  const address = await show.getByRole('link', { name: 'See what others see' }).getAttribute('href');
  // no session, another browser
  await stranger.goto(address ?? '');
  await expect(stranger.getByRole('heading', { level: 1, name: 'Scholar' })).toBeVisible();
  await expect(
    stranger.getByText(`${accounts.leader.name} at Northwind has had this badge since`),
  ).toBeVisible();
  await stranger.getByRole('button', { name: 'Deutsch' }).click();
  await expect(stranger.getByRole('heading', { level: 1, name: 'Gelehrt' })).toBeVisible();
  await stranger.getByRole('button', { name: 'English' }).click();

  await show.getByRole('button', { name: 'Switch it off' }).click();
  await expect(person.getByText('Switched off. That address is gone for good.')).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByText('There is no badge at this address')).toBeVisible();
});

test('security adds a badge after a look ahead, and whoever has what it takes gets it, told on the screen', async ({
  enter,
}) => {
  const name = `Berth ${Date.now()}`;
  const person = await enter(accounts.reporter, { to: '/badges' });
  await expect(person.getByRole('link', { name: 'Key keeper' })).toBeVisible();
  await untilConnected(person);

  const guard = await enter(accounts.security, { to: '/badges/manage' });
  await guard.getByRole('button', { name: 'Add a badge' }).click();
  const form = guard.getByRole('dialog');
  await form.getByLabel('Name in English').fill(name);
  await form.getByLabel('Name in German').fill(`Liegeplatz ${name}`);
  await form.getByLabel('What it is for, in English').fill('For good habits.');
  await form.getByLabel('What it is for, in German').fill('Für gute Gewohnheiten.');
  await form.getByRole('checkbox', { name: 'Take up a safe habit' }).check();
  await form.getByRole('button', { name: 'Look it up' }).click();
  await expect(form.getByText(/^at least \d+$/).first()).toBeVisible();
  await form.getByLabel('Why this change').fill('People asked for it.');
  await form.getByRole('button', { name: 'Publish' }).click();
  await expect(guard.getByRole('dialog')).toHaveCount(0);
  await expect(guard.getByRole('link', { name })).toBeVisible();

  // nobody reloaded anything
  await expect(person.getByText(`A window of yours lit up: ${name}, Bronze.`)).toBeVisible();
  await expect(person.getByRole('link', { name })).toBeVisible();

  await guard.getByRole('link', { name: 'Revisions' }).click();
  await expect(guard.getByText(/: People asked for it\.$/).first()).toBeVisible();
  // who looks after nothing finds nothing there
  await person.goto('/badges/manage');
  await expect(person.getByText('There is nothing at this address')).toBeVisible();
});
