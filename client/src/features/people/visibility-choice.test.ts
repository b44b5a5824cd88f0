import { flushPromises, mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import type { Me } from '@vigil/shared/people';
import { createPinia } from 'pinia';
import { i18n, setLocale } from '../../i18n';
import VisibilityChoice from './VisibilityChoice.vue';

const me: Me = {
  ...{ id: '00000000-0000-4000-8000-000000000001', name: 'Ada Berg', email: 'ada@northwind.example' },
  ...{ role: 'employee', locale: 'en', timeZone: 'Europe/Berlin', department: null, leads: [] },
  ...{ boardVisibility: 'named', onBoards: { pseudonym: null, startsAt: null } },
  organisation: { name: 'Northwind', timeZone: 'Europe/Berlin' },
};

async function open(more: Partial<Me>) {
  await setLocale('en');
  const screen = mount(VisibilityChoice, {
    props: { me: { ...me, ...more } },
    global: { plugins: [createPinia(), i18n] },
    attachTo: document.body,
  });
  await flushPromises();
  return screen;
}

it('takes a choice only when it is confirmed', async () => {
  const screen = await open({});
  expect(screen.find('button').exists()).toBe(false);
  await screen.find('input[value="pseudonym"]').setValue();
  expect(screen.emitted('choose')).toBeUndefined();
  await screen.find('form').trigger('submit');
  expect(screen.emitted('choose')).toEqual([['pseudonym']]);
  screen.unmount();
});

it('says which pseudonym it is, and from when', async () => {
  const onBoards = { pseudonym: 'Calm Heron', startsAt: '2026-11-29T23:00:00.000Z' };
  const screen = await open({ boardVisibility: 'pseudonym', onBoards });
  expect(screen.text()).toContain('You are Calm Heron from Monday');
  await screen.setProps({
    me: { ...me, boardVisibility: 'pseudonym', onBoards: { ...onBoards, startsAt: null } },
  });
  expect(screen.text()).toContain('On boards you are Calm Heron.');
  await screen.find('input[value="hidden"]').setValue();
  expect(screen.text()).toContain('Your pseudonym ends for good.');
  screen.unmount();
});

it('says when the name is back', async () => {
  const screen = await open({ onBoards: { pseudonym: null, startsAt: '2026-11-29T23:00:00.000Z' } });
  expect(screen.text()).toContain('Your name is back on Monday, November 30');
  screen.unmount();
});
