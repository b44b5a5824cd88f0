import { listSessions } from '@vigil/shared/people';
import { call } from './support/api.js';
import { accounts } from './support/northwind.js';
import { callerOf, expect, test, untilLive } from './support/test.js';

test('signing out everywhere is told in the other browser at once', async ({ enter }) => {
  const here = await enter(accounts.administrator, { to: '/settings' });
  const there = await enter(accounts.administrator);
  await untilLive(there);
  let loads = 0;
  there.on('load', () => loads++);

  await here.getByRole('button', { name: 'Sign out everywhere' }).click();
  await here.getByRole('button', { name: 'Yes, sign out everywhere' }).click();
  await expect(there.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  // told, and not found out later
  await expect(there.getByText('This session was ended, here or on another device.')).toBeVisible();
  await expect(here).toHaveURL(/\/sign-in/);
  expect(loads).toBe(0);
  await expect(there.getByRole('navigation')).toHaveCount(0);
  await expect(call(callerOf(there), listSessions, {})).rejects.toThrow('401');
  await expect(call(callerOf(here), listSessions, {})).rejects.toThrow('401');

  await there.getByRole('link', { name: 'Sign in again' }).click();
  await expect(there).toHaveURL(/\/sign-in\?to=/);
});

test('one session can be ended from another, which stays', async ({ enter }) => {
  const there = await enter(accounts.leader, { to: '/record' });
  await untilLive(there);
  const here = await enter(accounts.leader, { to: '/settings' });
  const before = (await call(callerOf(here), listSessions, {})).items;
  const rows = here.getByRole('listitem').filter({ hasText: 'Last used' });
  await expect(rows).toHaveCount(before.length);
  await expect(rows.filter({ hasText: 'this one' })).toHaveCount(1);

  // newest first: the other browser is the youngest of the others
  await rows
    .getByRole('button', { name: /^Sign out on/ })
    .first()
    .click();
  await expect(rows).toHaveCount(before.length - 1);
  const left = (await call(callerOf(here), listSessions, {})).items;
  expect(left.filter((session) => session.current)).toHaveLength(1);
  await expect(there.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  await expect(there.getByText('This session was ended, here or on another device.')).toBeVisible();
});
