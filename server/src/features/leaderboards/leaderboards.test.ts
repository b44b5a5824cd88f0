import { readBoard, readMyPlace, readSkyline, listPeriods } from '@vigil/shared/leaderboards';
import { signOutEverywhere } from '@vigil/shared/people';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RedisServer } from '../../../../tools/src/services/redis-server.js';
import { startOwnRedis } from '../../../../test/own-redis.js';
import {
  award,
  type BoardsApp,
  change,
  origin,
  startBoardsApp,
  type Watcher,
} from '../../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { factoriesOn, openDatabase, type MadeDepartment, type MadeMember } from '../../../test/factories.js';
import { allCarried, caughtUp } from '../../../test/settled.js';
import { Clock } from '../../platform/clock/clock.js';
import { Realtime } from '../../platform/realtime/realtime.js';
import { LeaderboardsGateway } from './leaderboards.gateway.js';
import { StandingPace } from './live-departments.js';

const tuesday = new Date('2026-11-24T10:00:00Z');
const lastWeek = new Date('2026-11-19T10:00:00Z');
const longAgo = new Date('2026-09-02T10:00:00Z');
const week = 'people.company.week.2026-W48';
const departments = 'departments.company.week.2026-W48';
const patience = { timeout: 10_000, interval: 20 };
const muchPatience = { ...patience, timeout: 20_000 };

