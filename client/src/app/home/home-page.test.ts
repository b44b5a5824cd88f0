import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { listChallenges } from '@vigil/shared/challenges';
import { readTodaysCheck } from '@vigil/shared/daily-check';
import { readBoard, readMyPlace, readSkyline } from '@vigil/shared/leaderboards';
import { readMe } from '@vigil/shared/people';
import { listMyEntries, readMyPoints, readRuleset } from '@vigil/shared/points';
import { listMyNotes, markNoteSeen } from '@vigil/shared/simulations';
import { readMyStreaks } from '@vigil/shared/streaks';
import { useSession } from '../../features/people/session.store';
import { i18n, setLocale } from '../../i18n';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import { connectionKey } from '../../lib/socket';
import HomePage from './HomePage.vue';

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const care = { id: uuid(1), name: 'Customer Care' };
const me = {
  ...{ id: uuid(9), name: 'Aylin Çelik', email: 'aylin@northwind.example', role: 'employee', locale: 'en' },
  ...{ timeZone: 'Europe/Berlin', department: care, leads: [], boardVisibility: 'named' },
  onBoards: { pseudonym: null, startsAt: null },
  organisation: { name: 'Northwind', timeZone: 'Europe/Berlin' },
};
const sums = { today: 34, week: 58, month: 120, season: 312, all: 1847, coins: 205 };
const period = { unit: 'season', key: '2026-Q4', startsAt: null, endsAt: null, current: true };
const row = {
  of: 'department',
  rowId: care.id,
  rank: 2,
  name: care.name,
  people: 62,
  score: 141,
  average: 143,
  companyMean: 134,
  noise: 4,
  division: 'medium',
  divisionRank: 1,
  participation: 0.76,
};
const entry = {
  ...{
    id: '8',
    kind: 'simulation.reported',
    part: 'base',
    points: 20,
    coins: 20,
    quiet: false,
    about: 'Quota',
  },
  ...{ occurredAt: '2026-11-24T09:00:00Z', recordedAt: '2026-11-24T09:00:00Z', revision: 3, source: 'Mails' },
  ...{ reverses: null, reversedBy: null, rescore: null },
  explanation: { full: 20, speedStep: null, workingMinutes: 9, factorBp: 10_000, cap: null },
};
const rule = { kind: 'training.completed', base: 40 };
const note = {
  ...{ id: uuid(7), campaign: 'Parcel', occurredAt: '2026-11-24T09:00:00Z', act: 'clicked' },
  ...{ reported: false, seenAt: null, withdrawnAt: null },
};

const side = { id: care.id, name: care.name, people: 62, average: 7, lit: 12, participation: 0.4, rank: 1 };
const challenge = {
  ...{
    id: uuid(5),
    form: 'race',
    template: null,
    name: 'Learning week',
    text: null,
    state: 'live',
    target: 40,
  },
  ...{ startsAt: '2026-11-23T08:00:00Z', endsAt: '2099-11-30T08:00:00Z', kinds: ['training.completed'] },
  ...{ prize: null, departments: [care], teams: [], sides: [side] },
};

const check = { today: '2026-11-24', state: 'due', off: null, question: null, result: null };
const streaks = {
  ...{ today: '2026-11-24', days: { current: 12, best: 20 }, weeks: { current: 3, best: 4 } },
  freezes: { held: 2, mostHeld: 2, litToNext: null },
  recent: [
    { day: '2026-11-22', state: 'off', off: 'day-off' },
    { day: '2026-11-23', state: 'frozen', off: null },
    { day: '2026-11-24', state: 'open', off: null },
  ],
};

let server: FakeServer;
let home: VueWrapper | undefined;

async function openHome(): Promise<string> {
  const pinia = createPinia();
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:all(.*)*', component: HomePage, meta: { title: 'home.title' } }],
  });
  const plugins = [pinia, i18n, router];
  await setLocale('en');
  const global = { plugins, provide: { [connectionKey as symbol]: server.connection } };
  const Root = { components: { HomePage }, setup: () => void useSession().find(), template: '<HomePage />' };
  home = mount(Root, { global, attachTo: document.body });
  await flushPromises();
  return home.text().replace(/\s+/g, ' ');
}

