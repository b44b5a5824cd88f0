import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestRedis, type TestRedis } from '../../../test/redis.js';
import { createRedisClient, type RedisClient } from '../redis/redis-client.js';
import {
  type BoardStore,
  BoardStoreUnavailable,
  EmbeddedBoardStore,
  mostPoints,
  RedisBoardStore,
  wholeBoard,
} from './index.js';

let redis: TestRedis;
let client: RedisClient;
let fresh = 0;
beforeAll(async () => {
  redis = createTestRedis();
  client = createRedisClient(redis.url, () => undefined);
  await client.connect();
});
afterAll(async () => {
  await client.close();
  await redis.drop();
});

const day = Date.UTC(2026, 10, 23);
const stores: [string, () => BoardStore][] = [
  ['embedded', () => new EmbeddedBoardStore()],
  ['Redis', () => new RedisBoardStore(client, `${redis.keyPrefix}${fresh++}:`)],
];

/** The slow and obvious board: a list that is sorted anew for every question. */
class Oracle {
  held = new Map<string, { points: number | null; second: number; version: number }>();
  newest = 0;
  /** Version of the last replacement: of every id that was not put since, present or not. */
  base = 0;

  put(id: string, points: number | null, reachedAtMs: number, version: number): boolean {
    const before = this.held.get(id);
    if ((before?.version ?? this.base) > version) return false;
    const now = { points, second: Math.floor(reachedAtMs / 1000), version };
    this.held.set(id, now);
    this.newest = Math.max(this.newest, version);
    const was = before?.points ?? null;
    return was !== points || (points !== null && before?.second !== now.second);
  }

  get list() {
    const all = [...this.held].flatMap(([id, { points, second }]) =>
      points === null ? [] : [{ id, points, second }],
    );
    all.sort((a, b) => b.points - a.points || a.second - b.second || (a.id < b.id ? -1 : 1));
    return all.map(({ id, points }) => ({
      id,
      points,
      rank: 1 + all.filter((o) => o.points > points).length,
    }));
  }

  get histogram() {
    const points = [...new Set(this.list.map((p) => p.points))];
    return points.map((score) => [score, this.list.filter((p) => p.points === score).length]);
  }
}

const board = 'people.company.week.2026-W48';
const ids = fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8');
const points = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(mostPoints, 10_000_000));
const time = fc.integer({ min: 0, max: 4_000 }).map((ms) => day + ms);
const version = fc.integer({ min: 1, max: 9 });

interface Run {
  readonly store: BoardStore;
}
type Step = fc.AsyncCommand<Oracle, Run>;
const step = (text: string, run: (oracle: Oracle, store: BoardStore) => Promise<void>): Step => ({
  check: () => true,
  run: async (oracle, { store }) => {
    await run(oracle, store);
    expect(await store.top(board, 5)).toEqual(oracle.list.slice(0, 5));
  },
  toString: () => text,
});
const score = fc.record({ id: ids, points: fc.option(points), reachedAtMs: time, version });
const steps = [
  fc.array(score, { minLength: 1, maxLength: 5 }).map((scores) =>
    step(`put ${JSON.stringify(scores)}`, async (oracle, store) => {
      const moved = await store.putScores(board, scores);
      expect(moved).toBe(scores.filter((s) => oracle.put(s.id, s.points, s.reachedAtMs, s.version)).length);
    }),
  ),
  fc
    .tuple(
      fc.uniqueArray(fc.record({ id: ids, points, reachedAtMs: time }), { selector: (s) => s.id }),
      version,
    )
    .map(([scores, at]) =>
      step(`replace ${JSON.stringify(scores)} at ${at}`, async (oracle, store) => {
        const stands = oracle.newest <= at;
        expect(await store.replace(board, wholeBoard(scores), at)).toBe(stands);
        if (!stands) return;
        oracle.held = new Map();
        oracle.newest = oracle.base = at;
        for (const s of scores) oracle.put(s.id, s.points, s.reachedAtMs, at);
      }),
    ),
  fc.tuple(ids, fc.integer({ min: 0, max: 3 })).map(([id, radius]) =>
    step(`around ${id} ± ${radius}`, async (oracle, store) => {
      const place = oracle.list.findIndex((p) => p.id === id);
      const near = place < 0 ? [] : oracle.list.slice(Math.max(0, place - radius), place + radius + 1);
      expect(await store.around(board, id, radius)).toEqual(near);
    }),
  ),
  ids.map((id) =>
    step(`rank of ${id}`, async (oracle, store) => {
      const mine = oracle.list.find((p) => p.id === id) ?? null;
      expect(await store.rankOf(board, id)).toEqual(mine);
      const better = oracle.list.filter((p) => mine !== null && p.points > mine.points).at(-1);
      expect(await store.nextBetter(board, id)).toEqual(
        better === undefined ? null : { points: better.points, rank: better.rank },
      );
    }),
  ),
  fc.constant(
    step('count', async (oracle, store) => {
      expect(await store.size(board)).toBe(oracle.list.length);
      expect(await store.histogram(board)).toEqual(oracle.histogram);
    }),
  ),
  fc.constant(
    step('drop', async (oracle, store) => {
      await store.drop(board);
      oracle.held = new Map();
      oracle.newest = oracle.base = 0;
    }),
  ),
];

