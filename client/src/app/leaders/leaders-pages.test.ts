import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Component } from 'vue';
import { readBoard, readSkyline } from '@vigil/shared/leaderboards';
import {
  decideSpotlight,
  giveTime,
  grantSpotlight,
  listLeaders,
  listMyGivenTime,
  listPeopleToThank,
  listSpotlights,
  listTimeForMe,
  readMySpotlights,
  readSpotlightSettings,
  withdrawTime,
} from '@vigil/shared/leaders';
import type { Me } from '@vigil/shared/people';
import * as recognition from '@vigil/shared/recognition';
import { useSession } from '../../features/people/session.store';
import { openScreen, type OpenScreen } from '../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import LeadersPage from './LeadersPage.vue';
import ManageSpotlightsPage from '../../features/leaders/admin/ManageSpotlightsPage.vue';
import MyDepartmentsPage from './MyDepartmentsPage.vue';

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const weeks = (lit: number) => Array.from({ length: 12 }, (_, i) => i < lit);
const card = (name: string, more: object = {}) => ({
  ...{
    name,
    department: 'Sales',
    role: 'leader',
    weeks: weeks(7),
    thanked: 4,
    lights: 0,
    minutes: 0,
    answered: 0,
  },
  ...more,
});
const department = (n: number, people: number | null, active: number | null) => ({
  ...{ id: uuid(n), name: `Department ${n}`, people, active },
});
const away = { type: 'urn:vigil:problem:unavailable', title: 'x', status: 503, requestId: 'r' };

const light = {
  ...{ id: uuid(7), by: 'Ann Ek', to: 'Bo Lund', lights: 5, words: 'You went first.', state: 'waiting' },
  brings: 'points',
  ...{ at: '2026-11-24T10:00:00Z', reason: null, own: false },
};

const time = { minutes: 90, day: '2026-12-03', words: 'Our yearly drill.', withdrawn: false };
const setup = {
  ...{ firstDay: '2026-10-25', lastDay: '2027-02-22', departments: [{ id: uuid(1), name: 'Sales' }] },
  items: [{ ...time, id: uuid(5), department: 'Sales' }],
};

let server: FakeServer;
let open: OpenScreen | undefined;
const openAs = async (page: Component, role: string) =>
  (open = await openScreen(page, '/', server, () => {
    useSession().me = { role, leads: [uuid(1), uuid(2)] } as Me;
  }));

