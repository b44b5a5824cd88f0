import { flushPromises } from '@vue/test-utils';
import { h } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  answerDispute,
  disputeEntry,
  disputeNote,
  disputeWaits,
  entryReversed,
  listDisputes,
  listMemberEntries,
  listMyDisputes,
  type MyDispute,
  type OpenedDispute,
  readDispute,
  readDisputeFigures,
  reverseEntry,
} from '@vigil/shared/corrections';
import { listMembers, type Member } from '@vigil/shared/people';
import type { PointsEntry } from '@vigil/shared/points';
import { openScreen, type OpenScreen } from '../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import TakeBack from './admin/TakeBack.vue';
import { useTakeBack } from './admin/take-back.store';
import DisputesList from './admin/DisputesList.vue';
import AskAboutEntry from './AskAboutEntry.vue';
import AskAboutNote from './AskAboutNote.vue';
import { useMyDisputes } from './my-disputes.store';

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const at = '2026-11-24T10:00:00Z';
const entry: PointsEntry = {
  ...{ id: '41', kind: 'training.completed', part: 'base', points: 20, coins: 20, quiet: false },
  ...{ occurredAt: at, recordedAt: at, about: 'Safe browsing', revision: 1, source: 'Course platform' },
  explanation: { full: 20, speedStep: null, workingMinutes: null, factorBp: 10_000, cap: null },
  ...{ reverses: null, reversedBy: null, rescore: null },
};
const ada: Member = {
  ...{ id: uuid(2), email: 'ada@northwind.example', firstName: 'Ada', lastName: 'Low', role: 'employee' },
  ...{ department: null, leads: [], timeZone: 'Europe/Berlin', locale: 'en', joinedOn: '2024-03-01' },
  ...{ deactivatedAt: null, hasPassword: true, resetRequestedAt: null },
};
const asked: MyDispute = {
  ...{ id: uuid(3), about: 'entry', state: 'open', askedAt: at, entryId: '41', noteId: null },
  steps: [{ by: 'person', at, text: 'Was this me?', outcome: null }],
};
const opened = (more: Partial<OpenedDispute> = {}): OpenedDispute => ({
  ...{ id: uuid(3), about: 'entry', state: 'open', askedAt: at, own: false, entry, note: null },
  person: { id: ada.id, name: 'Ada Low', department: 'Finance' },
  ...{ steps: asked.steps, ...more },
});