beforeEach(() => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  server.answer(readMe, me);
  server.answer(readMyPoints, { ...sums, seasonKey: '2026-Q4', seasonEndsAt: '2026-12-31T23:00:00Z' });
  server.answer(listMyEntries, { items: [entry], nextCursor: null });
  server.answer(listMyNotes, { items: [] });
  server.answer(listChallenges, { items: [], mayHost: false });
  server.answer(readTodaysCheck, check);
  server.answer(readMyStreaks, streaks);
  server.answer(readRuleset, { revision: 3, effectiveFrom: entry.occurredAt, rules: [rule], kinds: [] });
  const boardId = 'departments.company.season.2026-Q4';
  server.answer(readSkyline, {
    ...{ boardId, version: 1, mineId: care.id },
    departments: [{ ...care, people: 62, active: 47 }],
  });
  const window = { boardId, version: 1, asOf: entry.occurredAt, rows: [row], histogram: null };
  server.answer(readBoard, { window, period, stale: false });
  const gap = { points: 4, toRank: 31 };
  server.answer(readMyPlace, {
    version: 1,
    place: { rowId: 'me', rank: 32, points: 312, gap, neighbourhood: [] },
    absent: false,
  });
});
afterEach(() => {
  home?.unmount();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('Home', () => {
  it('answers its four questions', async () => {
    const text = await openHome();
    expect(text).toContain('312');
    expect(text).toContain('+34 today');
    expect(text).toContain('32nd · 4 to 31st');
    expect(text).toContain('2nd');
    expect(text).toContain('76%');
    expect(text).toContain('Finish a course');
    expect(text).toContain('You reported a practice mail “Quota”');
    expect(text).toContain('47 of 62 people');
  });

  it('shows the lamp with its days in words, and the question that waits', async () => {
    const text = await openHome();
    expect(text).toContain('12');
    expect(text).toContain('3 weeks in a row · your best: 20 days');
    expect(text).toContain('2 freezes keep it on');
    expect(text).toContain('Monday, November 23: kept on by a freeze');
    expect(text).toContain('Sunday, November 22: not a working day');
    expect(text).toContain('Today’s question is waiting.');
    home?.unmount();
    server.answer(readTodaysCheck, { ...check, state: 'off', off: 'holiday' });
    expect(await openHome()).toContain('It is a public holiday where you are.');
  });

  it('shows what runs now, and nothing of challenges while nothing runs', async () => {
    expect(await openHome()).not.toContain('Running now');
    home?.unmount();
    const scheduled = { ...challenge, id: uuid(6), name: 'Next week', state: 'scheduled' };
    server.answer(listChallenges, { items: [challenge, scheduled], mayHost: false });
    const text = await openHome();
    expect(text).toContain('Running now');
    expect(text).toContain('Learning weekCustomer Care');
    expect(text).not.toContain('Next week');
  });

  it('tells a newcomer what will stand here, without a rank to worry about', async () => {
    server.answer(readMyPoints, {
      ...{ today: 0, week: 0, month: 0, season: 0, all: 0, coins: 0 },
      ...{ seasonKey: '2026-Q4', seasonEndsAt: '2026-12-31T23:00:00Z' },
    });
    server.answer(listMyEntries, { items: [], nextCursor: null });
    server.answer(readMyPlace, { version: 1, place: null, absent: false });
    const text = await openHome();
    expect(text).toContain('Welcome to the watch.');
    expect(text).toContain('starts with your first point');
    expect(text).toContain('Nothing yet.');
  });

  it('holds every place while nothing has come, and says the way out when it does not', async () => {
    server.answer(readMyPoints, {}, 503);
    const text = await openHome();
    expect(text).toContain('Vigil is away for a moment');
    server.answer(readMyPoints, { ...sums, seasonKey: '2026-Q4', seasonEndsAt: '2026-12-31T23:00:00Z' });
    await home?.get('[role=alert] button').trigger('click');
    await flushPromises();
    expect(home?.text()).toContain('Finish a course');
  });

  it('brings a private note, kind and careful, and lets it go when it is seen', async () => {
    server.answer(listMyNotes, { items: [note] });
    server.answer(markNoteSeen, { ...note, seenAt: entry.occurredAt });
    const text = await openHome();
    expect(text).toContain('A click was recorded on your copy of “Parcel”');
    expect(text).toContain('Nobody else sees this');
    const seen = home?.findAll('button').find((button) => button.text() === 'Seen');
    await seen?.trigger('click');
    await flushPromises();
    expect(home?.text()).not.toContain('your copy');
  });

  it('says that what I did last could not be had, beside what could, and asks again', async () => {
    server.answer(listMyEntries, { type: 'urn:vigil:problem:unavailable', title: 'Away', status: 503 }, 503);
    const text = await openHome();
    expect(text).toContain('312');
    const again = home?.findAll('button').find((button) => button.text() === 'Try again');
    server.answer(listMyEntries, { items: [entry], nextCursor: null });
    await again?.trigger('click');
    await flushPromises();
    expect(home?.text().replace(/\s+/g, ' ')).toContain('You reported a practice mail “Quota”');
  });

  it('begins anew with another day', async () => {
    const midnight = new Date(2026, 10, 25).getTime();
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    server.answer(readMe, { ...me, organisation: { name: 'Northwind', timeZone } });
    vi.useFakeTimers({ now: midnight - 30_000 });
    await openHome();
    server.answer(readMyPoints, {
      ...sums,
      today: 0,
      seasonKey: '2026-Q4',
      seasonEndsAt: '2026-12-31T23:00:00Z',
    });
    server.answer(readTodaysCheck, { ...check, today: '2026-11-25', state: 'answered' });
    await vi.advanceTimersByTimeAsync(61_000);
    const text = home?.text() ?? '';
    expect(text).toContain('this season0 today');
    expect(text).not.toContain('Today’s question is waiting.');
  });
});
