import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Me } from '@vigil/shared/people';
import * as recognition from '@vigil/shared/recognition';
import { useSession } from '../../features/people/session.store';
import { openScreen, type OpenScreen } from '../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import RecognitionPage from './RecognitionPage.vue';

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const at = '2026-11-24T10:00:00Z';
const line = (n: number, more: object = {}) => ({
  ...{ id: uuid(n), at, behaviour: 'asked-first', by: 'Ann Ek', to: { kind: 'person', name: 'Bo Lund' } },
  ...{ words: 'You asked before you paid.', reactions: [], myReaction: null },
  ...more,
});
const own = (n: number, more: object = {}) => ({
  ...{ id: uuid(n), at, behaviour: 'called-back', visibility: 'public', words: 'One call was enough.' },
  ...{ by: 'Ann Ek', to: { kind: 'person', name: 'Bo Lund' }, state: 'stands', reason: null },
  ...{ weighing: 'open', reactions: [] },
  ...more,
});
const page = (...items: object[]) => ({ items, nextCursor: null });
const problem = (slug: string, status: number) => ({
  ...{ type: `urn:vigil:problem:${slug}`, title: 'x', status, requestId: 'r' },
});

let server: FakeServer;
let open: OpenScreen | undefined;
const openAt = async (address: string, role = 'employee') =>
  (open = await openScreen(RecognitionPage, address, server, () => {
    useSession().me = { role } as Me;
  }));

beforeEach(() => {
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  const teams = [{ id: uuid(9), name: 'Sales' }];
  const challengeTeams = [{ challengeId: uuid(8), team: 1, name: 'Night owls', challenge: 'Mixed crews' }];
  server.answer(recognition.readRecognition, {
    allowance: 5,
    left: 3,
    tenureDays: 30,
    teams,
    challengeTeams,
  });
  server.answer(recognition.listRecognitions, page(line(1)));
  server.answer(recognition.listMyRecognitions, page());
  server.answer(recognition.findColleagues, {
    items: [{ handle: 'abc', name: 'Bo Lund', department: 'Sales' }],
  });
});
afterEach(() => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

it('shows people as they chose, and words only where they came', async () => {
  server.answer(
    recognition.listRecognitions,
    page(line(1), line(2, { by: null, to: { kind: 'person', name: null }, words: null })),
  );
  const screen = await openAt('/recognition');
  expect(screen.words()).toContain('Ann Ek thanks Bo Lund');
  expect(screen.words()).toContain('A colleague thanks a colleague');
  expect(document.querySelectorAll('blockquote')).toHaveLength(1);
});

it('moves when the server says so, without a reload', async () => {
  vi.useFakeTimers();
  const screen = await openAt('/recognition');
  server.answer(recognition.listRecognitions, page(line(2, { by: 'Cy Dahl' }), line(1)));
  server.tell('recognition:changed', {});
  await vi.advanceTimersByTimeAsync(1_000);
  vi.useRealTimers();
  await flushPromises();
  expect(screen.words()).toContain('Cy Dahl thanks Bo Lund');
});

it('gives in a few presses; pressed again after no answer came, it is the same one', async () => {
  vi.useFakeTimers();
  const screen = await openAt('/recognition');
  await screen.press('Thank somebody');
  expect(screen.offers('Say thanks')).toBe(false);
  await screen.type('Colleague', 'bo');
  await vi.advanceTimersByTimeAsync(300);
  vi.useRealTimers();
  await flushPromises();
  await screen.press('Bo LundSales');
  const select = document.querySelector('select');
  if (select === null) throw new Error('nothing to choose from');
  select.selectedIndex = 3;
  select.dispatchEvent(new Event('change'));
  await screen.type('What it meant', 'You asked before you paid.');
  await screen.press('Say thanks');
  expect(screen.words()).toContain('We cannot reach Vigil');
  server.answer(recognition.giveRecognition, own(3), 201);
  await screen.press('Say thanks');
  const [first, second, ...more] = server.sent('/api/recognitions');
  expect(more).toEqual([]);
  expect(second).toEqual(first);
  expect(first).toMatchObject({ to: { kind: 'person', handle: 'abc' }, behaviour: 'asked-first' });
});

it('thanks a team of a challenge', async () => {
  const screen = await openAt('/recognition');
  await screen.press('Thank somebody');
  await screen.press('A team');
  const [team, behaviour] = document.querySelectorAll('select');
  if (team === undefined || behaviour === undefined) throw new Error('nothing to choose from');
  expect([...team.options].map(({ text }) => text.trim())).toEqual([
    ...['Choose', 'Sales', 'Night owls (Mixed crews)'],
  ]);
  team.selectedIndex = 2;
  behaviour.selectedIndex = 3;
  for (const one of [team, behaviour]) one.dispatchEvent(new Event('change'));
  await screen.type('What it meant', 'You all warned us in time.');
  const to = { kind: 'team', name: 'Night owls (Mixed crews)' };
  server.answer(recognition.giveRecognition, own(3, { to, weighing: 'team' }), 201);
  await screen.press('Say thanks');
  expect(server.sent('/api/recognitions')).toMatchObject([
    { to: { kind: 'challenge-team', challengeId: uuid(8), team: 1 } },
  ]);
});

it('says when the allowance is used, and does not offer to give', async () => {
  server.answer(recognition.readRecognition, {
    allowance: 5,
    left: 0,
    tenureDays: 30,
    teams: [],
    challengeTeams: [],
  });
  const screen = await openAt('/recognition');
  expect(screen.offers('Thank somebody')).toBe(false);
  expect(screen.words()).toContain('0 thank-yous left this month');
});

it('says of what I gave and got what becomes of it, and takes mine back', async () => {
  server.answer(
    recognition.listMyRecognitions,
    page(own(4), own(5, { state: 'hidden', reason: 'It names a customer' })),
  );
  const screen = await openAt('/recognition?view=given');
  expect(screen.words()).toContain('On Monday it is decided');
  expect(screen.words()).toContain('It names a customer');
  expect(document.querySelectorAll('[aria-label^="Take back"]')).toHaveLength(1);
  server.answer(recognition.withdrawRecognition, problem('recognition-over', 409), 409);
  await screen.press('Take back');
  expect(screen.words()).toContain('This does not stand any more');
});

it('lets security alone take something off the wall, with a reason', async () => {
  expect((await openAt('/recognition')).offers('Take off')).toBe(false);
  open?.screen.unmount();
  const screen = await openAt('/recognition', 'security');
  await screen.press('Take off');
  expect(screen.offers('Take it off')).toBe(false);
  await screen.type('Reason', 'It names a customer');
  server.answer(recognition.hideRecognition, undefined, 204);
  await screen.press('Take it off');
  expect(server.sent('/hide')).toEqual([{ reason: 'It names a customer' }]);
});

it('has a word for every state there is: nothing yet, and nothing that answers', async () => {
  server.answer(recognition.listRecognitions, page());
  expect((await openAt('/recognition')).words()).toContain('Nobody has been thanked yet');
  open?.screen.unmount();
  expect((await openAt('/recognition?view=received')).words()).toContain('Nothing here yet');
  open?.screen.unmount();
  server.answer(recognition.listRecognitions, problem('unavailable', 503), 503);
  expect((await openAt('/recognition')).words()).toContain('Try again');
});
