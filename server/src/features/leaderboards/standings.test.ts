import {
  type DepartmentRow,
  readBoard,
  readDivisions,
  readTrend,
  updateDivisions,
} from '@vigil/shared/leaderboards';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { award, type BoardsApp, change, origin, startBoardsApp } from '../../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { factoriesOn, type MadeDepartment, type MadeMember } from '../../../test/factories.js';
import { Clock } from '../../platform/clock/clock.js';
import { LeaderboardsProjector } from './leaderboards.projector.js';
import { StandingPace } from './live-departments.js';
import { StandingsStore } from './standings.store.js';

const tuesday = new Date('2026-11-24T10:00:00Z');
const longAgo = new Date('2026-01-05T10:00:00Z');
/** Monday 28 September to Sunday 4 October. */
const past = { unit: 'week', period: '2026-W40' } as const;
const inPast = new Date('2026-10-01T10:00:00Z');
const patience = { timeout: 10_000, interval: 20 };

let database: TestDatabase;
let server: BoardsApp;
let make: ReturnType<typeof factoriesOn>;
let sales: MadeDepartment;
let law: MadeDepartment;
let staff: MadeMember[];
let cookie: string;
let paceMs = 60_000;

beforeAll(async () => {
  vi.spyOn(Clock.prototype, 'nowMs').mockReturnValue(tuesday.getTime());
  vi.spyOn(StandingPace.prototype, 'everyMs', 'get').mockImplementation(() => paceMs);
  database = await createTestDatabase();
  server = await startBoardsApp(database, null);
  make = factoriesOn(server.sql);
  await make.anOrganisation();
  [sales, law] = [await make.aDepartment('Sales'), await make.aDepartment('Law')];
  staff = [];
  for (let i = 0; i < 10; i++)
    staff.push(await make.aMember({ department: i < 5 ? sales : law, since: longAgo }));
  cookie = (await make.aSession(staff[0]!, tuesday)).cookie;
});
afterAll(async () => {
  await server.app.close();
  await database.drop();
});

async function board(query: { unit: 'week' | 'all'; period?: string }): Promise<Map<string, DepartmentRow>> {
  const { window } = await server.call(readBoard, cookie, { query: { subject: 'departments', ...query } });
  return new Map(window.rows.flatMap((row) => (row.of === 'department' ? [[row.name, row]] : [])));
}
const member = (i: number): string => staff[i]!.id;

describe('the standing of departments', () => {
  it('moves at most once a minute and outlives a rebuild, while participation moves at once', async () => {
    await award(server, member(0), { points: 10, at: tuesday });
    await vi.waitFor(
      async () => expect((await board({ unit: 'week' })).get('Sales')?.participation).toBe(0.2),
      patience,
    );
    const first = (await board({ unit: 'week' })).get('Sales');
    await award(server, member(1), { points: 20, at: tuesday });
    await vi.waitFor(
      async () => expect((await board({ unit: 'week' })).get('Sales')?.participation).toBe(0.4),
      patience,
    );
    expect((await board({ unit: 'week' })).get('Sales')).toEqual({ ...first, participation: 0.4 });
    await server.app.get(LeaderboardsProjector).rebuild();
    expect((await board({ unit: 'week' })).get('Sales')).toEqual({ ...first, participation: 0.4 });
    paceMs = 0;
    await vi.waitFor(
      async () => expect((await board({ unit: 'week' })).get('Sales')?.average).toBe(6),
      patience,
    );
  });

  it('is saved only on top of the one that stands, and never once the period has closed', async () => {
    const store = server.app.get(StandingsStore);
    const period = { unit: 'week', key: '2026-W10' } as const;
    expect(await store.saveOpen(period, [], 7)).toBeNull();
    expect(await store.saveOpen(period, [], null)).toBe(1);
    expect(await store.saveOpen(period, [], null)).toBeNull();
    expect(await Promise.all([1, 2, 3].map(() => store.saveOpen(period, [], 1)))).toEqual(
      expect.arrayContaining([2, null, null]),
    );
    await store.saveClosed(period, [], 'these', { smallUpTo: 9, mediumUpTo: 99 });
    // the first limits stay
    await store.saveClosed(period, [], 'these', { smallUpTo: 10, mediumUpTo: 90 });
    expect(await store.limitsOf([period])).toEqual(new Map([['2026-W10', { smallUpTo: 9, mediumUpTo: 99 }]]));
    expect(await store.saveOpen(period, [], 3)).toBeNull();
    expect(await store.open(period)).toBeNull();
    expect([...(await store.closed('week', ['2026-W10'], 'these')).keys()]).toEqual(['2026-W10']);
    expect((await store.closed('week', ['2026-W10'], 'others')).size).toBe(0);
  });

  it('weighs who came late or moved by their days, and leaves points where they were earned', async () => {
    const joiner = await make.aMember({ department: sales, since: new Date('2026-10-01T08:00:00Z') });
    const mover = await make.aMember({ department: sales, since: longAgo });
    await server.sql.query(`UPDATE membership SET until_at = '2026-10-02T08:00:00Z' WHERE member_id = $1`, [
      mover.id,
    ]);
    await server.sql.query(
      `INSERT INTO membership (member_id, department_id, from_at) VALUES ($1, $2, '2026-10-02T08:00:00Z')`,
      [mover.id, law.id],
    );
    await server.sql.query(`UPDATE member SET department_id = $2 WHERE id = $1`, [mover.id, law.id]);
    for (let i = 0; i < 5; i++) await award(server, member(i), { points: 14, at: inPast });
    await award(server, joiner.id, { points: 8, at: inPast });
    await award(server, mover.id, { points: 7, at: inPast, department: sales.id });
    await award(server, mover.id, { points: 3, at: inPast, department: law.id });
    const rows = await board(past);
    // five whole weeks, four of seven days of the joiner, four of the mover; Law: five weeks and three of seven days
    expect(rows.get('Sales')).toMatchObject({ people: 6, average: 13.8, participation: 1 });
    expect(rows.get('Law')).toMatchObject({ people: 6, average: 0.6, participation: 0.17 });
    expect([rows.get('Sales')?.rank, rows.get('Law')?.rank]).toEqual([1, 2]);
  });

  it('is kept when the period has closed, without whoever hides later', async () => {
    const before = await board(past);
    await server.sql.query(`UPDATE department SET name = 'Legal', name_key = 'legal' WHERE id = $1`, [
      law.id,
    ]);
    // what is kept is kept under the name that it had
    expect((await board(past)).get('Law')).toEqual(before.get('Law'));
    await change(server, member(0), { visibility: 'hidden' });
    await vi.waitFor(async () => expect((await board(past)).get('Sales')?.average).toBe(11.6), patience);
    await change(server, member(0), { visibility: 'named' });
    await vi.waitFor(
      async () => expect((await board(past)).get('Sales')).toEqual(before.get('Sales')),
      patience,
    );
  });

  it('has no place in the past for a department that had fewer than five people then', async () => {
    const young = await make.aDepartment('Young');
    for (let i = 0; i < 6; i++) {
      const since = i < 4 ? longAgo : new Date('2026-11-01T10:00:00Z');
      await award(server, (await make.aMember({ department: young, since })).id, { points: 5, at: inPast });
    }
    const other = { unit: 'week', period: '2026-W39' } as const;
    expect((await board(other)).get('Young')).toMatchObject({
      rank: null,
      people: null,
      score: null,
      average: null,
    });
    await server.app.get(LeaderboardsProjector).rebuild();
    await vi.waitFor(
      async () => expect((await board({ unit: 'week' })).get('Young')?.people).toBe(6),
      patience,
    );
  });
});

