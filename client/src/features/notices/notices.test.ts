import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h, type Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import {
  listMyNotices,
  readAllNotices,
  readNotice,
  readNoticeWishes,
  updateNoticeWishes,
  type Notice,
} from '@vigil/shared/notices';
import { i18n, setLocale } from '../../i18n';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import { connectionKey } from '../../lib/socket';
import { useToast, VToastHost } from '../../ui';
import { useNoticeToasts } from './notice-toasts';
import NoticeBell from './NoticeBell.vue';
import NoticesPage from './NoticesPage.vue';
import NoticeWishes from './NoticeWishes.vue';

const at = '2026-11-24T09:00:00Z';
const verdict: Notice = {
  ...{ id: '7', kind: 'report.answered', at, read: false, showsItself: false },
  facts: { which: 'report.confirmed', points: 35 },
};
const declined: Notice = {
  ...{ id: '8', kind: 'reward.answered', at, read: false, showsItself: true },
  facts: { which: 'declined', title: 'A walk' },
};
const challenge: Notice = {
  ...{ id: '9', kind: 'challenge.moved', at, read: true, showsItself: true },
  facts: { which: 'live', challenge: 'Dawn', challengeId: '00000000-0000-4000-8000-000000000001' },
};

const season: Notice = {
  ...{ id: '10', kind: 'season.closed', at, read: false, showsItself: true },
  facts: { season: '2026-Q3', year: 2026, quarter: 3 },
};

let server: FakeServer;
let wrapper: VueWrapper;
const { toasts, dismiss } = useToast();
const answers = (items: readonly Notice[], unread = items.filter((one) => !one.read).length) =>
  server.answer(listMyNotices, { items, unread, nextCursor: null });

/** A page as the shell frames it: the bell, the toasts, and one screen. */
async function open(screen: Component): Promise<VueWrapper> {
  const Shell = defineComponent({
    setup() {
      useNoticeToasts();
      return () => [h(NoticeBell), h(screen), h(VToastHost)];
    },
  });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: { render: () => null } }],
  });
  wrapper = mount(Shell, {
    attachTo: document.body,
    global: { plugins: [createPinia(), i18n, router], provide: { [connectionKey]: server.connection } },
  });
  await flushPromises();
  return wrapper;
}
async function told(items: readonly Notice[]): Promise<void> {
  answers(items);
  server.tell('me:changed', { what: 'notice' });
  await vi.advanceTimersByTimeAsync(1_000);
  await flushPromises();
}

beforeEach(async () => {
  vi.useFakeTimers();
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  await setLocale('en');
});
afterEach(() => {
  wrapper.unmount();
  for (const { id } of toasts.value) dismiss(id);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('notices', () => {
  it('stand in their words, lead somewhere, and following one is reading it', async () => {
    answers([season, challenge, declined, verdict]);
    server.answer(readNotice, null, 204);
    await open(NoticesPage);
    const links = wrapper.findAll('li a');
    expect(links.map((link) => link.text())).toEqual([
      'Season 3, 2026 is closed, and its standings stay. Yours, in five numbers, is for you to keep.',
      '“Dawn” has begun.',
      'Not this time: “A walk”. Your coins are back.',
      'The security team answered: it was real. 35 points, and thank you.',
    ]);
    expect(links.map((link) => link.attributes('href'))).toEqual([
      '/seasons/2026-Q3/mine',
      `/challenges/${challenge.facts['challengeId']}`,
      '/rewards?view=requests',
      '/reports',
    ]);
    expect(wrapper.get('.bell').attributes('aria-label')).toBe('Notices, 3 unread');
    await links[2]?.trigger('click');
    await flushPromises();
    expect(server.asked('/8/read')).toBe(1);
    expect(wrapper.get('.bell').attributes('aria-label')).toBe('Notices, 2 unread');
  });

  it('are all read at one press, up to the newest that is shown', async () => {
    answers([declined, verdict]);
    server.answer(readAllNotices, null, 204);
    await open(NoticesPage);
    const all = wrapper.findAll('button').find((one) => one.text() === 'I have read them all');
    await all?.trigger('click');
    await flushPromises();
    expect(server.sent('read-all')).toEqual([{ upTo: '8' }]);
    expect(wrapper.find('.count').exists()).toBe(false);
  });

  it('say how it is where there are none, and where none could be fetched', async () => {
    answers([]);
    await open(NoticesPage);
    expect(wrapper.text()).toContain('Nothing to tell yet');
    wrapper.unmount();
    server.answer(listMyNotices, { type: 'x', title: 'x', status: 500, requestId: 'r' }, 500);
    await open(NoticesPage);
    expect(wrapper.get('[role=alert]').text()).toContain('Try again');
  });

  it('show themselves once, one at a time, in words for any onlooker; what was there before does not', async () => {
    answers([{ ...verdict, showsItself: true }]);
    await open(NoticesPage);
    const shown = () => wrapper.get('[role=status][aria-live]').text();
    expect(shown()).toBe('');
    await told([declined, verdict]);
    expect(shown()).toBe('There is an answer about “A walk”.Look');
    expect(document.activeElement).toBe(document.body);
    await told([challenge, declined, verdict]);
    await wrapper.get('.toast button').trigger('click');
    expect(shown()).toBe('“Dawn” has begun.Look');
    await wrapper.get('.toast button').trigger('click');
    await told([challenge, declined, verdict]);
    expect(shown()).toBe('');
  });

  it('that came while the connection was away come with it, two of them and how many more', async () => {
    answers([]);
    await open(NoticesPage);
    const many = [1, 2, 3, 4].map((n) => ({ ...challenge, id: String(n) }));
    answers([...many].reverse());
    server.state.value = 'reconnecting';
    await flushPromises();
    server.state.value = 'live';
    await vi.advanceTimersByTimeAsync(3_000);
    await flushPromises();
    expect(toasts.value.map((toast) => toast.text)).toEqual([
      '“Dawn” has begun.',
      '“Dawn” has begun.',
      'And 2 more notices.',
    ]);
  });
});

describe('what I want to be told', () => {
  const wishes = {
    kinds: [
      { kind: 'report.answered', choice: 'live' },
      { kind: 'streak.kept', choice: 'centre' },
    ],
    quietHours: null,
  };

  it('is chosen for each kind, and quiet hours over midnight', async () => {
    answers([]);
    server.answer(readNoticeWishes, wishes);
    server.answer(updateNoticeWishes, wishes);
    await open(NoticeWishes);
    const group = wrapper
      .findAll('fieldset')
      .find((one) => one.text().includes('Freezes that kept my streak'));
    await group?.findAll('input')[2]?.setValue();
    await flushPromises();
    await wrapper.get('input[type=checkbox]').setValue(true);
    const [from, until] = wrapper.findAll('input[type=time]');
    await from?.setValue('22:30');
    await until?.setValue('22:30');
    await wrapper.get('form').trigger('submit');
    expect(wrapper.get('[role=alert]').text()).toBe('Choose two different times.');
    await until?.setValue('06:00');
    await wrapper.get('form').trigger('submit');
    await flushPromises();
    expect(server.sent('notice-wishes')).toEqual([
      { kinds: [{ kind: 'streak.kept', choice: 'off' }], quietHours: null },
      { kinds: [], quietHours: { fromMinute: 22 * 60 + 30, untilMinute: 6 * 60 } },
    ]);
  });
});
