import { flushPromises } from '@vue/test-utils';
import { setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBoard, readMyPlace, type BoardDelta } from '@vigil/shared/leaderboards';
import { appWith, fakeServer, type FakeServer } from '../../lib/fake-server.test-kit';
import { useBoard, type BoardStore } from './board.store';

const boardId = 'people.company.season.2026-Q4';
const ann = {
  of: 'person',
  rowId: 'a',
  rank: 1,
  name: 'Ann',
  pseudonym: false,
  departmentId: null,
  points: 30,
} as const;
const bob = {
  of: 'person',
  rowId: 'b',
  rank: 2,
  name: 'Bob',
  pseudonym: false,
  departmentId: null,
  points: 20,
} as const;
const asOf = '2026-11-24T10:00:00Z';

const snapshot = (version: number, rows: unknown[] = [ann, bob], more: object = {}) => ({
  window: { boardId, version, asOf, rows, histogram: null },
  period: { unit: 'season', key: '2026-Q4', startsAt: null, endsAt: null, current: true, ...more },
  stale: false,
});
const delta = (from: number, version: number, more: Partial<BoardDelta> = {}): BoardDelta => ({
  ...{ boardId, from, version, asOf, order: null, rows: [], histogram: null },
  ...more,
});
const place = (rank: number) => ({
  version: 1,
  place: { rowId: 'b', rank, points: 20, gap: { points: 10, toRank: 1 }, neighbourhood: [] },
  absent: false,
});

let server: FakeServer;
let board: BoardStore;
const settle = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms);
  await flushPromises();
};

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-24T10:00:00Z') });
  server = fakeServer();
  vi.stubGlobal('fetch', server.fetch);
  server.answer(readBoard, snapshot(4));
  server.answer(readMyPlace, place(2));
  server.version = 4;
  setActivePinia(appWith(server).pinia);
  board = useBoard('people', 'season');
  board.connect();
  await settle(0);
});
afterEach(() => {
  board.disconnect();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a board on screen', () => {
  it('shows the snapshot, watches it, and fetches my place', () => {
    expect(board.rows.map((row) => row.name)).toEqual(['Ann', 'Bob']);
    expect(server.watched).toEqual([boardId]);
    expect(board.place?.rank).toBe(2);
    expect(board.freshness).toBe('live');
  });

  it('applies a delta in order, and asks for my place once for many', async () => {
    server.answer(readMyPlace, place(1));
    server.tell('board:delta', delta(4, 5, { order: ['b', 'a'], rows: [{ ...bob, points: 40 }] }));
    server.tell('board:delta', delta(5, 6, { rows: [{ ...bob, points: 41 }] }));
    expect(board.rows.map((row) => row.rank)).toEqual([1, 2]);
    expect(board.rows[0]).toMatchObject({ name: 'Bob', points: 41 });
    await settle(600);
    expect(board.place?.rank).toBe(1);
    expect(server.asked('/me')).toBe(2);
  });

  it('takes a repeated message for nothing', async () => {
    server.tell('board:delta', delta(4, 5));
    const shown = board.view;
    server.tell('board:delta', delta(4, 5));
    server.tell('board:delta', delta(2, 3));
    expect(board.view).toBe(shown);
    await settle(2_000);
    expect(server.asked('/api/boards?')).toBe(1);
  });

  it('fetches a snapshot on a gap, says stale until it is there, and heals', async () => {
    server.answer(readBoard, snapshot(9, [bob]));
    server.tell('board:delta', delta(7, 8));
    expect(board.freshness).toBe('stale');
    expect(board.rows).toHaveLength(2);
    await settle(200);
    expect(board.view?.window.version).toBe(9);
    expect(board.freshness).toBe('live');
  });

  it('finds out by the heartbeat that the last message was lost', async () => {
    server.answer(readBoard, snapshot(5));
    server.tell('board:version', { boardId, version: 5, stale: false });
    await settle(200);
    expect(board.view?.window.version).toBe(5);
  });

  it('is stale after two missed heartbeats, not after one, and heals with the next', async () => {
    const beat = () => server.tell('board:version', { boardId, version: 4, stale: false });
    beat();
    await settle(9_000);
    expect(board.freshness).toBe('live');
    await settle(3_550);
    expect(board.freshness).toBe('stale');
    beat();
    expect(board.freshness).toBe('live');
  });

  it('asks anew when it hears nothing: it may not be watching at all', async () => {
    await settle(12_550);
    expect(board.freshness).toBe('stale');
    server.answer(readBoard, snapshot(5));
    await settle(200);
    expect(board.view?.window.version).toBe(5);
    expect(board.freshness).toBe('live');
  });

  it('says what the server says of its own staleness', () => {
    server.tell('board:version', { boardId, version: 4, stale: true });
    expect(board.freshness).toBe('stale');
  });

  it('fetches anew when the connection is back', async () => {
    server.state.value = 'reconnecting';
    expect(board.freshness).toBe('reconnecting');
    server.answer(readBoard, snapshot(7));
    server.state.value = 'live';
    await settle(200);
    expect(board.view?.window.version).toBe(7);
    expect(server.watched).toHaveLength(2);
  });

  it('fetches again when it moved between snapshot and watching', async () => {
    server.version = 6;
    server.answer(readBoard, snapshot(6));
    await board.load();
    server.answer(readBoard, snapshot(7));
    server.version = 7;
    await settle(200);
    expect(board.view?.window.version).toBe(6);
    await board.load();
    expect(board.view?.window.version).toBe(7);
  });

  it('goes on to the next period when this one ends', async () => {
    server.answer(readBoard, snapshot(4, [ann], { endsAt: '2026-11-24T10:01:00Z' }));
    await board.load();
    const next = snapshot(1, []);
    server.answer(readBoard, {
      ...next,
      window: { ...next.window, boardId: 'people.company.season.2027-Q1' },
    });
    await settle(65_000);
    expect(board.view?.window.boardId).toBe('people.company.season.2027-Q1');
  });

  it('keeps what it shows when a refetch brings a problem, and says stale', async () => {
    server.answer(readBoard, { type: 'about:blank' }, 503);
    await board.load();
    expect(board.rows).toHaveLength(2);
    expect(board.freshness).toBe('stale');
    server.answer(readBoard, snapshot(4));
    await board.load();
    expect(board.freshness).toBe('live');
  });
});