describe('size divisions', () => {
  it('follow the limits that an administrator sets', async () => {
    const { cookie: admin } = await make.aSession(await make.aMember({ role: 'administrator' }), tuesday);
    const put = (limits: object) =>
      fetch(server.url + updateDivisions.path, {
        method: 'PUT',
        headers: { cookie: admin, origin, 'content-type': 'application/json' },
        body: JSON.stringify(limits),
      });
    expect((await board({ unit: 'week' })).get('Sales')).toMatchObject({
      division: 'small',
      divisionRank: 1,
    });
    for (const wrong of [{ smallUpTo: 4, mediumUpTo: 9 }, { smallUpTo: 9, mediumUpTo: 9 }, { smallUpTo: 9 }])
      expect((await put(wrong)).status).toBe(422);
    expect((await put({ smallUpTo: 5, mediumUpTo: 100 })).status).toBe(200);
    await vi.waitFor(
      async () => expect((await board({ unit: 'week' })).get('Sales')?.division).toBe('medium'),
      patience,
    );
    expect(await server.call(readDivisions, cookie, {})).toEqual({ smallUpTo: 5, mediumUpTo: 100 });
  });
});

describe('the trend of a season', () => {
  it('puts its weeks side by side, past ones as they were kept', async () => {
    const trend = await server.call(readTrend, cookie, { query: {} });
    expect(trend.season).toBe('2026-Q4');
    // a week in which nobody earned anything is one of them: a gap could tell of hidden people
    expect(trend.weeks.map((week) => week.key)).toEqual(
      Array.from({ length: 9 }, (_, i) => `2026-W${40 + i}`),
    );
    expect([trend.weeks.at(0), trend.weeks.at(-1)]).toEqual([
      { key: '2026-W40', startsAt: '2026-09-27T22:00:00.000Z', current: false },
      { key: '2026-W48', startsAt: '2026-11-22T23:00:00.000Z', current: true },
    ]);
    expect(trend.people[0]).toBe(12);
    const shown = trend.departments.find((one) => one.id === sales.id)?.weeks;
    const kept = (await board(past)).get('Sales');
    expect(shown?.[0]).toEqual({ rank: kept?.rank, score: kept?.score, noise: kept?.noise });
    expect(shown?.at(-1)?.score).toBe((await board({ unit: 'week' })).get('Sales')?.score);
    const ahead = { query: { season: '2027-Q1' } };
    await expect(server.call(readTrend, cookie, ahead)).rejects.toThrow('404');
    expect((await server.call(readTrend, cookie, { query: { season: '2020-Q1' } })).weeks).toEqual([]);
  });

  it('is all that there is: of weeks before anybody was here nothing is computed, and nothing kept', async () => {
    const before = ['2019-W30', '0100-W01'];
    for (const period of before) await expect(board({ unit: 'week', period })).rejects.toThrow('404');
    const kept = await server.sql.query(
      `SELECT FROM department_standing WHERE unit = 'week' AND key = ANY($1::text[])`,
      [before],
    );
    expect(kept).toEqual([]);
    expect((await board(past)).size).toBeGreaterThan(0);
  });
});
