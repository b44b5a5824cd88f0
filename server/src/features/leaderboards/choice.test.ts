import { type PersonRow, readBoard, readMyPlace } from '@vigil/shared/leaderboards';
import type { Me } from '@vigil/shared/people';
import { afterAll, afterEach, beforeAll, describe, expect, it, type MockInstance, vi } from 'vitest';
import type { RedisServer } from '../../../../tools/src/services/redis-server.js';
import { startOwnRedis } from '../../../../test/own-redis.js';
import { award, type BoardsApp, change, startBoardsApp, type Watcher } from '../../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { factoriesOn, type MadeDepartment, type MadeMember } from '../../../test/factories.js';
import { Clock } from '../../platform/clock/clock.js';
import { MeService } from '../people/me.service.js';
import { StandingPace } from './live-departments.js';

const tuesday = new Date('2026-11-24T10:00:00Z');
const later = (weeks: number): Date => new Date(tuesday.getTime() + weeks * 7 * 86_400_000);
const longAgo = new Date('2026-09-02T10:00:00Z');
const everybody = (week: number) => `people.company.week.2026-W${48 + week}`;
const ever = 'people.company.all.all';
const patience = { timeout: 20_000, interval: 20 };

describe.each([
  ['one process, embedded store', false],
  ['two processes, Redis', true],
])('my choice: %s', (_, clustered) => {
  let clock: MockInstance<() => number>;
  let database: TestDatabase;
  let redis: RedisServer | null = null;
  let apps: BoardsApp[];
  let sales: MadeDepartment;
  let viewer: MadeMember & { cookie: string };
  const watchers: Watcher[] = [];
  const writer = () => apps[0]!;
  const reader = () => apps.at(-1)!;
  /** Everybody stays signed in meanwhile. */
  const goTo = async (at: Date): Promise<void> => {
    clock.mockReturnValue(at.getTime());
    await writer().sql.query(
      `UPDATE session SET started_at = $1, last_seen_at = $1, expires_at = $1::timestamptz + interval '30 days'`,
      [at],
    );
  };
  const watch = (who: { cookie: string }, at = reader()): Watcher => {
    const watcher = at.watcher(who.cookie);
    watchers.push(watcher);
    return watcher;
  };
  const person = async (lastName: string, department: MadeDepartment) => {
    const make = factoriesOn(writer().sql);
    const member = await make.aMember({ firstName: 'P', lastName, department, since: longAgo });
    await change(writer(), member.id, {});
    return { ...member, cookie: (await make.aSession(member, writer().app.get(Clock).now())).cookie };
  };
  const onBoards = async ({ id }: MadeMember): Promise<Me['onBoards']> =>
    (await writer().app.get(MeService, { strict: false }).read(id)).onBoards;
  const place = (who: { cookie: string }, boardId: string) =>
    reader().call(readMyPlace, who.cookie, { params: { boardId } });
  const board = async (
    who: { cookie: string },
    query: { subject: 'people' | 'my-department'; unit: 'week' | 'all' },
  ) => (await reader().call(readBoard, who.cookie, { query })).window.rows as PersonRow[];
  const score = async (
    department: MadeDepartment,
    unit: 'week' | 'season' | 'all',
  ): Promise<number | null> => {
    const query = { subject: 'departments', unit } as const;
    const { window } = await reader().call(readBoard, viewer.cookie, { query });
    const row = window.rows.find((one) => one.rowId === department.id);
    return row?.of === 'department' ? row.score : null;
  };

  beforeAll(async () => {
    clock = vi.spyOn(Clock.prototype, 'nowMs').mockReturnValue(tuesday.getTime());
    vi.spyOn(StandingPace.prototype, 'everyMs', 'get').mockReturnValue(0);
    database = await createTestDatabase();
    redis = clustered ? await startOwnRedis() : null;
    apps = [await startBoardsApp(database, redis?.url ?? null)];
    if (clustered) apps.push(await startBoardsApp(database, redis?.url ?? null));
    const make = factoriesOn(writer().sql);
    await make.anOrganisation();
    sales = await make.aDepartment('Sales');
    viewer = await person('Viewer', sales);
  });
  afterEach(() => {
    for (const watcher of watchers.splice(0)) watcher.socket.disconnect();
  });
  afterAll(async () => {
    for (const { app } of apps) await app.close();
    await database.drop();
    await redis?.stop();
  });

  it('turns a name into a pseudonym, and back, without a moment at which both can be seen', async () => {
    await goTo(tuesday);
    const [ada, ben] = [await person('Ada', sales), await person('Ben', sales)];
    const screen = watch(viewer);
    for (const boardId of [everybody(0), ever]) await screen.watch(boardId);
    await award(writer(), ada.id, { points: 30, at: tuesday });
    await award(writer(), ben.id, { points: 10, at: tuesday });
    await vi.waitFor(() => expect(screen.rows(ever)).toEqual(['1 P Ada 30', '2 P Ben 10']), patience);
    const asNamed = (await place(ada, ever)).place?.rowId;

    await change(writer(), ada.id, { visibility: 'pseudonym' });
    await vi.waitFor(() => {
      for (const boardId of [everybody(0), ever]) expect(screen.rows(boardId)).toEqual(['1 P Ben 10']);
    }, patience);
    const { pseudonym } = await onBoards(ada);
    await award(writer(), ada.id, { points: 5, at: tuesday });
    await award(writer(), ben.id, { points: 1, at: tuesday });
    await vi.waitFor(() => expect(screen.rows(everybody(0))).toEqual(['1 P Ben 11']), patience);
    expect(await place(ada, everybody(0))).toMatchObject({ place: null, absent: true });

    await goTo(later(1));
    await award(writer(), ada.id, { points: 8, at: later(1) });
    await vi.waitFor(async () => {
      expect(await board(viewer, { subject: 'people', unit: 'week' })).toMatchObject([
        { name: pseudonym, pseudonym: true, departmentId: null, points: 8 },
      ]);
      const all = await board(viewer, { subject: 'people', unit: 'all' });
      expect(all.map((row) => [row.name, row.points])).toEqual([
        ['P Ben', 11],
        [pseudonym, 8],
      ]);
      expect(all[1]?.rowId).not.toBe(asNamed);
    }, patience);
    // one pseudonym among few would be known at once in the own department
    expect(await board(ben, { subject: 'my-department', unit: 'week' })).toEqual([]);
    expect((await place(ada, everybody(1))).place).toMatchObject({ rank: 1, points: 8 });
    // boards that had begun before have neither
    for (const boardId of [everybody(0), 'people.company.season.2026-Q4'])
      expect(await place(ada, boardId)).toMatchObject({ place: null, absent: true });

    await screen.watch(everybody(1));
    await change(writer(), ada.id, { visibility: 'named' });
    await vi.waitFor(() => {
      expect(screen.rows(everybody(1))).toEqual([]);
      expect(screen.rows(ever)).toEqual(['1 P Ben 11']);
    }, patience);

    await goTo(later(2));
    await award(writer(), ada.id, { points: 2, at: later(2) });
    await vi.waitFor(async () => {
      const all = await board(viewer, { subject: 'people', unit: 'all' });
      // 30 and 5 from before, 2 since: what the pseudonym had does not jump onto the name
      expect(all.map((row) => [row.name, row.points])).toEqual([
        ['P Ada', 37],
        ['P Ben', 11],
      ]);
    }, patience);
    for (const one of [ada, ben]) await change(writer(), one.id, { visibility: 'hidden' });
  });

  it('tells five hidden people’s points together from border to border, and never fewer', async () => {
    await goTo(later(3));
    const crew = await factoriesOn(writer().sql).aDepartment(`Crew ${clustered}`);
    const people = [];
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'])
      people.push(await person(name, crew));
    const [seen, ...hiding] = people as [
      MadeMember & { cookie: string },
      ...(MadeMember & { cookie: string })[],
    ];
    for (const one of hiding.slice(0, 5)) await change(writer(), one.id, { visibility: 'hidden' });
    await award(writer(), seen.id, { points: 40, at: later(3) });
    for (const one of hiding.slice(0, 5)) await award(writer(), one.id, { points: 20, at: later(3) });
    // five are hidden now, but none was when the week began
    await vi.waitFor(async () => expect(await score(crew, 'week')).toBe(4), patience);

    await goTo(later(4));
    await award(writer(), seen.id, { points: 30, at: later(4) });
    for (const one of hiding.slice(0, 5)) await award(writer(), one.id, { points: 10, at: later(4) });
    await vi.waitFor(async () => {
      expect(await score(crew, 'week')).toBe(8);
      expect(await score(crew, 'all')).toBe(12);
    }, patience);
    // from five to four in the middle of the week: the figures do not move, and nobody's part of them is told
    const screen = watch(viewer);
    await screen.watch(ever);
    await change(writer(), hiding[0]!.id, { visibility: 'named' });
    await vi.waitFor(() => expect(screen.rows(ever).join()).toContain('P Two 20'), patience);
    await award(writer(), hiding[0]!.id, { points: 10, at: later(4) });
    await vi.waitFor(async () => {
      expect(await score(crew, 'week')).toBe(9);
      // what was visible again from the week before counts openly now
      expect(await score(crew, 'all')).toBe(15);
    }, patience);
    expect(await place(hiding[0]!, everybody(4))).toMatchObject({ place: null });
    expect(screen.rows(ever).join()).not.toMatch(/P (Three|Four|Five|Six)/);

    // at the next border they are four: from here on nothing of them counts
    await goTo(later(5));
    for (const one of [seen, ...hiding.slice(0, 5)])
      await award(writer(), one.id, { points: 10, at: later(5) });
    await vi.waitFor(async () => {
      expect(await score(crew, 'week')).toBe(2);
      expect(await score(crew, 'all')).toBe(17);
    }, patience);
  });

  it('does not let who hides wait behind what others earn', async () => {
    await goTo(later(5));
    const cem = await person('Cem', sales);
    const screen = watch(viewer);
    await award(writer(), cem.id, { points: 9, at: later(5) });
    await screen.watch(everybody(5));
    await vi.waitFor(() => expect(screen.rows(everybody(5)).join()).toContain('P Cem 9'), patience);
    await writer().sql.query(
      `INSERT INTO outbox (consumer, topic, subjects) SELECT 'leaderboards', 'points.changed', ARRAY[gen_random_uuid()::text]
       FROM generate_series(1, 30000)`,
    );
    await change(writer(), cem.id, { visibility: 'hidden' });
    await vi.waitFor(() => expect(screen.rows(everybody(5)).join()).not.toContain('P Cem'), patience);
    const [waits] = await writer().sql.query<{ rows: string }>(`SELECT count(*) AS rows FROM outbox`);
    expect(Number(waits?.rows)).toBeGreaterThan(2_000);
    await writer().sql.query(`DELETE FROM outbox WHERE topic = 'points.changed'`);
  });
});