describe.each([
  ['one process, embedded store', false],
  ['two processes, Redis', true],
])('boards, live: %s', (_, clustered) => {
  let database: TestDatabase;
  let redis: RedisServer | null = null;
  let apps: BoardsApp[];
  let people: Record<'ada' | 'ben' | 'cem' | 'dea' | 'eve' | 'law', MadeMember & { cookie: string }>;
  let sales: MadeDepartment;
  let law: MadeDepartment;
  const watchers: Watcher[] = [];
  /** The processes that write and read are different ones where there are two. */
  const writer = () => apps[0]!;
  const reader = () => apps.at(-1)!;
  const watch = (who: { cookie: string }, at = reader()): Watcher => {
    const watcher = at.watcher(who.cookie);
    watchers.push(watcher);
    return watcher;
  };

  beforeAll(async () => {
    vi.spyOn(Clock.prototype, 'nowMs').mockReturnValue(tuesday.getTime());
    vi.spyOn(StandingPace.prototype, 'everyMs', 'get').mockReturnValue(0);
    database = await createTestDatabase();
    redis = clustered ? await startOwnRedis() : null;
    const filling = await openDatabase(database.appUrl); // before boards are built: nobody hears of these people
    const make = factoriesOn(filling.database);
    await make.anOrganisation();
    [sales, law] = [await make.aDepartment('Sales'), await make.aDepartment('Law')];
    const person = async (lastName: string, department: MadeDepartment) => {
      const member = await make.aMember({ firstName: 'P', lastName, department, since: longAgo });
      return { ...member, cookie: (await make.aSession(member, tuesday)).cookie };
    };
    people = {
      ada: await person('Ada', sales),
      ben: await person('Ben', sales),
      cem: await person('Cem', sales),
      dea: await person('Dea', sales),
      eve: await person('Eve', sales),
      law: await person('Law', law),
    };
    await filling.close();
    apps = [await startBoardsApp(database, redis?.url ?? null)];
    if (clustered) apps.push(await startBoardsApp(database, redis?.url ?? null));
  });
  afterEach(() => {
    for (const watcher of watchers.splice(0)) watcher.socket.disconnect();
  });
  afterAll(async () => {
    for (const { app } of apps) await app.close();
    await database.drop();
    await redis?.stop();
  });

  it('shows points on every screen, and a person the own place', async () => {
    const screen = watch(people.law);
    expect(await screen.watch(week)).toMatchObject({ ok: true });
    await screen.watch(departments);
    await award(writer(), people.ada.id, { points: 30, at: tuesday });
    await award(writer(), people.ben.id, { points: 20, at: tuesday });
    await award(writer(), people.cem.id, { points: 20, at: new Date(tuesday.getTime() - 60_000) });
    await award(writer(), people.dea.id, { points: 5, at: tuesday });
    await vi.waitFor(() => {
      expect(screen.rows(week)).toEqual(['1 P Ada 30', '2 P Cem 20', '2 P Ben 20', '4 P Dea 5']);
      expect(screen.rows(departments)).toEqual(['1 Sales 15 0.8', 'null Law null null']);
    }, patience);
    const place = await vi.waitFor(async () => {
      // while the very first build is on its way readers are served from the ledger, as it was a moment ago
      const mine = await reader().call(readMyPlace, people.dea.cookie, { params: { boardId: week } });
      expect(mine.place).toMatchObject({ rank: 4, points: 5, gap: { points: 15, toRank: 2 } });
      return mine.place;
    }, patience);
    expect(place?.neighbourhood.map((row) => row.name)).toEqual(['P Ada', 'P Cem', 'P Ben', 'P Dea']);
    const nowhere = await reader().call(readMyPlace, people.eve.cookie, { params: { boardId: week } });
    expect(nowhere.place).toBeNull();
    const skyline = await reader().call(readSkyline, people.ada.cookie, {});
    expect(skyline.departments).toContainEqual({ id: sales.id, name: 'Sales', people: 5, active: 4 });
    expect(skyline.departments).toContainEqual({ id: law.id, name: 'Law', people: null, active: null });
  });

  it('moves nothing for quiet points: who gains none when a campaign settles would be known to have clicked', async () => {
    const [screen, eve] = [watch(people.law), watch(people.eve)];
    await once(eve.socket as never, 'connect');
    for (const board of [week, departments]) await screen.watch(board);
    const before = [week, departments].map((board) => screen.windows.get(board));
    await award(writer(), people.eve.id, { points: 10, at: tuesday, quiet: true });
    // once after the commit, and once more when the boards have been looked at
    const told = { event: 'me:changed', message: { what: 'points' } };
    await vi.waitFor(() => expect(eve.frames).toEqual([told, told]), patience);
    for (const board of [week, departments]) await screen.fetch(board);
    expect([week, departments].map((board) => screen.windows.get(board))).toEqual(before);
    expect(screen.frames.filter((f) => f.event !== 'board:version')).toEqual([]);
    const skyline = await reader().call(readSkyline, people.law.cookie, {});
    expect(skyline.departments).toContainEqual({ id: sales.id, name: 'Sales', people: 5, active: 4 });
  });

  it('tells the person alone that something of theirs changed', async () => {
    const [eve, other] = [watch(people.eve), watch(people.law)];
    await Promise.all([once(eve.socket as never, 'connect'), once(other.socket as never, 'connect')]);
    await award(writer(), people.eve.id, { points: 1, at: tuesday, quiet: true });
    await vi.waitFor(
      () => expect(eve.frames).toContainEqual({ event: 'me:changed', message: { what: 'points' } }),
      patience,
    );
    await caughtUp(other.socket);
    expect(other.frames).toEqual([]);
  });

  it('hides a person at once, closes the ranks, and keeps department figures as they would be without', async () => {
    const screen = watch(people.law);
    await screen.watch(week);
    await change(writer(), people.ada.id, { visibility: 'hidden' });
    await vi.waitFor(
      () => expect(screen.rows(week)).toEqual(['1 P Cem 20', '1 P Ben 20', '3 P Dea 5']),
      patience,
    );
    const hidden = await reader().call(readMyPlace, people.ada.cookie, { params: { boardId: week } });
    expect(hidden.place).toBeNull();
    await screen.watch(departments);
    // one hidden person among five: neither the points nor the activity may be told apart
    await vi.waitFor(async () => {
      await screen.fetch(departments);
      expect(screen.rows(departments)[0]).toBe('1 Sales 9 0.6');
    }, patience);
    // what is older may still be on its way
    const { version } = screen.windows.get(departments)!;
    await award(writer(), people.ada.id, { points: 100, at: tuesday });
    await award(writer(), people.ben.id, { points: 1, at: tuesday });
    await vi.waitFor(() => expect(screen.rows(week)[0]).toBe('1 P Ben 21'), patience);
    // departments follow people within the same tick
    await vi.waitFor(() => expect(screen.deltas(departments, version)).toHaveLength(1), patience);
    await change(writer(), people.ada.id, { visibility: 'named' });
    await vi.waitFor(() => expect(screen.rows(week)[0]).toBe('1 P Ada 130'), patience);
  });

  it('shows a department’s people to that department alone, also after a move', async () => {
    const own = `people.${sales.id}.week.2026-W48`;
    const [dea, stranger] = [watch(people.dea), watch(people.law)];
    expect(await dea.watch(own)).toMatchObject({ ok: true });
    expect(dea.rows(own)).toHaveLength(4);
    expect(await stranger.socket.emitWithAck('board:watch', { boardId: own })).toEqual({
      ok: false,
      problem: 'urn:vigil:problem:board-not-found',
    });
    await expect(reader().call(readMyPlace, people.law.cookie, { params: { boardId: own } })).rejects.toThrow(
      '404',
    );
    await change(writer(), people.dea.id, { department: law.id });
    const colleague = watch(people.ben);
    await vi.waitFor(async () => {
      await colleague.watch(own);
      expect(colleague.rows(own).join()).not.toContain('Dea');
    }, patience);
    await vi.waitFor(
      () => expect(dea.frames).toContainEqual({ event: 'me:changed', message: { what: 'account' } }),
      patience,
    );
    const before = dea.deltas(own).length;
    await award(writer(), people.ben.id, { points: 1, at: tuesday });
    await vi.waitFor(() => expect(colleague.rows(own)[1]).toBe('2 P Ben 22'), patience);
    await caughtUp(dea.socket);
    expect(dea.deltas(own)).toHaveLength(before);
    const theirs = await reader().call(readBoard, people.dea.cookie, {
      query: { subject: 'my-department', unit: 'week' },
    });
    expect(theirs.window.rows).toHaveLength(1);
  });

  it('sends a burst together, and ends where the server stands', async () => {
    const screen = watch(people.law);
    await screen.watch(week);
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        award(writer(), [people.cem, people.eve][i % 2]!.id, { points: 1, at: tuesday }),
      ),
    );
    await allCarried(writer().sql);
    const query = { subject: 'people', unit: 'week' } as const;
    const { window } = await reader().call(readBoard, people.law.cookie, { query });
    await vi.waitFor(() => expect(screen.windows.get(week)).toEqual(window), patience);
    expect(screen.rows(week)).toContain('2 P Cem 50');
    expect(screen.deltas(week).length).toBeLessThan(30);
  });

  it('keeps past periods, without whoever hides now', async () => {
    await award(writer(), people.ben.id, { points: 7, at: longAgo });
    await award(writer(), people.cem.id, { points: 9, at: longAgo });
    await award(writer(), people.ben.id, { points: 3, at: lastWeek });
    const past = { query: { subject: 'people', unit: 'week', period: '2026-W36' } } as const;
    const board = await reader().call(readBoard, people.law.cookie, past);
    expect(board.window.rows.map((row) => row.name)).toEqual(['P Cem', 'P Ben']);
    expect(board).toMatchObject({ stale: false, period: { current: false, key: '2026-W36' } });
    // without the heartbeat, so that nothing but the change itself can move the screen
    for (const { app } of apps) app.get(LeaderboardsGateway).onApplicationShutdown();
    const screen = watch(people.law);
    await screen.watch(board.window.boardId);
    await change(writer(), people.cem.id, { visibility: 'hidden' });
    await vi.waitFor(() => expect(screen.rows(board.window.boardId)).toEqual(['1 P Ben 7']), patience);
    for (const { app } of apps) app.get(LeaderboardsGateway).onApplicationBootstrap();
    await vi.waitFor(async () => {
      const later = await reader().call(readBoard, people.law.cookie, past);
      expect(later.window.rows.map((row) => row.name)).toEqual(['P Ben']);
      expect(later.window.version).toBeGreaterThan(board.window.version);
    }, patience);
    const { items } = await reader().call(listPeriods, people.law.cookie, { query: { unit: 'week' } });
    // also the weeks in between, in which nobody earned anything: a gap would tell of who is hidden
    expect(items.map((p) => p.key)).toEqual(Array.from({ length: 13 }, (_, i) => `2026-W${48 - i}`));
    for (const period of ['2026-W49', '2026-W60', 'x'])
      await expect(
        reader().call(readBoard, people.law.cookie, { query: { ...past.query, period } }),
      ).rejects.toThrow('404');
  });

  if (clustered)
    it('says stale while Redis is away, goes on counting, and heals by itself', async () => {
      // who hid a moment ago is gone from this board as well
      await allCarried(writer().sql);
      const screen = watch(people.law);
      await screen.watch(week);
      const before = screen.windows.get(week)!;
      expect(JSON.stringify(before.rows)).not.toContain('P Cem');
      await redis!.kill();
      await vi.waitFor(async () => expect(await screen.fetch(week)).toEqual({ stale: true }), patience);
      expect(screen.windows.get(week)!.rows).toEqual(before.rows);
      await reader().app.get(LeaderboardsGateway).heartbeat();
      const message = { boardId: week, version: before.version, stale: true };
      const said = { event: 'board:version', message };
      await vi.waitFor(() => expect(screen.frames).toContainEqual(said), patience);
      await award(writer(), people.ben.id, { points: 1, at: tuesday });
      await redis!.restart();
      await vi.waitFor(async () => {
        expect(await screen.fetch(week)).toEqual({ stale: false });
        expect(screen.rows(week)).toContain('3 P Ben 23');
      }, muchPatience);
      expect(screen.versions).toEqual(screen.versions.toSorted((a, b) => a - b));
    });

  it('closes the screens of a session that ends', async () => {
    const { cookie } = await factoriesOn(writer().sql).aSession(people.law, tuesday);
    const screen = watch({ cookie });
    await screen.watch(week);
    // Redis has just been away: the processes hear each other again
    await vi.waitFor(() => {
      writer().app.get(Realtime).toMember(people.law.id, { what: 'account' });
      expect(screen.frames).toContainEqual({ event: 'me:changed', message: { what: 'account' } });
    }, patience);
    const left = once(screen.socket as never, 'disconnect');
    const answer = await fetch(writer().url + signOutEverywhere.path, {
      method: 'DELETE',
      headers: { cookie, origin },
    });
    expect(answer.status).toBe(204);
    await left;
    expect(screen.frames.at(-1)).toEqual({ event: 'session:ended', message: { because: 'signed-out' } });
    people.law.cookie = (await factoriesOn(writer().sql).aSession(people.law, tuesday)).cookie;
  });

  if (clustered)
    it('goes on when the process that kept the boards ends', async () => {
      const screen = watch(people.law);
      await screen.watch(week);
      const [first, second] = apps as [BoardsApp, BoardsApp];
      await first.app.close();
      apps = [second];
      await award(second, people.ben.id, { points: 1, at: tuesday });
      await vi.waitFor(() => expect(screen.rows(week)).toContain('3 P Ben 24'), patience);
      expect(screen.versions).toEqual(screen.versions.toSorted((a, b) => a - b));
    });
});
