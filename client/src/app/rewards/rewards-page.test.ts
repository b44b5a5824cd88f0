import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readRuleset } from '@vigil/shared/points';
import * as rewards from '@vigil/shared/rewards';
import { openScreen, type OpenScreen } from '../../lib/admin/admin-screen.test-kit';
import { fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import RewardsPage from './RewardsPage.vue';

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const at = '2026-11-24T10:00:00Z';
const reward = (n: number, more: object = {}) => ({
  ...{ id: uuid(n), title: `Reward ${n}`, text: 'It likes light.', picture: 'plant', price: 60 },
  ...{ left: null, needsApproval: true },
  ...more,
});
const request = (state: string, words: string | null = null) => ({
  ...{ id: uuid(7), rewardId: uuid(1), title: 'Reward 1', picture: 'plant', price: 60, state },
  ...{ askedAt: at, changedAt: at, words },
});
const nothing = { items: [], nextCursor: null };

let server: FakeServer;
let open: OpenScreen | undefined;
const openAt = async (address: string) => (open = await openScreen(RewardsPage, address, server));
const bodies: unknown[] = [];

beforeEach(() => {
  server = fakeServer();
  bodies.length = 0;
  vi.stubGlobal('fetch', (input: string, init?: RequestInit) => {
    if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body));
    return server.fetch(input, init);
  });
  server.answer(rewards.listRewards, {
    items: [reward(1), reward(2, { price: 200 }), reward(3, { left: 0 })],
  });
  server.answer(rewards.readMyPurse, { coins: 100, owed: 0 });
  server.answer(rewards.listMyRewardRequests, nothing);
  server.answer(rewards.listMyCoins, nothing);
  server.answer(readRuleset, { revision: 1, effectiveFrom: at, rules: [], kinds: [] });
});
afterEach(() => {
  open?.screen.unmount();
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

it('says of each reward whether coins are enough, and offers only what can be had', async () => {
  const page = await openAt('/rewards');
  expect(page.words()).toContain('100 coins to go.');
  expect(page.words()).toContain('All gone for now.');
  expect(document.querySelectorAll('[aria-label^="Ask for it"]')).toHaveLength(1);
});

it('spends nothing before it is confirmed, and a press that is repeated is the same wish', async () => {
  const page = await openAt('/rewards');
  await page.press('Ask for it');
  expect(page.words()).toContain('This costs 60 of your coins. 40 stay with you.');
  expect(bodies).toEqual([]);
  // no answer comes
  await page.press('Spend 60 coins');
  expect(page.words()).toContain('We cannot reach Vigil');
  server.answer(rewards.askForReward, request('requested'), 201);
  await page.press('Spend 60 coins');
  expect(bodies).toHaveLength(2);
  expect(bodies[0]).toEqual(bodies[1]);
  expect(bodies[0]).toMatchObject({ rewardId: uuid(1), price: 60 });
});

it('says when somebody else was faster, although the reward is gone from the page by then', async () => {
  const page = await openAt('/rewards');
  await page.press('Ask for it');
  const type = 'urn:vigil:problem:sold-out';
  server.answer(rewards.askForReward, { type, title: 'x', status: 409, requestId: 'r' }, 409);
  server.answer(rewards.listRewards, { items: [reward(1, { left: 0 })] });
  await page.press('Spend 60 coins');
  expect(page.words()).toContain('Somebody else took the last one');
  expect(document.querySelectorAll('[aria-label^="Ask for it"]')).toHaveLength(0);
});

it('follows the state of a request and the coins, without a reload', async () => {
  vi.useFakeTimers();
  server.answer(rewards.listMyRewardRequests, { items: [request('requested')], nextCursor: null });
  const page = await openAt('/rewards?view=requests');
  expect(page.words()).toContain('Asked for');
  expect(page.offers('Withdraw')).toBe(true);
  server.answer(rewards.listMyRewardRequests, {
    items: [request('declined', 'Not in winter.')],
    nextCursor: null,
  });
  server.answer(rewards.readMyPurse, { coins: 160, owed: 0 });
  server.tell('me:changed', { what: 'reward' });
  await vi.advanceTimersByTimeAsync(1_000);
  vi.useRealTimers();
  await flushPromises();
  expect(page.words()).toContain('Not this time');
  expect(page.words()).toContain('Not in winter.');
  expect(page.offers('Withdraw')).toBe(false);
  expect(page.words()).toContain('160');
});

it('says in plain words what is owed, and why', async () => {
  server.answer(rewards.readMyPurse, { coins: 0, owed: 25 });
  server.answer(rewards.listMyCoins, {
    items: [
      {
        ...{ id: 'e2', at, coins: -25, because: 'taken-back', kind: 'habit.adopted', about: null },
        ...{ reward: null, reason: 'Recorded twice' },
      },
    ],
    nextCursor: null,
  });
  const page = await openAt('/rewards?view=coins');
  expect(page.words()).toContain('Your next 25 coins go to what was taken back');
  expect(page.words()).toContain('Taken back: You took up a safe habit');
  expect(page.words()).toContain('Recorded twice');
});

it('has a word for every state there is: nothing yet, and nothing that answers', async () => {
  server.answer(rewards.listRewards, { items: [] });
  expect((await openAt('/rewards')).words()).toContain('Nothing to spend coins on yet');
  open?.screen.unmount();
  expect((await openAt('/rewards?view=requests')).words()).toContain('Nothing asked for yet');
  open?.screen.unmount();
  server.answer(
    rewards.listRewards,
    { type: 'urn:vigil:problem:unavailable', title: 'x', status: 503, requestId: 'r' },
    503,
  );
  expect((await openAt('/rewards')).words()).toContain('Try again');
});
