import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import type { Component } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { i18n } from '../../i18n';
import type { FakeServer } from '../fake-server.test-kit';
import { connectionKey } from '../socket';

export interface OpenScreen {
  readonly screen: VueWrapper;
  readonly router: Router;
  /** All words on the page, sheets and questions included. */
  readonly words: () => string;
  /** Presses what bears exactly this word, wherever on the page it is; throws when nothing does. */
  readonly press: (word: string) => Promise<void>;
  /** Whether a button or link with this word can be pressed. */
  readonly offers: (word: string) => boolean;
  /** Types into the field with this label. */
  readonly type: (label: string, text: string) => Promise<void>;
}

const controls = () => [...document.body.querySelectorAll<HTMLElement>('button, a, label')];
const wordOf = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim();

/** A screen at an address, with a fake server behind it. */
export async function openScreen(
  page: Component,
  address: string,
  server: FakeServer,
  prepare: () => unknown = () => undefined,
): Promise<OpenScreen> {
  const pinia = createPinia();
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:all(.*)*', component: { template: '' }, meta: { title: 'nav.home' } }],
  });
  await router.push(address);
  const provide = { [connectionKey]: server.connection };
  const host = { setup: () => ({ ready: prepare() }), components: { page }, template: '<page />' };
  const screen = mount(host, {
    global: { plugins: [pinia, i18n, router], provide },
    attachTo: document.body,
  });
  await flushPromises();
  const found = (word: string) => controls().find((control) => wordOf(control) === word);
  return {
    screen,
    router,
    words: () => wordOf(document.body),
    async press(word) {
      const control = found(word);
      if (!control) throw new Error(`Nothing says "${word}".`);
      control.click();
      await flushPromises();
    },
    offers(word) {
      const control = found(word);
      return control !== undefined && !control.hasAttribute('disabled');
    },
    async type(label, text) {
      const named = [...document.body.querySelectorAll('label')].find((one) => wordOf(one).startsWith(label));
      const field = named && document.getElementById(named.htmlFor);
      if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement))
        throw new Error(`No field is labelled "${label}".`);
      field.value = text;
      field.dispatchEvent(new Event('input'));
      await flushPromises();
    },
  };
}
