import { readMe } from '@vigil/shared/people';
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { type Actor, anActor } from '../../test/cast.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { Database, isUnavailable } from '../platform/db/database.js';
import { ahead } from '../platform/db/reserve.js';
import { type Fault, type Forwarder, startForwarder } from '../../test/forwarder.js';

let database: TestDatabase;
let link: Forwarder;
let server: TestApp;
let ada: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  const url = new URL(inject('superuserUrl'));
  const folder = url.searchParams.get('host');
  const port = Number(url.port || 5_432);
  link = await startForwarder(folder === null ? { port } : { path: `${folder}/.s.PGSQL.${port}` });
  const behind = new URL(database.appUrl);
  behind.hostname = '127.0.0.1';
  behind.port = String(link.port);
  behind.search = '';
  server = await startTestApp({ database: { ...database, appUrl: behind.href } });
  ada = await anActor(server, 'employee');
});
beforeEach(() => link.heal());
afterAll(async () => {
  link.heal();
  await server.stop();
  await link.stop();
  await database.drop();
});

/** Far from any wait that is meant, so that only waiting for ever is found. */
const bounded = 40_000;
const status = async (): Promise<number> => {
  const answer = await fetch(`${server.url}${readMe.path}`, {
    headers: { cookie: ada.cookie },
    signal: AbortSignal.timeout(bounded),
  });
  if (answer.status === 503) expect(answer.headers.get('retry-after')).not.toBeNull();
  return answer.status;
};

it.each<[string, Fault]>([
  ['says nothing', 'stalled'],
  ['takes what we say and lets nothing come back', 'deaf'],
  ['is reset in the middle', 'reset'],
])(
  'a link to PostgreSQL that %s is 503 in bounded time, twenty times over, and heals by itself (J20)',
  async (_, fault) => {
    expect(await status()).toBe(200);
    link.break(fault);
    const answers = await Promise.all(Array.from({ length: 20 }, status));
    expect(new Set(answers)).toEqual(new Set([503]));
    // that the process lives is asked of nobody else
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    link.heal();
    await vi.waitFor(async () => expect(await status()).toBe(200), { timeout: bounded, interval: 100 });
    expect(await Promise.all(Array.from({ length: 20 }, status))).toEqual(Array(20).fill(200));
  },
);

it('a silent link is noticed on the connections too that are kept for who speaks up (J20, I10)', async () => {
  const sql = server.app.get(Database);
  const urgent = () => ahead(() => sql.query('SELECT'));
  let letGo: () => void = () => undefined;
  const free = new Promise<void>((resolve) => (letGo = resolve));
  const size = 16;
  let holding = 0;
  const held = Array.from({ length: size }, () =>
    sql.transaction(async (tx) => {
      await tx.query('SELECT');
      holding++;
      await free;
    }),
  );
  await vi.waitFor(() => expect(holding).toBe(size));
  await urgent();
  link.break('stalled');
  const failure = await urgent().catch((error: unknown) => error);
  expect(isUnavailable(failure)).toBe(true);
  link.heal();
  letGo();
  await Promise.allSettled(held);
  await vi.waitFor(async () => expect(await status()).toBe(200), { timeout: bounded, interval: 100 });
});

it('a slow link to PostgreSQL is slow, and not broken (J20)', async () => {
  link.break('slow');
  expect(await Promise.all(Array.from({ length: 10 }, status))).toEqual(Array(10).fill(200));
});

it('a PostgreSQL that goes as it answers ends connections, and never the server (J2)', async () => {
  const sql = server.app.get(Database);
  const works: (() => Promise<unknown>)[] = [
    () => status(),
    () => sql.transaction((tx) => tx.query('SELECT')),
    () => sql.together((together) => together.query('SELECT')),
    () => ahead(() => sql.transaction((tx) => tx.query('SELECT'))),
  ];
  link.break('parting');
  for (let round = 0; round < 5; round++) {
    for (const answer of await Promise.allSettled(works.flatMap((work) => Array.from({ length: 10 }, work))))
      if (answer.status === 'rejected') expect(isUnavailable(answer.reason)).toBe(true);
      else if (typeof answer.value === 'number') expect([200, 503]).toContain(answer.value);
  }
  link.heal();
  await vi.waitFor(async () => expect(await status()).toBe(200), { timeout: bounded, interval: 100 });
  expect(await Promise.all(Array.from({ length: 20 }, status))).toEqual(Array(20).fill(200));
});
