// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  answerCheck,
  checkTooQuick,
  openTodaysCheck,
  readTodaysCheck,
  type TodaysCheck,
} from '@vigil/shared/daily-check';
import { readMyStreaks } from '@vigil/shared/streaks';
import { i18n, setLocale } from '../../i18n';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import { connectionKey } from '../../lib/socket';
import CheckPage from './CheckPage.vue';

const question: NonNullable<TodaysCheck['question']> = {
  ...{ day: '2026-11-24', topic: 'phishing' as const, question: 'A mail is in a hurry. What helps?' },
  options: ['Answer at once', 'Ask by a known number', 'Send it on'],
};
const due: TodaysCheck = { today: '2026-11-24', state: 'due', off: null, question: null, result: null };
const open: TodaysCheck = { ...due, state: 'open', question };
const answered = (place: number): TodaysCheck => ({
  ...open,
  state: 'answered',
  result: {
    ...{ answered: place, right: 1, why: 'A call leads to the real person.', points: 10 },
    extraPoints: place === 1 ? 5 : 0,
    source: { name: 'NCSC: Phishing', url: 'https://www.ncsc.gov.uk/phishing' },
  },
});
const streaks = {
  ...{ today: '2026-11-24', days: { current: 3, best: 9 }, weeks: { current: 1, best: 4 } },
  freezes: { held: 0, mostHeld: 2, litToNext: 2 },
  recent: [{ day: '2026-11-24', state: 'open', off: null }],
};

let server: FakeServer;
let page: VueWrapper | undefined;
beforeEach(async () => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  await setLocale('en');
  server.answer(readMyStreaks, streaks);
});
afterEach(() => page?.unmount());

async function openPage(): Promise<string> {
  const provide = { [connectionKey as symbol]: server.connection };
  page = mount(CheckPage, { global: { plugins: [i18n, createPinia()], provide }, attachTo: document.body });
  await flushPromises();
  return said();
}
const said = () => page?.text().replace(/\s+/g, ' ') ?? '';
async function press(name: string): Promise<void> {
  await page
    ?.findAll('button')
    .find((button) => button.text() === name)
    ?.trigger('click');
  await flushPromises();
}
async function choose(place: number): Promise<void> {
  await page?.findAll('input[type=radio]')[place]?.setValue(true);
  await page?.get('form').trigger('submit');
  await flushPromises();
}

describe('the page of the daily check', () => {
  it('asks only when somebody wants to be asked, marks nothing beforehand, and needs a choice', async () => {
    server.answer(readTodaysCheck, due);
    server.answer(openTodaysCheck, open);
    expect(await openPage()).not.toContain(question.question);
    await press('Show the question');
    expect(said()).toContain(question.question);
    expect(page?.findAll('input:checked')).toHaveLength(0);
    expect(page?.get('button[type=submit]').attributes('disabled')).toBeDefined();
    // nothing of what is right stands anywhere in the page
    expect(page?.html()).not.toMatch(/right|correct/i);
  });

  it('thanks for a right answer, says why and where to read it up, and takes the focus there', async () => {
    server.answer(readTodaysCheck, open);
    server.answer(answerCheck, answered(1));
    await openPage();
    await choose(1);
    expect(server.sent('/daily-check/answer')).toEqual([{ day: '2026-11-24', answer: 1 }]);
    expect(said()).toContain('Right. Thank you for taking the minute.');
    expect(said()).toContain('you earned 15 points');
    expect(said()).toContain('Ask by a known number (this is right)');
    expect(page?.get('a[rel~=noopener]').attributes('href')).toBe('https://www.ncsc.gov.uk/phishing');
    expect(document.activeElement?.textContent).toContain('A call leads to the real person.');
    // the lamp that it lit is fetched anew
    expect(server.asked('/me/streaks')).toBe(2);
  });

  it('is as kind about another answer, and tells that nobody sees it', async () => {
    server.answer(readTodaysCheck, open);
    server.answer(answerCheck, answered(0));
    await openPage();
    await choose(0);
    expect(said()).toContain('Thank you for taking the minute. Here is what helps.');
    expect(said()).toContain('Answer at once (your answer)');
    expect(said()).toContain('you earned 10 points');
    expect(said()).toContain('Only you see what you answered.');
    expect(said()).not.toMatch(/wrong|fail/i);
  });

  it('says the way out when somebody was quicker than anybody reads, and keeps the choice', async () => {
    server.answer(readTodaysCheck, open);
    server.answer(answerCheck, { ...checkTooQuick, requestId: 'r' }, 409);
    await openPage();
    await choose(2);
    expect(page?.get('[role=alert]').text()).toContain('Take a breath, read it, and answer again.');
    expect(page?.findAll<HTMLInputElement>('input[type=radio]')[2]?.element.checked).toBe(true);
  });

  it.each([
    ['day-off', 'This is not one of your working days.'],
    ['holiday', 'It is a public holiday where you are.'],
    ['leave', 'You are away today.'],
  ] as const)('expects nothing on a day off: %s', async (off, words) => {
    server.answer(readTodaysCheck, { ...due, state: 'off', off });
    expect(await openPage()).toContain(words);
    expect(page?.findAll('input')).toHaveLength(0);
  });

  it('says so when every question came lately, and when nothing can be had', async () => {
    server.answer(readTodaysCheck, { ...due, state: 'used-up' });
    expect(await openPage()).toContain('You know all our questions');
    page?.unmount();
    server.answer(readTodaysCheck, {}, 503);
    expect(await openPage()).toContain('Vigil is away for a moment');
    server.answer(readTodaysCheck, due);
    await page?.get('[role=alert] button').trigger('click');
    await flushPromises();
    expect(said()).toContain('Your question for today is ready.');
  });
});
