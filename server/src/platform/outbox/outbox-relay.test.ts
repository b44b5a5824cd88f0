import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { appDataSourceOptions } from '../db/data-source.js';
import { Database } from '../db/database.js';
import { createLog } from '../logging/log.js';
import { NotNow, Outbox, type OutboxConsumer } from './outbox.js';
import { OutboxRelay, restAfter } from './outbox-relay.js';

let test: TestDatabase;
let source: DataSource;
let database: Database;
const relays: OutboxRelay[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  source = await new DataSource(appDataSourceOptions(test.appUrl, 30)).initialize();
  database = new Database(source);
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map((r) => r.stop()));
  await database.query('DELETE FROM outbox');
});
afterAll(async () => {
  await source.destroy();
  await test.drop();
});

function follow(consumer: Partial<OutboxConsumer> & Pick<OutboxConsumer, 'handle'>): {
  outbox: Outbox;
  relay: OutboxRelay;
} {
  const outbox = new Outbox();
  const whole = { name: 'watcher', topics: ['points.changed'], exclusive: false, intervalMs: 0, ...consumer };
  outbox.register(whole);
  const relay = new OutboxRelay(source, whole, createLog('silent'));
  outbox.onAppended(() => relay.nudge());
  relays.push(relay);
  return { outbox, relay };
}
const rows = async (): Promise<number> =>
  Number((await database.query<{ n: string }>('SELECT count(*) AS n FROM outbox'))[0]?.n);

it('misses nothing of twenty overlapping writers, one of which stays open the longest', async () => {
  const seen = new Set<string>();
  const { outbox, relay } = follow({
    handle: (batch) => {
      for (const f of batch) seen.add(f.subject);
      return Promise.resolve();
    },
  });
  relay.start();
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const slow = database.transaction(async (tx) => {
    outbox.append(tx, 'points.changed', ['slow']);
    await held;
  });
  await Promise.all(
    Array.from({ length: 19 }, (_, w) =>
      database.transaction((tx) => outbox.append(tx, 'points.changed', [`${w}-a`, `${w}-b`])),
    ),
  );
  await vi.waitFor(() => expect(seen.size).toBe(38));
  letGo();
  await slow;
  await vi.waitFor(() => expect(seen.has('slow')).toBe(true));
  await vi.waitFor(async () => expect(await rows()).toBe(0));
});

it('tells what was committed right after the commit, and nothing of what was not', async () => {
  const told: string[][] = [];
  const { outbox } = follow({ handle: () => Promise.resolve() });
  outbox.onCommitted('points.changed', (subjects) => told.push([...subjects]));
  await database.transaction((tx) => {
    outbox.append(tx, 'points.changed', ['ada', 'ben']);
    outbox.append(tx, 'member.changed', ['cem']);
    expect(told).toEqual([]);
    return Promise.resolve();
  });
  expect(told).toEqual([['ada', 'ben']]);
  const failed = database.transaction((tx) => {
    outbox.append(tx, 'points.changed', ['dea']);
    return Promise.reject(new Error('not to be'));
  });
  await expect(failed).rejects.toThrow('not to be');
  expect(told).toEqual([['ada', 'ben']]);
});

it.each([
  [undefined, [2_000, 600]],
  [20_000, [2_600]],
])(
  'writes a row for a consumer, whatever a transaction is about, and hands on so many at a time (%s)',
  async (mostSubjects, inBatches) => {
    const sizes: number[] = [];
    const { outbox, relay } = follow({
      ...(mostSubjects === undefined ? {} : { mostSubjects }),
      handle: (batch) => {
        sizes.push(batch.length);
        return Promise.resolve();
      },
    });
    const people = Array.from({ length: 2_600 }, (_, i) => `somebody "${i}", {else}`);
    await database.transaction((tx) => outbox.append(tx, 'points.changed', people.slice(0, 3)));
    expect(await rows()).toBe(1);
    await database.transaction((tx) => outbox.append(tx, 'points.changed', people));
    expect(await rows()).toBe(1 + 6);
    const kept = await database.query<{ subject: string }>(
      'SELECT DISTINCT unnest(subjects) AS subject FROM outbox',
    );
    expect(kept.map(({ subject }) => subject).sort()).toEqual([...people].sort());
    relay.start();
    await vi.waitFor(async () => expect(await rows()).toBe(0));
    // whole rows, until they are two thousand: three of them stand in two rows
    expect(sizes).toEqual(inBatches);
  },
);

