import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { problems } from '@vigil/shared/contract';
import { type Me, readMe, signOut } from '@vigil/shared/people';
import EndedNotice from './EndedNotice.vue';
import LastSeenBar from './offline/LastSeenBar.vue';
import { i18n, setLocale } from '../i18n';
import { appWith, fakeServer } from '../lib/fake-server.test-kit';
import { connectionKey } from '../lib/socket';
import { useSession } from '../features/people/session.store';

const me: Me = {
  ...{ id: '00000000-0000-4000-8000-000000000001', name: 'Ada Berg', email: 'ada@northwind.example' },
  ...{ role: 'employee', locale: 'en', timeZone: 'Europe/Berlin', department: null, leads: [] },
  ...{ boardVisibility: 'named', onBoards: { pseudonym: null, startsAt: null } },
  organisation: { name: 'Northwind', timeZone: 'Europe/Berlin' },
};

async function signedIn() {
  const server = fakeServer();
  server.answer(readMe, me);
  vi.stubGlobal('fetch', server.fetch);
  const { app, pinia } = appWith(server);
  const session = app.runWithContext(() => useSession(pinia));
  await session.find();
  return { server, session, pinia };
}
const over = { ...problems.unauthenticated, requestId: 'r' };
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('a page whose session expires says so, hears nothing more and leads to the sign-in, and back (C18)', async () => {
  await setLocale('en');
  const { server, session } = await signedIn();
  const disconnect = vi.spyOn(server.connection, 'disconnect');
  expect(session.signedIn).toBe(true);

  server.tell('session:ended', { because: 'expired' });
  expect([session.signedIn, session.ended]).toEqual([false, 'expired']);
  expect(disconnect).toHaveBeenCalledOnce();

  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:all(.*)', component: { render: () => null } }],
  });
  await router.push('/leaderboards?board=sales');
  const notice = mount(EndedNotice, {
    props: { because: 'expired' },
    global: { plugins: [i18n, router] },
  });
  await flushPromises();
  expect(notice.find('a').attributes('href')).toBe('/sign-in?to=%2Fleaderboards%3Fboard%3Dsales');
});

it('signing out of a session that is over already is signing out', async () => {
  const { server, session } = await signedIn();
  server.answer(signOut, over, 401);
  await session.leave();
  expect([session.signedIn, session.ended, session.known]).toEqual([false, null, true]);
});

it('a page that comes back belongs to whom it belonged to: a session that is over ends, somebody else’s begins anew', async () => {
  vi.useFakeTimers();
  const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => undefined);
  const { server, session, pinia } = await signedIn();
  const bar = mount(LastSeenBar, {
    global: { plugins: [i18n, pinia], provide: { [connectionKey as symbol]: server.connection } },
  });
  server.state.value = 'reconnecting';
  await nextTick();
  server.answer(readMe, { type: 'urn:vigil:problem:unavailable', title: 'Away', status: 503 }, 503);
  server.state.value = 'live';
  await flushPromises();
  expect(reload).not.toHaveBeenCalled();
  // not answered yet, so it is asked again
  server.answer(readMe, { ...me, id: '00000000-0000-4000-8000-000000000002' });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(reload).toHaveBeenCalledOnce();
  expect(session.me).toEqual(me);

  // the door is shut: nothing says why, so the page asks
  server.state.value = 'reconnecting';
  server.answer(readMe, over, 401);
  await vi.advanceTimersByTimeAsync(15_000);
  expect([session.signedIn, session.ended]).toEqual([false, 'expired']);
  bar.unmount();
});
