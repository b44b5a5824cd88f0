import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { readBoard, readDivisions, readTrend, updateDivisions } from '@vigil/shared/leaderboards';
import { setLocale } from '../../../i18n';
import { openScreen, type OpenScreen } from '../../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../../lib/fake-server.test-kit';
import FairnessPage from './FairnessPage.vue';
import SeasonTrend from './SeasonTrend.vue';

const finance = '5b0c8a1e-0000-4000-8000-000000000001';
const sales = '5b0c8a1e-0000-4000-8000-000000000002';
const row = (rowId: string, name: string, score: number) => ({
  ...{ of: 'department', rowId, rank: 1, name, people: 10, score, average: score + 4.2, companyMean: 30 },
  ...{ noise: 2, division: 'small', divisionRank: 1, participation: 0.5 },
});
const asOf = '2026-11-24T10:00:00Z';
const window = { boardId: 'departments.company.season.2026-Q4', version: 1, asOf, histogram: null };
const week = (key: string, current: boolean) => ({ key, startsAt: asOf, current });
const trend = {
  season: '2026-Q4',
  weeks: [week('2026-W47', false), week('2026-W48', true)],
  companyMean: [20, 30],
  people: [20, 20],
  departments: [
    {
      id: finance,
      name: 'Finance',
      weeks: [
        { rank: 1, score: 21.5, noise: 1 },
        { rank: 1, score: 33, noise: 1 },
      ],
    },
    { id: sales, name: 'Sales', weeks: [null, { rank: 2, score: 28.1, noise: 1 }] },
  ],
};

let server: FakeServer;
let open: OpenScreen;

beforeEach(async () => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  await setLocale('en');
  const rows = [row(finance, 'Finance', 33), row(sales, 'Sales', 28)];
  const period = { unit: 'season', key: '2026-Q4', startsAt: null, endsAt: null, current: true };
  server.answer(readBoard, { window: { ...window, rows }, period, stale: false });
  server.answer(readDivisions, { smallUpTo: 24, mediumUpTo: 79 });
  server.answer(readTrend, trend);
});
afterEach(() => {
  open.screen.unmount();
  vi.unstubAllGlobals();
});

const page = (mayChange: boolean) =>
  defineComponent(() => () => h(FairnessPage, { mineId: finance, mayChange }));

describe('how departments are ranked', () => {
  it('plays seasons of equals, explains my own score, and says the sizes', async () => {
    open = await openScreen(page(false), '/leaderboards/how', server);
    await vi.waitFor(() => expect(open.screen.findAll('figure svg')).toHaveLength(3), 15_000);
    expect(open.words()).toMatch(
      /By sum.*0%.*9\d%.*By plain average.*By our fair score.*Nobody alone: 8\d% of seasons/,
    );
    expect(open.words()).toContain('Why 33.0?');
    expect(open.words()).toContain('small up to 24 people, medium up to 79');
    expect(open.offers('Save the sizes')).toBe(false);
  });

  it('lets an administrator set the sizes, and says what does not fit', async () => {
    open = await openScreen(page(true), '/leaderboards/how', server);
    await open.type('Medium', '20');
    expect(open.words()).toContain('more than a small department has');
    expect(open.offers('Save the sizes')).toBe(false);
    await open.type('Medium', '60');
    server.answer(updateDivisions, { smallUpTo: 24, mediumUpTo: 60 });
    await open.press('Save the sizes');
    await flushPromises();
    expect(open.words()).toContain('medium up to 60');
  });
});

describe('the season on screen', () => {
  const season = defineComponent(
    () => () => h(SeasonTrend, { season: '2026-Q4', version: 1, mineId: sales }),
  );
  it('draws what is read, says it in words, and has a table twin', async () => {
    open = await openScreen(season, '/', server);
    const drawn = open.screen.get('svg[role=img]').attributes('aria-label');
    expect(drawn).toBe(
      'Fair scores in 2 weeks. Sales: from 28.1 to 28.1. Finance: from 21.5 to 33.0. The whole company: from 20.0 to 30.0.',
    );
    expect(open.words()).toContain('n = 20 people in 2 departments');
    const cells = open.screen
      .findAll('tbody tr')
      .map((tr) => tr.findAll('th, td').map((cell) => cell.text()));
    expect(cells).toEqual([
      ['Finance', '21.5 (1st)', '33.0 (1st)'],
      ['Sales', '–', '28.1 (2nd)'],
    ]);
  });

  it('says so when it does not come, and when there is but one week', async () => {
    server.answer(readTrend, { type: 'about:blank' }, 503);
    open = await openScreen(season, '/', server);
    expect(open.offers('Try again')).toBe(true);
    const departments = [{ ...trend.departments[0], weeks: [null] }];
    server.answer(readTrend, {
      ...trend,
      weeks: [week('2026-W48', true)],
      companyMean: [30],
      people: [20],
      departments,
    });
    await open.press('Try again');
    expect(open.words()).toContain('begins with the second week');
  });
});
