import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listMyReports } from '@vigil/shared/reports';
import { readMyPurse } from '@vigil/shared/rewards';
import { call } from './api';
import { fakeServer, type FakeServer } from './fake-server.test-kit';
import { forgetAll, keepAnswersOf, rememberFor, useShownSince } from './last-seen';
import type { ReplyStore } from './reply-store';

const noon = '2026-11-24T12:00:00.000Z';
/** What the browser would keep. */
let owner: string | null;
const rows = new Map<string, { at: string; body: unknown }>();
const memory: ReplyStore = {
  begin(memberId) {
    if (owner !== memberId) rows.clear();
    owner = memberId;
    return Promise.resolve();
  },
  put(memberId, address, body) {
    if (owner === memberId) rows.set(address, { at: new Date().toISOString(), body });
    return Promise.resolve();
  },
  get: (address) => Promise.resolve(rows.get(address) ?? null),
  clear() {
    owner = null;
    rows.clear();
    return Promise.resolve();
  },
};

let server: FakeServer;
const { since, present } = useShownSince();
const offline = () => vi.stubGlobal('fetch', fakeServer().fetch);
const purse = () => call(readMyPurse, {});

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date(noon), toFake: ['Date'] });
  server = fakeServer();
  server.answer(readMyPurse, { coins: 7, owed: 0 });
  server.answer(listMyReports, { items: [], nextCursor: null });
  vi.stubGlobal('fetch', server.fetch);
  keepAnswersOf([readMyPurse.path], memory);
  await forgetAll();
  await rememberFor('ada');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what was last seen', () => {
  it('stands in where nobody answers, and says since when', async () => {
    await purse();
    expect(since.value).toBeNull();
    offline();
    vi.setSystemTime(new Date('2026-11-24T13:00:00Z'));
    expect(await purse()).toEqual({ coins: 7, owed: 0 });
    expect(since.value).toBe(noon);
    // that it was looked at does not make it younger
    expect(rows.get(readMyPurse.path)?.at).toBe(noon);
    present();
    expect(since.value).toBeNull();
  });

  it('is not what is asked for where only the present counts, nor after a refusal', async () => {
    await purse();
    server.answer(readMyPurse, { type: 'x', title: 'x', status: 503, requestId: 'r' }, 503);
    await expect(purse()).rejects.toThrow();
    offline();
    await expect(call(readMyPurse, {}, { present: true })).rejects.toThrow();
    expect(since.value).toBeNull();
  });

  it('is kept of the named routes alone', async () => {
    const reports = () => call(listMyReports, { query: { cursor: undefined, limit: 50 } });
    await reports();
    expect([...rows.keys()]).toEqual([]);
    offline();
    await expect(reports()).rejects.toThrow();
  });

  it('is gone after signing out, also what arrives after that, and another person finds nothing', async () => {
    await purse();
    await forgetAll();
    expect(rows.size).toBe(0);
    await purse();
    expect(rows.size).toBe(0);
    await rememberFor('ada');
    await purse();
    await rememberFor('ben');
    offline();
    await expect(purse()).rejects.toThrow();
  });

  it('of an older version that no longer fits is none', async () => {
    await memory.put('ada', readMyPurse.path, { gold: 7 });
    offline();
    await expect(purse()).rejects.toThrow();
  });
});
