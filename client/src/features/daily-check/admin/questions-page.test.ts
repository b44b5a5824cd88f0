// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import {
  addQuestion,
  listQuestions,
  retireQuestion,
  tooFewQuestions,
  type KeptQuestion,
} from '@vigil/shared/daily-check';
import { i18n, setLocale } from '../../../i18n';
import { fakeServer, type FakeServer } from '../../../lib/fake-server.test-kit';
import QuestionsPage from './QuestionsPage.vue';

const wording = (question: string) => ({ question, right: 'Ask', wrong: ['Pay', 'Wait'], why: 'Because.' });
const kept = (id: string, topic: 'phishing' | 'travel', origin: KeptQuestion['origin']): KeptQuestion => ({
  ...{ id, origin, addedAt: '2026-11-24T09:00:00Z', retiredAt: null },
  question: {
    topic,
    source: { name: 'NCSC', url: 'https://www.ncsc.gov.uk/' },
    ...{ en: wording(`${id} in English?`), de: wording(`${id} auf Deutsch?`) },
  },
});
const items = [kept('mine', 'travel', 'own'), kept('theirs', 'phishing', 'built-in')];

let server: FakeServer;
let page: VueWrapper | undefined;
beforeEach(async () => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  await setLocale('en');
  server.answer(listQuestions, { items, fewest: 65 });
});
afterEach(() => page?.unmount());
async function openPage(address = '/check/questions'): Promise<void> {
  const routes = [{ path: '/:all(.*)*', component: QuestionsPage, meta: { title: 'questions.title' } }];
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(address);
  page = mount(QuestionsPage, {
    global: { plugins: [i18n, createPinia(), router] },
    attachTo: document.body,
  });
  await flushPromises();
}
const said = () => document.body.textContent.replace(/\s+/g, ' ');
const button = (name: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name);
async function fill(): Promise<void> {
  const fields = [...document.querySelectorAll<HTMLInputElement>('form input, form textarea')];
  for (const [i, field] of fields.entries()) {
    field.value = field.type === 'url' ? 'https://www.bsi.bund.de/' : `Words ${i}?`;
    field.dispatchEvent(new Event('input'));
  }
  await flushPromises();
}
async function send(): Promise<void> {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await flushPromises();
}

describe('the questions of the daily check', () => {
  it('stand with what is right, whose they are, and how many are in use', async () => {
    await openPage();
    expect(said()).toContain('2 are in use; 65 have to be.');
    expect(said()).toContain('mine in English?');
    expect(page?.findAll('tbody tr').map((row) => row.text().includes('ours'))).toEqual([true, false]);
  });

  it('are found by topic, from the address', async () => {
    await openPage('/check/questions?topic=phishing');
    expect(said()).not.toContain('mine in English?');
    expect(said()).toContain('theirs in English?');
    page?.unmount();
    await openPage('/check/questions?topic=doors');
    expect(said()).toContain('No question about this');
  });

  it('are retired in one step, and the last ones are not', async () => {
    await openPage();
    server.answer(retireQuestion, { ...items[0], retiredAt: '2026-11-25T09:00:00Z' });
    await page?.get('[aria-label^="Retire: mine"]').trigger('click');
    await flushPromises();
    expect(page?.find('[aria-label^="Use again: mine"]').exists()).toBe(true);
    server.answer(retireQuestion, { ...tooFewQuestions, requestId: 'r' }, 409);
    await page?.get('[aria-label^="Retire: theirs"]').trigger('click');
    await flushPromises();
    expect(said()).toContain('Add one of your own first, then retire this one.');
  });
});

describe('the editor', () => {
  it('asks for what is missing, in both languages, before anything is sent', async () => {
    await openPage();
    button('Add a question')?.click();
    await flushPromises();
    await send();
    expect(said()).toContain('Fill in every field');
    expect(server.sent('/daily-questions')).toEqual([]);
  });

  it('sends what was written, puts it first, and closes', async () => {
    await openPage();
    button('Add a question')?.click();
    await flushPromises();
    await fill();
    server.answer(addQuestion, kept('fresh', 'phishing', 'own'), 201);
    await send();
    const [sent] = server.sent('/daily-questions') as KeptQuestion['question'][];
    expect(sent?.source.url).toBe('https://www.bsi.bund.de/');
    expect(sent?.en.wrong).toHaveLength(2);
    expect(sent?.de.question).not.toBe(sent?.en.question);
    expect(page?.find('tbody tr').text()).toContain('fresh in English?');
    expect(document.querySelector('form')).toBeNull();
  });
});