it('leaves no word when the transaction rolls back', async () => {
  const { outbox } = follow({ handle: () => Promise.resolve() });
  await expect(
    database.transaction((tx): never => {
      outbox.append(tx, 'points.changed', ['nobody']);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await rows()).toBe(0);
});

it('goes on past what cannot be handled, also where it shares a row with others', async () => {
  const seen: string[] = [];
  const { outbox, relay } = follow({
    handle: (batch) => {
      if (batch.some((f) => f.subject === 'poison')) return Promise.reject(new Error('cannot be handled'));
      seen.push(...batch.map((f) => f.subject));
      return Promise.resolve();
    },
  });
  await database.transaction((tx) => outbox.append(tx, 'points.changed', ['one', 'poison', 'two']));
  relay.start();
  await vi.waitFor(() => expect(seen.sort()).toEqual(['one', 'two']));
  await vi.waitFor(async () =>
    expect(await database.query('SELECT subjects, attempts >= 1 AS tried FROM outbox')).toEqual([
      { subjects: ['poison'], tried: true },
    ]),
  );
});

it('gives a row up to the dead letters after its last try', async () => {
  const { outbox, relay } = follow({ handle: () => Promise.reject(new Error('never')) });
  await database.transaction((tx) => outbox.append(tx, 'points.changed', ['lost']));
  await database.query('UPDATE outbox SET attempts = 7');
  relay.start();
  await vi.waitFor(async () =>
    expect(await database.query('SELECT subject, last_error FROM outbox_dead')).toEqual([
      { subject: 'lost', last_error: 'Error: never' },
    ]),
  );
  expect(await rows()).toBe(0);
});

it('blames no row when the consumer cannot work at all', async () => {
  let away = true;
  const { outbox, relay } = follow({
    handle: () => (away ? Promise.reject(new NotNow('away')) : Promise.resolve()),
  });
  await database.transaction((tx) => outbox.append(tx, 'points.changed', ['waits']));
  relay.start();
  await vi.waitFor(() => expect(relay.isActive).toBe(true));
  away = false;
  await vi.waitFor(async () => expect(await rows()).toBe(0));
});

it('lets one process at a time work for an exclusive consumer, and another take over', async () => {
  const handled: string[] = [];
  const handler = (who: string) => ({
    exclusive: true,
    handle: (batch: readonly { subject: string }[]) => {
      handled.push(...batch.map((f) => `${who} ${f.subject}`));
      return Promise.resolve();
    },
  });
  const [a, b] = [follow(handler('a')), follow(handler('b'))];
  a.relay.start();
  await vi.waitFor(() => expect(a.relay.isActive).toBe(true));
  b.relay.start();
  await database.transaction((tx) => a.outbox.append(tx, 'points.changed', ['1']));
  await vi.waitFor(() => expect(handled).toEqual(['a 1']));
  expect(b.relay.isActive).toBe(false);
  await a.relay.stop();
  await database.transaction((tx) => b.outbox.append(tx, 'points.changed', ['2']));
  await vi.waitFor(() => expect(handled).toEqual(['a 1', 'b 2']));
});

it('has a batch handled again whose end was lost, after its effect and before it was marked done (J12)', async () => {
  const handled: string[] = [];
  const { outbox, relay } = follow({
    handle: async (batch) => {
      handled.push(...batch.map((f) => f.subject));
      if (handled.length === 1)
        await database.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND state = 'idle in transaction' AND pid <> pg_backend_pid()`,
        );
    },
  });
  await database.transaction((tx) => outbox.append(tx, 'points.changed', ['1']));
  relay.start();
  await vi.waitFor(() => expect(handled).toEqual(['1', '1']));
  await vi.waitFor(async () => expect(await rows()).toBe(0));
});

it('rests longer after a long batch where the process is busy, and no longer than its interval where it is not', () => {
  expect(restAfter({ workedMs: 200, utilization: 0.4 }, 260)).toBe(260);
  expect(restAfter({ workedMs: 200, utilization: 0.9 }, 260)).toBe(600);
  expect(restAfter({ workedMs: 20, utilization: 0.9 }, 260)).toBe(260);
  expect(restAfter({ workedMs: 2_000, utilization: 1 }, 260)).toBe(1_000);
});

it('is heard while its consumer works for longer than a silent transaction lives', async () => {
  const options = appDataSourceOptions(test.appUrl, 2);
  const extra = { ...(options as { extra: object }).extra, idle_in_transaction_session_timeout: 300 };
  const own = await new DataSource({ ...options, extra }).initialize();
  const outbox = new Outbox();
  const handle = vi.fn(async () => {
    await database.query('SELECT pg_sleep(1)');
  });
  const consumer = {
    name: 'slow',
    topics: ['points.changed' as const],
    exclusive: true,
    intervalMs: 0,
    handle,
  };
  outbox.register(consumer);
  const relay = new OutboxRelay(own, consumer, createLog('silent'), 50);
  await database.transaction((tx) => outbox.append(tx, 'points.changed', ['a']));
  relay.start();
  await vi.waitFor(async () => expect(await rows()).toBe(0));
  expect(handle).toHaveBeenCalledTimes(1);
  await relay.stop();
  await own.destroy();
});
