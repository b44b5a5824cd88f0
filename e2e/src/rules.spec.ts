import { accounts } from './support/northwind.js';
import { expect, test } from './support/test.js';

const field = 'Points for: Take up a safe habit';
const change = 'Take up a safe habit: 27 points (before 25).';

/** A moment next week as the browser's own field takes it. */
function nextWeek(): string {
  const moment = new Date(Date.now() + 7 * 86_400_000);
  moment.setMinutes(moment.getMinutes() - moment.getTimezoneOffset());
  return moment.toISOString().slice(0, 16);
}

test('a rule is edited, looked at, scheduled, told to everybody, and withdrawn', async ({ enter }) => {
  const security = await enter(accounts.security, { to: '/rules' });
  await security.getByLabel(field).fill('five');
  await expect(security.getByRole('alert')).toContainText('A whole number from 0 to 1,000.');
  await security.getByLabel(field).fill('27');
  await expect(security.getByText(change)).toBeVisible();
  await security.reload();
  await expect(security.getByLabel(field)).toHaveValue('27');

  await security.getByRole('button', { name: 'What would it have done?' }).click();
  const replay = security.getByRole('dialog', { name: 'What the boards would have looked like' });
  await expect(replay.getByRole('table', { name: 'Departments' }).getByRole('row').nth(1)).toBeVisible();
  await expect(replay).toContainText('Left out, because it is for the person alone');
  await security.keyboard.press('Escape');

  await security.getByRole('button', { name: 'Publish …' }).click();
  await security.getByRole('radio', { name: 'Later' }).check({ force: true });
  await security.getByLabel('From').fill(nextWeek());
  await security.getByLabel('Why?').fill('Habits keep us safe for years');
  await security.getByRole('button', { name: 'Schedule' }).click();
  await expect(security.getByText('Nothing is changed yet.')).toBeVisible();

  const employee = await enter(accounts.reporter, { to: '/earn' });
  await expect(employee.getByRole('note')).toContainText(change);

  await security.goto('/rules?view=history');
  const scheduled = security.getByRole('article').filter({ hasText: 'Habits keep us safe for years' });
  await expect(scheduled).toContainText('Daniel Weiß');
  await scheduled.getByRole('button', { name: 'Withdraw' }).click();
  await security.getByRole('dialog').getByLabel('Why?').fill('Not yet');
  await security.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(scheduled).toContainText('withdrawn');
  await employee.reload();
  await expect(employee.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(employee.getByText(change)).toBeHidden();
});

test('weeks are proposed by one and decided by another', async ({ enter }) => {
  const security = await enter(accounts.security, { to: '/rules?view=again' });
  const waiting = security.getByRole('article').filter({ hasText: 'The help desk was away that week' });
  await expect(waiting).toContainText('You proposed it, so somebody else has to agree.');
  await expect(waiting.getByRole('button', { name: 'Agree …' })).toBeHidden();

  const administrator = await enter(accounts.administrator, { to: '/rules?view=again' });
  const proposal = administrator.getByRole('article').filter({ hasText: 'The help desk was away that week' });
  await proposal.getByRole('button', { name: 'Agree …' }).click();
  await expect(administrator.getByRole('dialog')).toContainText('cannot be taken back');
});
