import { listMyNotices, newsForMs, noticeKindsFor, readAllNotices, readNotice } from '@vigil/shared/notices';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startOwnRedis } from '../../../../test/own-redis.js';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { type Actor, anActor } from '../../../test/cast.js';
import { read } from '../../../test/earned.js';
import { factoriesOn } from '../../../test/factories.js';
import { noticesOf, wish } from '../../../test/notices.js';
import { caughtUp } from '../../../test/settled.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { NoticeSweep } from './notice-sweep.js';
import { NoticeTellers } from './notice-tellers.js';
import { NoticesStore } from './notices.store.js';

const dayMs = 86_400_000;
/** Noon in Berlin. */
const noonMs = Date.parse('2026-11-24T11:00:00Z');

let redis: Awaited<ReturnType<typeof startOwnRedis>>;
let server: TestApp;
let second: TestApp;
let sql: Database;
let nowMs = noonMs;

beforeAll(async () => {
  redis = await startOwnRedis();
  server = await startTestApp({ redisUrl: redis.url });
  second = await startTestApp({ redisUrl: redis.url, database: server.database });
  sql = server.app.get(Database);
  for (const one of [server, second]) one.app.get(Clock).nowMs = () => nowMs;
  await factoriesOn(sql).anOrganisation();
});
afterAll(async () => {
  await second.stop();
  await server.stop();
  await redis.stop();
});

let happened = 0;
/** Something happened to people: it is written as often as it is told, on both servers in turn. */
async function happens(to: Actor | readonly Actor[], { atMs = nowMs, times = 1 } = {}): Promise<string> {
  const key = `day ${++happened}`;
  const notices = [to].flat().map(({ member }) => ({
    ...{ memberId: member.id, key, facts: { day: '2026-11-23' }, at: new Date(atMs) },
  }));
  await Promise.all(
    Array.from({ length: times }, (_, i) => {
      const { app } = i % 2 === 0 ? server : second;
      const store = app.get(NoticesStore);
      return app.get(Database).transaction((tx) => store.add(tx, 'streak.kept', notices));
    }),
  );
  const [last] = await sql.query<{ id: string }>(`SELECT max(id)::text AS id FROM notice WHERE key = $1`, [
    key,
  ]);
  return last?.id ?? '';
}
const somebody = (wishes = {}) => anActor(server, 'employee', wishes);

describe('a notice', () => {
  it('is one, however often and by however many servers it is told', async () => {
    const [ada, ben] = [await somebody(), await somebody()];
    await happens([ada, ben, ada], { times: 20 });
    for (const one of [ada, ben]) expect((await noticesOf(one)).items).toHaveLength(1);
  });

  it('comes to nobody who is gone', async () => {
    const gone = await somebody({ deactivatedAt: new Date(nowMs - dayMs) });
    expect(await happens(gone)).toBe('');
  });

  it('has one teller a kind', () => {
    const tellers = server.app.get(NoticeTellers);
    const teller = { kind: 'streak.kept', topic: 'x', tell: () => Promise.resolve([]) } as const;
    expect(() => tellers.register(teller)).toThrow('told twice');
  });

  it('is for its person alone: to others it is not there, to read or to mark', async () => {
    const [ada, ben] = [await somebody(), await somebody()];
    const noticeId = await happens(ada);
    expect((await noticesOf(ben)).items).toEqual([]);
    const mark = (id: string) => ben.ask(readNotice, { params: { noticeId: id } });
    const [foreign, missing] = [await mark(noticeId), await mark('999999999')];
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    await ben.ask(readAllNotices, { body: { upTo: noticeId } });
    expect(await noticesOf(ada)).toMatchObject({ unread: 1, items: [{ id: noticeId, read: false }] });
  });

  it('is read once, one by one or all that were seen; what came after waits', async () => {
    const ada = await somebody();
    const ids = [await happens(ada), await happens(ada), await happens(ada)];
    await ada.ask(readNotice, { params: { noticeId: ids[1] ?? '' } });
    expect((await noticesOf(ada)).unread).toBe(2);
    const late = await happens(ada);
    await ada.ask(readAllNotices, { body: { upTo: ids[2] ?? '' } });
    const { items, unread } = await noticesOf(ada);
    expect(unread).toBe(1);
    expect(items.filter((one) => !one.read).map((one) => one.id)).toEqual([late]);
  });

  it('comes a page at a time, each once', async () => {
    const ada = await somebody();
    for (let i = 0; i < 5; i++) await happens(ada);
    const seen: string[] = [];
    for (let query = '?limit=2'; ;) {
      const { items, nextCursor, unread } = read(listMyNotices, await ada.ask(listMyNotices, { query }));
      seen.push(...items.map((one) => one.id));
      expect(unread).toBe(5);
      if (nextCursor === null) break;
      query = `?limit=2&cursor=${nextCursor}`;
    }
    expect(seen).toEqual((await noticesOf(ada)).items.map((one) => one.id));
    expect(new Set(seen).size).toBe(5);
  });

  it('goes after 90 days', async () => {
    const ada = await somebody();
    await happens(ada, { atMs: nowMs - 91 * dayMs });
    const kept = await happens(ada, { atMs: nowMs - 89 * dayMs });
    await server.app.get(NoticeSweep).look();
    expect((await noticesOf(ada)).items.map((one) => one.id)).toEqual([kept]);
  });

  it('comes to the screens of its person on every process, and to nobody else', async () => {
    const [ada, ben] = [await somebody(), await somebody()];
    const screens = [server, second].map((at) => screenOf(at, ada));
    const stranger = screenOf(second, ben);
    await Promise.all([...screens, stranger].map(({ here }) => here));
    const noticeId = await happens(ada);
    await ada.ask(readNotice, { params: { noticeId } });
    await vi.waitFor(() => {
      for (const { frames } of screens) expect(frames).toContainEqual(['me:changed', { what: 'notice' }]);
    }, 10_000);
    await caughtUp(stranger.socket);
    expect(stranger.frames).toEqual([]);
    for (const { socket } of [...screens, stranger]) socket.disconnect();
  });
});