let server: FakeServer;
let open: OpenScreen | undefined;
const wordOf = (kind: string) => `Did ${kind}`;
const refusal = (problem: object) => ({ ...problem, requestId: 'r' });
async function openOn(page: Parameters<typeof h>[0], props: object, address = '/'): Promise<OpenScreen> {
  // the pages around these parts follow the person's own questions
  const follow = () => useMyDisputes().connect();
  open = await openScreen({ render: () => h(page, props) }, address, server, follow);
  await flushPromises();
  return open;
}
beforeEach(() => {
  server = fakeServer();
  server.answer(readDisputeFigures, { answered: null, medianWorkingMinutes: null });
  server.answer(listMyDisputes, { items: [] });
  vi.stubGlobal('fetch', server.fetch);
});
afterEach(() => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('taking an entry back', () => {
  async function openTakeBack(entries: PointsEntry[] = [entry]): Promise<OpenScreen> {
    server.answer(listMembers, { items: [ada], nextCursor: null });
    server.answer(listMemberEntries, { items: entries, nextCursor: null });
    const screen = await openOn(TakeBack, { wordOf });
    await useTakeBack().choose(ada);
    await flushPromises();
    return screen;
  }

  it('is asked first, needs a reason, and says what is gone', async () => {
    const { press, offers, type, words } = await openTakeBack();
    server.answer(reverseEntry, { points: 20 });
    await press('Take back');
    expect(words()).toContain('All that this fact brought is taken back, once and for good.');
    const send = () => document.querySelector<HTMLButtonElement>('[role=dialog] button[type=submit]');
    expect(send()?.disabled).toBe(true);
    await type('Reason', ' Counted twice ');
    server.answer(listMemberEntries, { items: [], nextCursor: null });
    send()?.click();
    await flushPromises();
    expect(server.sent('/reverse')).toEqual([{ reason: 'Counted twice' }]);
    expect(words()).toContain('No entry stands that could be taken back.');
    expect(offers('Take back')).toBe(false);
  });

  it('of what a colleague has taken back meanwhile says so', async () => {
    const { press, type, words } = await openTakeBack();
    server.answer(reverseEntry, refusal(entryReversed), 409);
    await press('Take back');
    await type('Reason', 'Counted twice');
    document.querySelector<HTMLButtonElement>('[role=dialog] button[type=submit]')?.click();
    await flushPromises();
    expect(words()).toContain('This entry has been taken back before');
  });
});

describe('asking about an entry', () => {
  it('says who will see what, sends one sentence, and then waits', async () => {
    const { press, type, words, offers } = await openOn(AskAboutEntry, { entryIds: ['41', '42'] });
    server.answer(disputeEntry, asked, 201);
    await press('Something wrong?');
    expect(words()).toContain('The security team sees this entry, your name and your sentence.');
    expect(offers('Ask the security team')).toBe(false);
    await type('What seems wrong?', 'Was this me?');
    server.answer(listMyDisputes, { items: [asked] });
    await press('Ask the security team');
    expect(server.sent('/dispute')).toEqual([{ question: 'Was this me?' }]);
    expect(words()).toContain('Waiting for an answer.');
    expect(offers('Something wrong?')).toBe(false);
  });

  it('a second time keeps the sentence and says that the first one waits', async () => {
    const { press, type, words } = await openOn(AskAboutEntry, { entryIds: ['41'] });
    server.answer(disputeEntry, refusal(disputeWaits), 409);
    await press('Something wrong?');
    await type('What seems wrong?', 'Was this me?');
    await press('Ask the security team');
    expect(words()).toContain('You have asked about this already');
    expect(document.querySelector('textarea')?.value).toBe('Was this me?');
  });

  it('can be done again after an explanation, not after it was put right', async () => {
    server.answer(listMyDisputes, { items: [{ ...asked, state: 'explained' }] });
    const explained = await openOn(AskAboutEntry, { entryIds: ['41'] });
    expect(explained.offers('Ask again')).toBe(true);
    explained.screen.unmount();
    server.answer(listMyDisputes, { items: [{ ...asked, state: 'accepted' }] });
    const accepted = await openOn(AskAboutEntry, { entryIds: ['41'] });
    expect(accepted.words()).toContain('Your question');
    expect(accepted.offers('Ask again')).toBe(false);
  });
});

it('a note is shown to nobody before it was said who will see it', async () => {
  const { press, type, words } = await openOn(AskAboutNote, { noteId: uuid(4) });
  server.answer(disputeNote, { ...asked, about: 'note', entryId: null, noteId: uuid(4) }, 201);
  await press('This was not me');
  expect(words()).toContain('By asking you show this note to the security team');
  expect(words()).toContain('Your points and boards stay as they are.');
  await press('Not now');
  expect(server.sent('/dispute')).toEqual([]);
  await press('This was not me');
  await type('What happened?', 'A scanner opened it.');
  await press('Show the note and ask');
  expect(server.sent('/dispute')).toEqual([{ question: 'A scanner opened it.', showsTheNote: true }]);
});

describe('answering', () => {
  async function openDispute(dispute: OpenedDispute): Promise<OpenScreen> {
    server.answer(listDisputes, { items: [], nextCursor: null });
    server.answer(readDispute, dispute);
    return openOn(DisputesList, { view: 'open', wordOf }, `/disputes?dispute=${dispute.id}`);
  }

  it('shows whose it is, and that they read it; explains unless told otherwise', async () => {
    const { words, type, press, offers } = await openDispute(opened());
    expect(words()).toContain('Ada Low');
    expect(words()).toContain('The person can read that you have opened this.');
    expect(words()).toContain('Everything stays as it is.');
    expect(offers('Send the answer')).toBe(false);
    await type('Reason', 'Your course platform told us.');
    const answer = { by: 'security' as const, at, text: 'So it was.', outcome: 'explained' as const };
    server.answer(answerDispute, opened({ state: 'explained', steps: [...asked.steps, answer] }));
    await press('Send the answer');
    const reason = 'Your course platform told us.';
    expect(server.sent('/answer')).toEqual([{ outcome: 'explained', reason }]);
    expect(words()).toContain('So it was.');
    expect(offers('Send the answer')).toBe(false);
  });

  it('says what putting it right does before it is sent', async () => {
    const { words, press, type } = await openDispute(opened());
    await press('Take the entry back');
    expect(words()).toContain('The points of this fact are taken back, for good.');
    await type('Reason', 'It was counted twice.');
    server.answer(answerDispute, opened({ state: 'accepted' }));
    await press('Send the answer');
    expect(server.sent('/answer')).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('of a correction offers no second one', async () => {
    const { offers } = await openDispute(opened({ entry: { ...entry, points: -20, coins: -20 } }));
    expect(offers('Explain')).toBe(true);
    expect(offers('Take the entry back')).toBe(false);
  });

  it('of the own question is left to somebody else', async () => {
    const { words, offers } = await openDispute(opened({ own: true }));
    expect(words()).toContain('This is your own question');
    expect(offers('Send the answer')).toBe(false);
  });
});