beforeEach(() => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  server.answer(readBoard, away, 503);
  server.answer(readSkyline, {
    ...{ boardId: 'departments.company.week.2026-W48', version: 1, mineId: null },
    departments: [department(1, 8, 6), department(2, null, null), department(3, 9, 9)],
  });
  server.answer(recognition.readRecognition, {
    allowance: 20,
    left: 9,
    tenureDays: 30,
    teams: [],
    challengeTeams: [],
  });
  server.answer(recognition.listRecognitions, { items: [], nextCursor: null });
  server.answer(recognition.listMyRecognitions, { items: [], nextCursor: null });
  const fact = { kind: 'habit.adopted', day: '2026-11-20', behaviour: 'kept-up-to-date' };
  const person = { handle: 'abc', name: 'Bo Lund', department: 'Department 1' };
  server.answer(readMySpotlights, { monthly: 20, left: 17, approveAbove: 3, items: [light] });
  server.answer(listTimeForMe, { items: [] });
  server.answer(listMyGivenTime, setup);
  server.answer(listPeopleToThank, { items: [{ ...person, ...fact }] });
});
afterEach(() => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

it('shows leaders before the security team, with what they do themselves', async () => {
  server.answer(listLeaders, {
    items: [card('Ann Ek'), card('Gus Holm', { role: 'security', weeks: weeks(12), answered: 20 })],
  });
  const words = (await openAs(LeadersPage, 'employee')).words();
  expect(words.indexOf('Ann Ek')).toBeLessThan(words.indexOf('Gus Holm'));
  expect(words).toContain('A light on in 7 of 12 weeks');
  expect(words).toContain('20 and more');
  expect(open?.offers('My departments')).toBe(false);
});

it('has a word where nobody shows a card, and where nothing answers', async () => {
  server.answer(listLeaders, { items: [] });
  expect((await openAs(LeadersPage, 'leader')).words()).toContain('Nobody shows a card yet');
  expect(open?.offers('My departments')).toBe(true);
  open?.screen.unmount();
  server.answer(listLeaders, away, 503);
  expect((await openAs(LeadersPage, 'leader')).words()).toContain('Try again');
});

it('shows a leader their own departments alone, and no number of a small one', async () => {
  const words = (await openAs(MyDepartmentsPage, 'leader')).words();
  expect(words).toContain('6 of 8 people');
  expect(words).toContain('Not enough people yet to show a number');
  expect(words).not.toContain('Department 3');
});

it('opens a recognition with one press, for whom and for what are there already', async () => {
  const screen = await openAs(MyDepartmentsPage, 'leader');
  expect(screen.words()).toContain('Took up a safe habit');
  await screen.press('Thank');
  expect(screen.words()).toContain('Somebody else');
  expect(document.querySelector('select')?.selectedOptions[0]?.textContent).toContain('Kept devices');
  await screen.type('What it meant', 'One device less to worry about.');
  expect(screen.offers('Say thanks')).toBe(true);
});

it('shows a leader what is left of the budget, and what waits for a second person', async () => {
  const words = (await openAs(MyDepartmentsPage, 'leader')).words();
  expect(words).toContain('17 lights left this month');
  expect(words).toContain('Waits for a second person');
});

it('lets a leader grant coins alone, and says so wherever they are told of', async () => {
  const coins = { ...light, id: uuid(9), brings: 'coins', own: true };
  server.answer(readMySpotlights, { monthly: 20, left: 17, approveAbove: 3, items: [coins] });
  server.answer(recognition.findColleagues, {
    items: [{ handle: 'abcdefgh', name: 'Bo Lund', department: 'Sales' }],
  });
  server.answer(grantSpotlight, coins, 201);
  const screen = await openAs(MyDepartmentsPage, 'leader');
  expect(screen.words()).toContain('5 lightsCoins only');
  await screen.press('Grant lights');
  expect(screen.words()).toContain('Points for their level, and as many coins.');
  await screen.press('Coins only');
  expect(screen.words()).toContain('Coins only: they change no rank and no level.');
  await screen.type('Colleague', 'Bo');
  await vi.waitFor(() => expect(screen.words()).toContain('Bo LundSales'));
  await screen.press('Bo LundSales');
  await screen.type('What for', 'The quiet work behind it.');
  await screen.press('Grant them');
  expect(server.sent('/api/me/spotlights')).toEqual([
    expect.objectContaining({ handle: 'abcdefgh', lights: 1, brings: 'coins' }),
  ]);
});

it('lets a second person agree or decline with a reason, never for themselves', async () => {
  server.answer(listSpotlights, { items: [light, { ...light, id: uuid(8), own: true }] });
  server.answer(readSpotlightSettings, { monthly: 20, approveAbove: 3 });
  server.answer(decideSpotlight, undefined, 204);
  const screen = await openAs(ManageSpotlightsPage, 'security');
  expect(screen.words()).toContain('These are for you: somebody else decides.');
  await screen.press('Decline');
  await screen.type('Why not?', 'Let us talk first');
  await screen.press('Decline');
  expect(server.sent('/decide')).toEqual([{ state: 'declined', reason: 'Let us talk first' }]);
});

it('shows the time that a leader gave on the card, and to the department what for', async () => {
  server.answer(listLeaders, { items: [card('Ann Ek', { minutes: 105 }), card('Bo Ek', { minutes: 60 })] });
  const words = (await openAs(LeadersPage, 'employee')).words();
  expect(words).toContain('Time given each person this season1 h 45 min');
  expect(words).toContain('Time given each person this season1 h');
  expect(words).not.toContain('Time for your department');
  open?.screen.unmount();
  server.answer(listTimeForMe, {
    items: [
      { ...time, id: uuid(5), by: 'Ann Ek' },
      { ...time, id: uuid(6), by: null, withdrawn: true },
    ],
  });
  const more = (await openAs(LeadersPage, 'employee')).words();
  expect(more).toContain('1 h 30 min');
  expect(more).toContain('From Ann Ek');
  expect(more).toContain('Withdrawn');
  expect(more).toContain('From one of your leaders');
});

it('lets a leader give time, once, and says why where a day is full', async () => {
  server.answer(giveTime, setup.items[0], 201);
  const screen = await openAs(MyDepartmentsPage, 'leader');
  await screen.press('Give time');
  expect(screen.offers('Give it')).toBe(false);
  await screen.type('On which day', '2026-12-03');
  await screen.type('What for', 'Our yearly drill.');
  server.answer(giveTime, { ...away, type: 'urn:vigil:problem:time-used', status: 409 }, 409);
  await screen.press('Give it');
  expect(screen.words()).toContain('That is more than eight hours on one day');
  server.answer(giveTime, setup.items[0], 201);
  await screen.press('Give it');
  const [first, second] = server.sent('/api/me/given-time');
  expect(first).toMatchObject({ departmentId: uuid(1), minutes: 30, day: '2026-12-03' });
  expect(second).toEqual(first);
});

it('lets a leader withdraw time, after one question', async () => {
  server.answer(withdrawTime, undefined, 204);
  const screen = await openAs(MyDepartmentsPage, 'leader');
  await screen.press('Withdraw');
  expect(screen.words()).toContain('Withdraw it? The department is told.');
  server.answer(listMyGivenTime, { ...setup, items: [{ ...setup.items[0], withdrawn: true }] });
  await screen.press('Yes, withdraw it');
  expect(server.asked(`/given-time/${uuid(5)}/withdraw`)).toBe(1);
  expect(screen.words()).toContain('Withdrawn');
  expect(screen.offers('Withdraw')).toBe(false);
});

it('moves on both pages when somebody asks for lights, and when somebody decides', async () => {
  const told = async (state: string) => {
    server.answer(listSpotlights, { items: [{ ...light, state }] });
    server.answer(readMySpotlights, { monthly: 20, left: 17, approveAbove: 3, items: [{ ...light, state }] });
    server.tell('me:changed', { what: 'spotlight' });
    await flushPromises();
  };
  server.answer(listSpotlights, { items: [] });
  server.answer(readSpotlightSettings, { monthly: 20, approveAbove: 3 });
  const staff = await openAs(ManageSpotlightsPage, 'security');
  expect(staff.words()).not.toContain('Bo Lund');
  await told('waiting');
  expect(staff.offers('Agree')).toBe(true);
  staff.screen.unmount();
  const leader = await openAs(MyDepartmentsPage, 'leader');
  expect(leader.words()).toContain('Waits for a second person');
  await told('granted');
  expect(leader.words()).not.toContain('Waits for a second person');
});
