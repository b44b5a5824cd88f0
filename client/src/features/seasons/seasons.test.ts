// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  listSeasons,
  readMySeason,
  seasonNotFound,
  type MySeason,
  type SeasonCard,
} from '@vigil/shared/seasons';
import { i18n, setLocale } from '../../i18n';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import MySeasonScreen from './MySeasonScreen.vue';
import { addressOfPicture, seasonPicture } from './season-picture';
import SeasonChallenges from './SeasonChallenges.vue';
import SeasonGreeting from './SeasonGreeting.vue';
import SeasonsPage from './SeasonsPage.vue';

const dayMs = 86_400_000;
const season = (key: string, state: SeasonCard['state'], startsAt: string, endsAt: string): SeasonCard => ({
  ...{ key, state, startsAt, endsAt },
  closesAt: new Date(Date.parse(endsAt) + 73 * 3_600_000).toISOString(),
});
const begun = (daysAgo: number) =>
  season(
    '2026-Q4',
    'running',
    new Date(Date.now() - daysAgo * dayMs).toISOString(),
    new Date(Date.now() + 60 * dayMs).toISOString(),
  );
const over = season('2026-Q3', 'closed', '2026-07-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z');
const mine: MySeason = {
  season: over,
  numbers: [
    { what: 'points', value: 1240 },
    { what: 'days', value: 31 },
    { what: 'run', value: 1 },
    { what: 'spokeUp', value: 4 },
    { what: 'helped', value: 0 },
  ],
};

let server: FakeServer;
beforeEach(async () => {
  localStorage.clear();
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  await setLocale('en');
});
async function shown(component: Parameters<typeof mount>[0], props: Record<string, unknown> = {}) {
  const wrapper = mount(component, { props, global: { plugins: [i18n, createPinia()] } });
  await flushPromises();
  return wrapper;
}
/** Words of each element, one after the other. */
const textOf = (wrapper: { html(): string }) =>
  wrapper
    .html()
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('the list of seasons', () => {
  it('names each with its days, what it is now, and the way to my numbers', async () => {
    server.answer(listSeasons, { items: [begun(20), over] });
    const page = await shown(SeasonsPage);
    expect(textOf(page)).toContain('Season 3, 2026');
    expect(textOf(page)).toContain('Jul 1, 2026 to Sep 30, 2026');
    expect(page.find('a[href="/seasons/2026-Q3/mine"]').text()).toBe('My Season 3, 2026 in five numbers');
  });

  it('says the way out when it cannot be had, and comes back', async () => {
    server.answer(listSeasons, {}, 503);
    const page = await shown(SeasonsPage);
    expect(textOf(page)).toContain('Vigil is away for a moment');
    server.answer(listSeasons, { items: [over] });
    await page.get('[role=alert] button').trigger('click');
    await flushPromises();
    expect(textOf(page)).toContain('Season 3, 2026');
  });
});

describe('my season', () => {
  it('tells five numbers in kind words, in the singular too, and that nobody else sees them', async () => {
    server.answer(readMySeason, mine);
    const text = textOf(await shown(MySeasonScreen, { seasonKey: '2026-Q3', name: 'Aylin Çelik' }));
    expect(text).toContain('points that boards count 1,240');
    expect(text).toContain('working day in a row 1');
    expect(text).toContain('times you helped others 0');
    expect(text).toContain('Only you can see this page');
  });

  it('is kind to somebody who has nothing in it', async () => {
    server.answer(readMySeason, { ...mine, numbers: mine.numbers.map((one) => ({ ...one, value: 0 })) });
    const text = textOf(await shown(MySeasonScreen, { seasonKey: '2026-Q3', name: 'Aylin Çelik' }));
    expect(text).toContain('that is fine');
  });

  it('says what to do about a season that never was', async () => {
    server.answer(readMySeason, { ...seasonNotFound, requestId: 'r' }, 404);
    const text = textOf(await shown(MySeasonScreen, { seasonKey: '2001-Q1', name: '' }));
    expect(text).toContain('Choose one from the list of seasons');
  });
});

describe('the picture', () => {
  const colours = { ground: 'black', ink: 'white', quiet: 'grey', lantern: 'orange' };
  const words = { title: 'Season 3, 2026', name: null, numbers: [], thanks: 'Thank you.' };
  it('holds what it is given, needs nothing from outside, and puts no name on it unasked', () => {
    const svg = seasonPicture({ ...words, numbers: [{ figure: '31', words: 'days' }] }, colours);
    const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect([...drawn.querySelectorAll('text')].map((one) => one.textContent)).toEqual([
      'Season 3, 2026',
      '31',
      'days',
      'Thank you.',
    ]);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/href|url\(|http|<script|<style/);
    expect(addressOfPicture(svg)).toMatch(/^data:image\/svg\+xml/);
  });

  it('keeps a hostile name a name, and a long one inside', () => {
    const name = `</text><script>alert(1)</script>&"'`;
    const svg = seasonPicture({ ...words, name }, colours);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;');
    const long = seasonPicture({ ...words, name: 'ü'.repeat(500) }, colours);
    expect(long).toContain(`${'ü'.repeat(43)}…`);
  });
});

describe('what is left of challenges', () => {
  it('says who shone brightest, and thanks where nobody stands out', async () => {
    const one = (name: string, form: string, winners: string[]) => ({
      ...{ id: `5b0c8a1e-0000-4000-8000-00000000010${name.length}`, name, form, winners },
      endsAt: '2026-09-20T08:00:00.000Z',
    });
    const challenges = [
      one('Race', 'race', ['Finance', 'Sales']),
      one('Level', 'teams', []),
      one('Goal!!', 'goal', ['']),
    ];
    const text = textOf(await shown(SeasonChallenges, { challenges }));
    expect(text).toContain('Finance, Sales shone brightest');
    expect(text).toContain('Thank you all for playing');
    expect(text).toContain('We reached our goal together');
    expect(textOf(await shown(SeasonChallenges, { challenges: [] }))).toContain('No challenge ended');
  });
});

describe('the beginning of a season', () => {
  it('is greeted in its first week, until it is put away', async () => {
    server.answer(listSeasons, { items: [begun(2), over] });
    const greeting = await shown(SeasonGreeting);
    expect(textOf(greeting)).toContain('Season 4, 2026 begins');
    expect(greeting.get('a').attributes('href')).toBe('/seasons/2026-Q3/mine');
    await greeting.get('button').trigger('click');
    expect(textOf(greeting)).toBe('');
    expect(textOf(await shown(SeasonGreeting))).toBe('');
  });

  it('is not greeted later, nor in the first season of all', async () => {
    server.answer(listSeasons, { items: [begun(8), over] });
    expect(textOf(await shown(SeasonGreeting))).toBe('');
    server.answer(listSeasons, { items: [begun(2)] });
    expect(textOf(await shown(SeasonGreeting))).toBe('');
  });
});
