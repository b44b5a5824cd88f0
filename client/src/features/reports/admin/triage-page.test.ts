import { flushPromises } from '@vue/test-utils';
import { h } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problems } from '@vigil/shared/contract';
import {
  giveVerdict,
  listTriage,
  readAnswerTime,
  readTriage,
  reportChanged,
  takeInReview,
  type TriageGroup,
  type TriageItem,
} from '@vigil/shared/reports';
import { openScreen, type OpenScreen } from '../../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../../lib/fake-server.test-kit';
import TriageGroupPage from './TriageGroupPage.vue';
import TriagePage from './TriagePage.vue';

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const at = '2026-11-24T10:00:00Z';
const item = (more: Partial<TriageItem> = {}): TriageItem => ({
  ...{ id: uuid(1), number: 14, kind: 'mail', title: 'Parcel fee', state: 'new', verdictNo: 0 },
  ...{ reporters: ['Ada Low', 'Ben Hill', 'Cem Ay'], people: 3, firstAt: at, lastAt: at, answeredAt: null },
  ...{ hasMail: false, mine: false, ...more },
});
const group = (more: Partial<TriageGroup> = {}): TriageGroup => ({
  ...item(),
  reports: [
    {
      ...{ id: uuid(5), text: 'I expect no parcel.', at, again: false, answeredAt: null },
      reporter: { id: uuid(6), name: 'Ada Low', department: 'Finance' },
    },
  ],
  ...{ mail: null, verdicts: [], mergedInto: null, ...more },
});

let server: FakeServer;
let open: OpenScreen | undefined;
const queueOf = (...items: TriageItem[]) => server.answer(listTriage, { items, nextCursor: null });
const openQueue = async (address = '/triage') => (open = await openScreen(TriagePage, address, server));
async function openGroup(shown: TriageGroup): Promise<OpenScreen> {
  server.answer(readTriage, shown);
  const page = { render: () => h(TriageGroupPage, { id: shown.id }) };
  return (open = await openScreen(page, `/triage/${shown.id}`, server));
}
async function key(name: string): Promise<void> {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
  await flushPromises();
}

beforeEach(() => {
  server = fakeServer();
  server.answer(readAnswerTime, { median: null, days: 90 });
  queueOf(item());
  vi.stubGlobal('fetch', server.fetch);
});
afterEach(() => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('the queue', () => {
  it('names who told of it first, and how many others did', async () => {
    const { words } = await openQueue();
    expect(words()).toContain('Parcel fee');
    expect(words()).toContain('Ada Low and 2 more');
    expect(words()).toContain('1 report');
  });

  it('grows by itself when somebody reports', async () => {
    const { words } = await openQueue();
    queueOf(item(), item({ id: uuid(2), number: 15, kind: 'call', title: 'A call from “the bank”' }));
    server.tell('me:changed', { what: 'report-arrived' });
    await flushPromises();
    expect(words()).toContain('A call from “the bank”');
    expect(words()).toContain('2 reports');
  });

  it('asks for what its address says', async () => {
    await openQueue('/triage?view=harmless&kind=idea');
    expect(server.asked('view=harmless&kind=idea')).toBeGreaterThan(0);
  });

  it('says when nobody waits', async () => {
    queueOf();
    const { words } = await openQueue();
    expect(words()).toContain('Nobody waits for you');
  });

  it('that cannot be read says what to do, and is read when asked again', async () => {
    server.answer(listTriage, { ...problems.unavailable, requestId: 'r' }, 503);
    const { words, press } = await openQueue();
    expect(words()).not.toContain('Nobody waits for you');
    queueOf(item());
    await press('Try again');
    expect(words()).toContain('Parcel fee');
  });
});

describe('one of them', () => {
  it('is answered by keys alone, with a sentence that thanks', async () => {
    const { words } = await openGroup(group());
    server.answer(takeInReview, group({ state: 'in-review' }));
    await key('i');
    expect(words()).toContain('In review');
    server.answer(giveVerdict, group({ state: 'confirmed', verdictNo: 1 }));
    await key('c');
    const box = document.querySelector('textarea');
    expect(document.activeElement).toBe(box);
    box?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    await flushPromises();
    const thanks = 'Thank you. It was real, and because you told us we could stop it.';
    expect(server.sent('/verdict')).toEqual([{ verdict: 'confirmed', thanks, verdictNo: 0 }]);
  });

  it('says when somebody of the team was faster, and keeps the words', async () => {
    const { words, press, type } = await openGroup(group());
    server.answer(giveVerdict, { ...reportChanged, requestId: 'r' }, 409);
    await press('Harmless');
    await type('What each of them reads', 'Thank you, it is ours.');
    await press('Answer 3 people');
    expect(words()).toContain('Somebody of your team was faster');
    expect(document.querySelector('textarea')?.value).toBe('Thank you, it is ours.');
  });

  it('that was put to another one leads there and takes no answer', async () => {
    const { offers } = await openGroup(group({ state: 'duplicate', mergedInto: { id: uuid(9), number: 3 } }));
    expect(offers('Go there')).toBe(true);
    expect(offers('Confirmed')).toBe(false);
    await key('c');
    expect(document.querySelector('textarea')).toBeNull();
  });

  it('asks to keep a slip of somebody within the team, and says what an own report brings', async () => {
    const { words } = await openGroup(group({ kind: 'mistake', mine: true }));
    expect(words()).toContain('Only your team sees this: keep it so.');
    expect(words()).toContain('Your own answer brings you no points.');
  });
});
