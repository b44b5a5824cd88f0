import { listPeriods, readBoard, readMyPlace } from '@vigil/shared/leaderboards';
import { call } from './support/api.js';
import { accounts } from './support/northwind.js';
import { callerOf, expect, test } from './support/test.js';

test('whose board and which period live in the address and survive a reload', async ({ enter }) => {
  const page = await enter(accounts.reporter, { to: '/leaderboards' });
  const views = page.getByRole('navigation', { name: 'Whose board' });
  await expect(views.getByRole('link', { name: 'People', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );

  await views.getByRole('link', { name: 'Departments' }).click();
  await expect(page).toHaveURL(/\/leaderboards\/departments/);
  await page.getByRole('radio', { name: 'Month' }).check({ force: true });
  await expect(page).toHaveURL(/\/leaderboards\/departments\?unit=month$/);

  await page.reload();
  await expect(views.getByRole('link', { name: 'Departments' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('radio', { name: 'Month' })).toBeChecked();
  await expect(page.getByRole('list', { name: 'Departments' }).getByRole('listitem')).not.toHaveCount(0);

  await page.goBack();
  await expect(page).toHaveURL(/\/leaderboards\/departments\?unit=season$/);
  await expect(page.getByRole('radio', { name: 'Season' })).toBeChecked();
});

test('a past period can be looked at and says when it ended @phone', async ({ enter }) => {
  const page = await enter(accounts.reporter, { to: '/leaderboards/people?unit=week' });
  const caller = callerOf(page);
  const past = (await call(caller, listPeriods, { query: { unit: 'week' } })).items.at(1);
  expect(past).toBeDefined();
  if (!past) return;
  const [year, week] = past.key.split('-W').map(Number);

  await page.getByLabel('Which one').selectOption({ label: `Week ${String(week)}, ${String(year)}` });
  await expect(page).toHaveURL(new RegExp(`/leaderboards/people\\?unit=week&period=${past.key}$`));
  await page.reload();
  await expect(page.getByText(/^Ended /)).toBeVisible();

  const { window, period } = await call(caller, readBoard, {
    query: { subject: 'people', unit: 'week', period: past.key },
  });
  expect(period.current).toBe(false);
  const first = window.rows[0];
  if (first?.of !== 'person') throw new Error('The past week is empty.');
  await expect(page.getByRole('list', { name: 'The brightest' }).getByRole('listitem').first()).toContainText(
    first.name,
  );
});

test('my place: the top, and those around me with the way to the next rank', async ({ enter }) => {
  const page = await enter(accounts.clicker, { to: '/leaderboards/people?unit=all' });
  const caller = callerOf(page);
  const { window } = await call(caller, readBoard, { query: { subject: 'people', unit: 'all' } });
  const { place } = await call(caller, readMyPlace, { params: { boardId: window.boardId } });
  if (!place) throw new Error('The demo gives everybody points.');

  const mine = page.getByRole('complementary', { name: 'You are' });
  await expect(mine).toContainText(/\d+(st|nd|rd|th)/);
  await expect(mine).toContainText(place.gap ? /\d+ points? to / : 'Nobody is ahead of you.');
  const lists = page.getByRole('list', { name: place.rank > 10 ? 'Around you' : 'The brightest' });
  const row = lists.getByRole('listitem').filter({ hasText: accounts.clicker.name });
  await expect(row).toContainText('you');
  await expect(row).toContainText(place.points.toLocaleString('en-GB'));
  await expect(page.getByText(/\b(last place|bottom|loser)/i)).toHaveCount(0);
});

test('departments: a size of their own lives in the address, and the way to the reasons is one click', async ({
  enter,
}) => {
  const page = await enter(accounts.reporter, { to: '/leaderboards/departments?unit=season' });
  const list = page.getByRole('list', { name: 'Departments' }).getByRole('listitem');
  const { window } = await call(callerOf(page), readBoard, {
    query: { subject: 'departments', unit: 'season' },
  });
  const placed = window.rows.filter((row) => row.of === 'department' && row.rank !== null);
  const sized = (division: string) =>
    placed.filter((row) => row.of === 'department' && row.division === division).length;
  for (const division of ['small', 'medium', 'large']) expect(sized(division)).toBeGreaterThan(0);
  await expect(list).toHaveCount(placed.length);
  await page.getByRole('radio', { name: 'Small' }).check({ force: true });
  await expect(page).toHaveURL(/\/leaderboards\/departments\?unit=season&size=small$/);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Small' })).toBeChecked();
  await page.getByRole('radio', { name: 'Large' }).check({ force: true });
  await expect(list).toHaveCount(sized('large'));
  await page.goBack();
  await expect(list).toHaveCount(sized('small'));

  await page.getByText('The same as a table').click();
  const weeks = page.getByRole('table', { name: 'The season, week by week' });
  await expect(weeks.getByRole('row')).toHaveCount(placed.length + 1);

  await page.getByRole('link', { name: 'How is this ranked?' }).click();
  await expect(page).toHaveURL(/\/leaderboards\/how$/);
  await expect(page.getByText(/^Nobody alone: \d+% of seasons$/)).toHaveCount(3);
  await expect(page.getByRole('heading', { name: /^Why \d+\.\d\?$/ })).toBeVisible();
});

test('without a network the board says so, and heals by itself', async ({ enter }) => {
  const page = await enter(accounts.reporter, { to: '/leaderboards/departments?unit=week' });
  const pill = page.getByRole('banner').getByRole('status');
  await expect(pill).toHaveText('Live');

  await page.context().setOffline(true);
  await expect(pill).toHaveText(/^(Offline|Reconnecting|Not up to date)$/);
  await expect(page.getByRole('list', { name: 'Departments' }).getByRole('listitem')).not.toHaveCount(0);

  await page.context().setOffline(false);
  await expect(pill).toHaveText('Live');
});
