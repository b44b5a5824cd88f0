import { createSource } from '@vigil/shared/ingestion';
import { addChallenge, readChallengeChoices, scheduleChallenge } from '@vigil/shared/challenges';
import { recordBehaviours } from '@vigil/shared/behaviours';
import { listMembers, updateMember } from '@vigil/shared/people';
import { accounts } from './support/northwind.js';
import { call } from './support/api.js';
import { OwnServer } from './support/own-server.js';
import { callerOf, expect, test } from './support/test.js';

let server: OwnServer;
test.beforeAll(async () => {
  server = await OwnServer.start();
});
test.afterAll(() => server.stop());

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
/** This minute as the browser's field for date and time has it: in the browser's zone. */
const thisMinute = `(() => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
})()`;

test('a race is set up from a template, previewed, and watched while it moves', async ({
  enter,
  request,
}) => {
  const { url } = server;
  const guard = await enter(accounts.security, { url, to: '/challenges' });
  await guard.getByRole('link', { name: 'Set up a challenge' }).click();
  await guard.getByRole('radio', { name: /^Learning week/ }).check();
  await guard.getByRole('checkbox', { name: 'Customer Care' }).check();
  await guard.getByRole('checkbox', { name: 'Sales' }).check();
  const preview = guard.getByRole('region', { name: 'If it had run until now' });
  await expect(preview.getByText(/of 60 windows, .* points a person/)).toHaveCount(2);
  // a quest and mixed teams are looked at in their own way
  await guard.getByRole('radio', { name: /^A light a day/ }).check();
  await expect(preview.getByText(/would have reached it\.$|^Not enough people to tell/)).toBeVisible();
  await guard.getByRole('radio', { name: /^Mixed crews/ }).check();
  await expect(preview.getByText(/^For example/)).toBeVisible();
  await expect(preview.getByRole('listitem').filter({ hasText: 'Night owls' })).toBeVisible();
  await guard.getByRole('radio', { name: /^Learning week/ }).check();
  await expect(preview.getByRole('listitem').filter({ hasText: 'Sales' })).toBeVisible();
  await guard.getByLabel('Begins').fill(await guard.evaluate<string>(thisMinute));
  await guard.getByRole('button', { name: 'Let it begin at its time' }).click();
  await expect(guard.getByRole('heading', { level: 1, name: 'Learning week' })).toBeVisible();

  // somebody else watches, on a phone; the challenge begins by itself
  const phone = { width: 390, height: 844 };
  const watcher = await enter(accounts.reporter, { url, to: '/challenges', viewport: phone });
  await expect(async () => {
    await watcher.reload();
    await watcher
      .getByRole('list', { name: 'Running now' })
      .getByRole('link', { name: /^Learning week/ })
      .click({ timeout: 10_000 });
  }).toPass();
  const mine = watcher
    .getByRole('list', { name: 'The buildings of this challenge' })
    .getByRole('listitem')
    .filter({ hasText: 'Customer Care' });
  await expect(mine).toContainText('yours');
  await expect(mine).toContainText('0.0 points a person');

  const { secret } = await call(callerOf(guard), createSource, {
    body: { type: 'api', name: 'Courses', kinds: ['training.completed'] },
  });
  const answer = await request.fetch(url + recordBehaviours.path, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    data: {
      naturalKey: 'course-of-the-week',
      member: { email: accounts.reporter.email },
      kind: 'training.completed',
      occurredAt: new Date().toISOString(),
      object: 'a-course-of-the-week',
    },
  });
  expect(answer.ok()).toBe(true);
  const people = Number(/(\d+) people/.exec((await mine.textContent()) ?? '')?.[1]);
  await expect(mine).toContainText(`${(40 / people).toFixed(1)} points a person`);
  await expect(watcher.getByText('40 points of yours count here.')).toBeVisible();
  await expect(watcher.getByText(/^[1-9]\d* windows apart$/)).toBeVisible();
});

