// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problems } from '@vigil/shared/contract';
import { displayLinkUnknown, openWall, readWall, type WallView } from '@vigil/shared/wall';
import { i18n } from '../../i18n';
import { appWith, fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import { useNewBuild } from './use-new-build';
import { useWall } from './wall.store';
import WallScreen from './WallScreen.vue';

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const token = 'a-token-of-a-display-link-1234567';
const view = (more: Partial<WallView> = {}): WallView => ({
  ...{ organisation: 'Northwind', timeZone: 'Europe/Berlin', locale: 'en', stale: false },
  asOf: '2026-11-24T10:00:00.000Z',
  departments: [
    { id: uuid(1), name: 'Customer Care', people: 40, active: 30, rank: 1, score: 41.2 },
    { id: uuid(2), name: 'Sales', people: 60, active: 20, rank: 2, score: 33.4 },
    { id: uuid(3), name: 'Legal', people: null, active: null, rank: null, score: null },
  ],
  ...{ challenges: [], results: [], thanks: [] },
  ...more,
});

let server: FakeServer;
let store: ReturnType<typeof useWall>;
beforeEach(() => {
  vi.useFakeTimers();
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  server.answer(openWall, undefined, 204);
  server.answer(readWall, { wall: view(), build: 'first' });
  const { app, pinia } = appWith(server);
  store = app.runWithContext(() => useWall(pinia));
});
afterEach(() => {
  store.disconnect();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const pass = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms);
  await flushPromises();
};

describe('a screen', () => {
  it('turns its link into a cookie once, and shows each later picture whole', async () => {
    store.connect(token);
    await pass(0);
    expect(server.sent('/api/wall/open')).toEqual([{ token }]);
    expect(store.wall?.departments).toHaveLength(3);
    server.tell('wall:shown', view({ organisation: 'Southwind' }));
    expect([store.wall?.organisation, store.freshness]).toEqual(['Southwind', 'live']);
    await pass(90_000);
    expect(server.sent('/api/wall/open')).toHaveLength(1);
  });

  it('keeps the last picture and says since when, while nothing is heard', async () => {
    store.connect(null);
    await pass(0);
    const heldAt = store.heldAt;
    server.tell('wall:beat', { stale: true, build: 'first' });
    expect([store.freshness, store.heldAt]).toEqual(['stale', heldAt]);
    server.tell('wall:beat', { stale: false, build: 'first' });
    expect(store.freshness).toBe('live');
    server.state.value = 'reconnecting';
    await pass(60_000);
    expect([store.freshness, store.wall?.organisation]).toEqual(['reconnecting', 'Northwind']);
    // it asks by itself, and follows again when the connection is back
    expect(server.asked('/api/wall')).toBeGreaterThan(1);
    server.state.value = 'live';
    await pass(0);
    expect([store.freshness, server.watched.at(-1)]).toEqual(['live', 'wall']);
  });

  it('tries again by itself while Vigil is away, with the link that it has', async () => {
    server.answer(openWall, { ...problems.unavailable, requestId: 'r' }, 503);
    store.connect(token);
    await pass(0);
    expect([store.wall, store.refused?.status]).toEqual([null, 503]);
    server.answer(openWall, undefined, 204);
    await pass(60_000);
    expect(store.wall?.organisation).toBe('Northwind');
  });

  it('goes dark when its link is revoked, and asks nothing any more', async () => {
    store.connect(null);
    await pass(0);
    server.tell('display:ended', {});
    expect(store.ended).toBe(true);
    const asked = server.asked('/api/wall');
    await pass(600_000);
    expect(server.asked('/api/wall')).toBe(asked);
  });

  it.each([
    ['without a cookie', readWall, problems.unauthenticated, null],
    ['with a link that opens nothing', openWall, displayLinkUnknown, token],
  ])('%s stops asking', async (_, route, problem, link) => {
    server.answer(route, { ...problem, requestId: 'r' }, problem.status);
    store.connect(link);
    await pass(0);
    expect(store.ended || store.refused?.is(displayLinkUnknown)).toBe(true);
    const asked = server.asked('/api/wall');
    await pass(600_000);
    expect(server.asked('/api/wall')).toBe(asked);
  });

  it('renews its cookie every few hours while everything is well', async () => {
    store.connect(null);
    await pass(0);
    const asked = server.asked('/api/wall');
    for (let minute = 0; minute < 7 * 60; minute++) {
      server.tell('wall:beat', { stale: false, build: 'first' });
      for (let beat = 0; beat < 12; beat++) {
        await vi.advanceTimersByTimeAsync(5_000);
        server.tell('wall:beat', { stale: false, build: 'first' });
      }
    }
    expect(server.asked('/api/wall') - asked).toBe(1);
  });
});

describe('a page that the server no longer hands out', () => {
  const named = (build: string) => {
    document.head.innerHTML = `<meta name="build" content="${build}">`;
  };
  const mounted = (offered: { value: string | null }, reload: () => void) =>
    mount({
      setup: () => useNewBuild(() => offered.value, reload),
      render: () => null,
    });

  it('loads itself anew, each screen in its own moment, and not again and again', async () => {
    const { ref } = await import('vue');
    named('first');
    sessionStorage.clear();
    const [offered, reload] = [ref<string | null>(null), vi.fn()];
    const page = mounted(offered, reload);
    offered.value = 'first';
    await pass(60_000);
    expect(reload).not.toHaveBeenCalled();
    offered.value = 'second';
    await pass(2_000);
    expect(reload).not.toHaveBeenCalled();
    await pass(30_000);
    expect(reload).toHaveBeenCalledOnce();
    page.unmount();
    // two servers, two builds: it rests before it tries once more
    const again = mounted(offered, reload);
    offered.value = 'third';
    await pass(300_000);
    expect(reload).toHaveBeenCalledOnce();
    await pass(400_000);
    expect(reload).toHaveBeenCalledTimes(2);
    again.unmount();
  });
});

describe('the picture', () => {
  const show = (wall: WallView, { fading = false } = {}) =>
    mount(WallScreen, {
      props: { wall, freshness: 'live', heldAt: Date.now(), look: 'dark' },
      global: { plugins: [i18n], stubs: { transition: !fading } },
      attachTo: document.body,
    });

  it('says in words what it draws: light, places, and that a few people are not shown', async () => {
    const page = show(view());
    await flushPromises();
    const text = page.text().replace(/\s+/g, ' ');
    expect(page.get('h1').text()).toBe('50 of us lit the city this week.');
    expect(text).toContain('That is 50% of Northwind.');
    const plates = page.findAll('.plates li').map((one) => one.text().replace(/\s+/g, ' '));
    expect(plates).toEqual([
      expect.stringMatching(/^Customer Care.*41\.2.*1st · 75% lit$/),
      expect.stringMatching(/^Sales.*33\.4.*2nd · 33% lit$/),
      'Legalnot enough people yet',
    ]);
    // nothing is read out while it changes, but the word whether it is live
    expect(page.findAll('[aria-live], [role=status], [role=alert]')).toHaveLength(1);
    page.unmount();
  });

  it('has one title for whoever has it read out, also while one scene goes and the next comes', async () => {
    vi.setSystemTime(20_000);
    const endsAt = '2099-12-01T00:00:00.000Z';
    const side = { id: uuid(1), name: 'Customer Care', lit: 41, participation: 0.6 };
    const race = { id: uuid(5), form: 'race', name: 'Brightest', prize: null, endsAt, target: 60 } as const;
    const page = show(view({ challenges: [{ ...race, sides: [side] }] }), { fading: true });
    vi.setSystemTime(35_000);
    await vi.advanceTimersToNextTimerAsync();
    expect(page.findAll('h1')).toHaveLength(2);
    expect(page.findAll('.stage:not([aria-hidden]) h1').map((one) => one.text())).toEqual(['Brightest']);
    page.unmount();
  });

  it('shows a race in windows, and thanks with the names that people chose', async () => {
    const endsAt = '2099-12-01T00:00:00.000Z';
    const sides = [
      { id: uuid(1), name: 'Customer Care', lit: 41, participation: 0.6 },
      { id: uuid(2), name: 'Sales', lit: 38, participation: 0.5 },
    ];
    const race = {
      id: uuid(5),
      form: 'race',
      name: 'Brightest',
      prize: 'Cake',
      endsAt,
      target: 60,
      sides,
    } as const;
    const thanks = [
      { id: uuid(6), giver: 'Ada', receiver: 'Grace', behaviour: 'called-back', at: endsAt } as const,
    ];
    vi.setSystemTime(35_000);
    const page = show(view({ departments: [], challenges: [{ ...race, sides }], thanks }));
    await flushPromises();
    expect(page.get('h1').text()).toBe('Brightest');
    expect(page.text()).toContain('3 windows apart.');
    expect(page.text()).toContain('For the winners: Cake');
    expect(page.text()).toContain('Ada thanks Grace. Called back on a number they knew');
    page.unmount();
  });
});