describe.each(stores)('the board store: %s', (_, create) => {
  let store: BoardStore;
  afterEach(() => store.drop(board));

  it('agrees with a sorted list after any history', async () => {
    store = create();
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 30 }), async (commands) => {
        await fc.asyncModelRun(() => ({ model: new Oracle(), real: { store: create() } }), commands);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps thousands in order through many changes', async () => {
    store = create();
    const random = fc.sample(
      fc.tuple(fc.integer({ min: 0, max: 4_999 }), fc.integer({ min: 0, max: 800 })),
      9_000,
    );
    const oracle = new Oracle();
    const scores = random.map(([id, given], i) => ({
      id: `m${id}`,
      points: given === 0 ? null : given,
      reachedAtMs: day + (i % 50) * 1000,
      version: i + 1,
    }));
    for (const s of scores) oracle.put(s.id, s.points, s.reachedAtMs, s.version);
    await store.putScores(board, scores);
    const all = oracle.list;
    expect(await store.size(board)).toBe(all.length);
    expect(await store.top(board, 6_000)).toEqual(all);
    const someone = all[Math.floor(all.length / 2)]!;
    expect(await store.rankOf(board, someone.id)).toEqual(someone);
  });

  it('keeps thousands in order that came at once, many of them equal, while most go and come', async () => {
    store = create();
    const random = fc.sample(
      fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 3 })),
      3_500,
    );
    const oracle = new Oracle();
    const all = random.map(([given, second], i) => ({
      id: `m${(i * 7_919) % 3_500}`,
      points: given ** 3,
      reachedAtMs: day + second * 1000,
      version: 1,
    }));
    await store.replace(board, wholeBoard(all), 1);
    for (const s of all) oracle.put(s.id, s.points, s.reachedAtMs, 1);
    const isRight = async (what: string) => {
      const list = oracle.list;
      expect(await store.top(board, 4_000), what).toEqual(list);
      for (const at of [0, Math.floor(list.length / 2), list.length - 1]) {
        const { id } = list[at]!;
        expect(await store.around(board, id, 2)).toEqual(list.slice(Math.max(0, at - 2), at + 3));
        expect(await store.rankOf(board, id)).toEqual(list[at]);
      }
    };
    await isRight('at once');
    const gone = all.filter((_, i) => i % 10 !== 0).map((s) => ({ ...s, points: null, version: 2 }));
    const back = gone.filter((_, i) => i % 3 === 0).map((s, i) => ({ ...s, points: i % 90, version: 3 }));
    for (const change of [gone, back]) {
      await store.putScores(board, change);
      for (const s of change) oracle.put(s.id, s.points, s.reachedAtMs, s.version);
      await isRight(change === gone ? 'after most have gone' : 'after some came back');
    }
  });

  it('changes nothing when a score is sent again whose answer was lost (J10)', async () => {
    store = create();
    const scores = [{ id: 'm1', points: 40, reachedAtMs: day, version: 3 }];
    expect(await store.putScores(board, scores)).toBe(1);
    expect(await store.putScores(board, scores)).toBe(0);
    expect(await store.top(board, 9)).toEqual([{ id: 'm1', points: 40, rank: 1 }]);
    expect(await store.histogram(board)).toEqual([[40, 1]]);
  });

  it('saves a window only on the version that it follows', async () => {
    store = create();
    expect(await store.readWindow(board)).toBeNull();
    expect(await store.saveWindow(board, null, { version: 7, body: 'a' })).toBe(true);
    expect(await store.saveWindow(board, null, { version: 8, body: 'b' })).toBe(false);
    expect(await store.saveWindow(board, 6, { version: 8, body: 'b' })).toBe(false);
    const rivals = await Promise.all(
      ['b', 'c', 'd'].map((body) => store.saveWindow(board, 7, { version: 8, body })),
    );
    expect(rivals.filter(Boolean)).toHaveLength(1);
    expect(await store.windowVersions(['nothing', board])).toEqual([null, 8]);
    await store.drop(board);
    expect(await store.readWindow(board)).toBeNull();
  });

  it('remembers its epoch', async () => {
    store = create();
    expect(await store.epoch()).toBeNull();
    await store.setEpoch('one');
    expect(await store.epoch()).toBe('one');
  });

  it('refuses points that would not stay exact', async () => {
    store = create();
    for (const wrong of [-1, 0.5, mostPoints + 1, Number.NaN])
      await expect(async () =>
        store.putScores(board, [{ id: 'm1', points: wrong, reachedAtMs: day, version: 1 }]),
      ).rejects.toThrow(RangeError);
  });
});

it('says that Redis is away, at once', async () => {
  const away = new RedisBoardStore(createRedisClient('redis://127.0.0.1:1', () => undefined));
  await expect(away.top(board, 1)).rejects.toThrow(BoardStoreUnavailable);
  await expect(away.epoch()).rejects.toThrow(BoardStoreUnavailable);
});