describe('what somebody wants', () => {
  it('off writes nothing, kept shows nothing by itself, live does, while it is news', async () => {
    const ada = await somebody();
    await wish(ada, { kinds: [{ kind: 'streak.kept', choice: 'off' }] });
    expect(await happens(ada)).toBe('');
    await wish(ada, { kinds: [{ kind: 'streak.kept', choice: 'centre' }] });
    await happens(ada);
    expect((await noticesOf(ada)).items[0]?.showsItself).toBe(false);
    const wishes = await wish(ada, { kinds: [{ kind: 'streak.kept', choice: 'live' }] });
    expect(wishes.kinds.find((one) => one.kind === 'streak.kept')?.choice).toBe('live');
    expect((await noticesOf(ada)).items[0]?.showsItself).toBe(true);
    nowMs += newsForMs + 1;
    expect((await noticesOf(ada)).items[0]?.showsItself).toBe(false);
    nowMs = noonMs;
  });

  it('knows only the kinds that can reach them', async () => {
    for (const role of ['employee', 'leader', 'security'] as const) {
      const { kinds } = await wish(await anActor(server, role), {});
      expect(kinds.map((one) => one.kind)).toEqual(noticeKindsFor(role));
    }
    expect(noticeKindsFor('employee')).not.toContain('challenge.asked');
  });

  it('quiet hours hold on the clock of the person, over midnight, and what came in them waits', async () => {
    const night = { fromMinute: 20 * 60, untilMinute: 7 * 60 };
    const kinds = [{ kind: 'streak.kept', choice: 'live' }] as const;
    // at noon in Berlin it is eight in the evening in Tokyo
    const [berlin, tokyo] = [await somebody(), await somebody({ timeZone: 'Asia/Tokyo' })];
    for (const one of [berlin, tokyo]) {
      await wish(one, { kinds: [...kinds], quietHours: night });
      await happens(one);
    }
    expect((await noticesOf(berlin)).items[0]?.showsItself).toBe(true);
    expect((await noticesOf(tokyo)).items[0]?.showsItself).toBe(false);
    expect((await noticesOf(tokyo)).unread).toBe(1);
    expect((await wish(tokyo, { quietHours: null })).quietHours).toBeNull();
    expect((await noticesOf(tokyo)).items[0]?.showsItself).toBe(true);
  });
});

function screenOf(at: TestApp, who: Actor): { socket: Socket; frames: unknown[][]; here: Promise<void> } {
  const frames: unknown[][] = [];
  const socket = io(at.url, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
    extraHeaders: { cookie: who.cookie, origin: at.url },
  });
  socket.onAny((...frame: unknown[]) => frames.push(frame));
  const here = new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return { socket, frames, here };
}
