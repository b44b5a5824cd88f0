import { flushPromises, mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { type Me, readMe } from '@vigil/shared/people';
import EndedNotice from './EndedNotice.vue';
import { i18n, setLocale } from '../i18n';
import { appWith, fakeServer } from '../lib/fake-server.test-kit';
import { useSession } from '../features/people/session.store';

const me: Me = {
  ...{ id: '00000000-0000-4000-8000-000000000001', name: 'Ada Berg', email: 'ada@northwind.example' },
  ...{ role: 'employee', locale: 'en', timeZone: 'Europe/Berlin', department: null, leads: [] },
  ...{ boardVisibility: 'named', onBoards: { pseudonym: null, startsAt: null } },
  organisation: { name: 'Northwind', timeZone: 'Europe/Berlin' },
};

it('a page whose session expires says so, hears nothing more and leads to the sign-in, and back (C18)', async () => {
  await setLocale('en');
  const server = fakeServer();
  server.answer(readMe, me);
  vi.stubGlobal('fetch', server.fetch);
  const disconnect = vi.spyOn(server.connection, 'disconnect');
  const { app, pinia } = appWith(server);
  const session = app.runWithContext(() => useSession(pinia));
  await session.find();
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
  vi.unstubAllGlobals();
});