test('a leader reads at once what another leader says to a race', async ({ enter }) => {
  const { url } = server;
  const administrator = await enter(accounts.administrator, { url, to: '/people' });
  const { items } = await call(callerOf(administrator), listMembers, {
    query: { search: accounts.reporter.email, limit: 1, state: 'active' },
  });
  const [other] = items;
  await call(callerOf(administrator), updateMember, {
    params: { memberId: other?.id ?? '' },
    body: { role: 'leader', leads: other?.department ? [other.department.id] : [] },
  });
  const leader = await enter(accounts.leader, { url });
  const { departments } = await call(callerOf(leader), readChallengeChoices, {});
  const { card } = await call(callerOf(leader), addChallenge, {
    body: {
      ...{ form: 'race', template: null, name: 'Sharp eyes', text: null, prize: null, target: 30 },
      ...{ startsAt: inMs(86_400_000), endsAt: inMs(2 * 86_400_000), kinds: ['threat.reported'], teams: [] },
      departmentIds: [departments.find(({ mine }) => mine)?.id ?? '', other?.department?.id ?? ''],
    },
  });
  await call(callerOf(leader), scheduleChallenge, { params: { challengeId: card.id } });
  await leader.goto(`/challenges/${card.id}`);
  const said = leader.getByRole('list', { name: 'Who was asked' });
  await expect(said).toContainText('no answer yet');

  const asked = await enter(accounts.reporter, { url, to: `/challenges/${card.id}` });
  await asked.getByRole('button', { name: 'Not this time' }).click();
  await expect(said).toContainText('not this time');
  await expect(said).toContainText(accounts.reporter.name);
  await expect(
    leader.getByRole('status').filter({ hasText: `this time, says ${accounts.reporter.name}` }),
  ).toBeVisible();
});

test('a mixed team is thanked by everybody who likes, from the moment it is drawn', async ({ enter }) => {
  const { url } = server;
  const guard = await enter(accounts.security, { url });
  const { card } = await call(callerOf(guard), addChallenge, {
    body: {
      ...{ form: 'teams', template: null, name: 'Crews of today', text: null, prize: null, target: 30 },
      ...{ startsAt: inMs(0), endsAt: inMs(86_400_000), kinds: ['threat.reported'], departmentIds: [] },
      teams: ['Lanterns', 'Night owls'],
    },
  });
  await call(callerOf(guard), scheduleChallenge, { params: { challengeId: card.id } });
  const person = await enter(accounts.clicker, { url, to: '/recognition' });
  const form = person.getByRole('dialog');
  await expect(async () => {
    await person.reload();
    await person.getByRole('button', { name: 'Thank somebody' }).click();
    await form.getByRole('radio', { name: 'A team' }).check({ force: true, timeout: 10_000 });
    await form
      .getByLabel('Team', { exact: true })
      .selectOption({ label: 'Night owls (Crews of today)' }, { timeout: 10_000 });
  }).toPass();
  const words = `You warned us all in time ${Date.now()}`;
  await form.getByLabel('What they did').selectOption({ label: 'Warned everybody in time' });
  await form.getByLabel('What it meant, in one sentence').fill(words);
  await form.getByRole('button', { name: 'Say thanks' }).click();
  await expect(
    person.getByRole('list', { name: 'The wall' }).getByRole('listitem').filter({ hasText: words }),
  ).toContainText(`${accounts.clicker.name} thanks Night owls (Crews of today)`);
});

test('the result of a challenge thanks everybody', async ({ enter }) => {
  const page = await enter(accounts.clicker, { url: server.url, to: '/challenges' });
  await page.getByRole('link', { name: /^Dawn over Northwind/ }).click();
  const result = page.getByRole('region', { name: 'The result' });
  await expect(result).toContainText('Enjoy the croissants!');
  await expect(result.locator('dd').first()).not.toHaveText('0');
});

test('the promises hold, with a challenge that was closed', async () => {
  const { code, said } = await server.verify();
  expect(said).toContain('✓ C2');
  expect(code, said).toBe(0);
});
