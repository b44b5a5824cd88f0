import { type DepartmentRow, readBoard, readSkyline, readTrend } from '@vigil/shared/leaderboards';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { award, type BoardsApp, startBoardsApp } from '../../test/boards-app.js';
import { createTestDatabase, type TestDatabase } from '../../test/database.js';
import { factoriesOn, type MadeDepartment, type MadeMember } from '../../test/factories.js';
import { LeaderboardsProjector } from '../features/leaderboards/leaderboards.projector.js';
import { StandingPace } from '../features/leaderboards/live-departments.js';
import { Clock } from '../platform/clock/clock.js';
import { Outbox } from '../platform/outbox/outbox.js';

let nowMs = Date.parse('2026-11-24T10:00:00Z');
const monday = new Date('2026-11-23T06:00:00Z');
const longAgo = new Date('2026-01-05T10:00:00Z');
const nothing = { rank: null, people: null, score: null, average: null, noise: null, participation: null };

let database: TestDatabase;
let server: BoardsApp;
let cookie: string;
let sales: MadeDepartment;
let hut: MadeDepartment;
let hermit: MadeMember;
let staff: MadeMember[];
beforeAll(async () => {
  vi.spyOn(Clock.prototype, 'nowMs').mockImplementation(() => nowMs);
  vi.spyOn(StandingPace.prototype, 'everyMs', 'get').mockReturnValue(0);
  database = await createTestDatabase();
  server = await startBoardsApp(database, null);
  const make = factoriesOn(server.sql);
  await make.anOrganisation();
  [sales, hut] = [await make.aDepartment('Sales'), await make.aDepartment('Hut')];
  await make.aDepartment('Nobody');
  hermit = await make.aMember({ department: hut, since: longAgo });
  staff = [];
  for (let i = 0; i < 10; i++) staff.push(await make.aMember({ department: sales, since: longAgo }));
  cookie = (await make.aSession(staff[9]!, new Date(nowMs))).cookie;
  for (const { id } of staff) await award(server, id, { points: 14, at: monday });
});
afterAll(async () => {
  await server.app.close();
  await database.drop();
});

async function board(): Promise<Map<string, DepartmentRow>> {
  const query = { subject: 'departments', unit: 'week' } as const;
  const { window } = await server.call(readBoard, cookie, { query });
  return new Map(window.rows.flatMap((row) => (row.of === 'department' ? [[row.name, row]] : [])));
}
/** Everything that is drawn of departments, once nothing is under way. */
async function drawn() {
  await server.app.get(LeaderboardsProjector).rebuild();
  const { departments } = await server.call(readSkyline, cookie, {});
  const rows = await board();
  const trend = await server.call(readTrend, cookie, { query: {} });
  return { rows, trend, skyline: new Map(departments.map((one) => [one.name, one])) };
}
/** An hour later some people are elsewhere. */
async function move(people: readonly MadeMember[], to: MadeDepartment): Promise<void> {
  nowMs += 3_600_000;
  const [ids, at] = [people.map(({ id }) => id), new Date(nowMs)];
  await server.sql.transaction(async (tx) => {
    await tx.query(
      `UPDATE membership SET until_at = $2 WHERE member_id = ANY($1::uuid[]) AND until_at IS NULL`,
      [ids, at],
    );
    await tx.query(
      `INSERT INTO membership (member_id, department_id, from_at) SELECT unnest($1::uuid[]), $2, $3`,
      [ids, to.id, at],
    );
    await tx.query(`UPDATE member SET department_id = $2 WHERE id = ANY($1::uuid[])`, [ids, to.id]);
    server.app.get(Outbox).append(tx, 'member.changed', ids);
  });
}

it('E21 a department of one and one of nobody have no place, and weigh on nobody else', async () => {
  const before = await drawn();
  expect(before.rows.get('Sales')).toMatchObject({ rank: 1, people: 10, average: 14, participation: 1 });
  await award(server, hermit.id, { points: 900, at: monday });
  const after = await drawn();
  expect(after).toEqual(before);
  for (const name of ['Hut', 'Nobody']) {
    expect(after.rows.get(name)).toMatchObject(nothing);
    expect(after.skyline.get(name)).toMatchObject({ people: null, active: null });
    expect(JSON.stringify(after.trend)).not.toContain(name);
  }
});

it('E21 four who move make it five: a place; points stay where they were earned', async () => {
  await move(staff.slice(0, 4), hut);
  const { rows } = await drawn();
  // whoever moves is weighed by the days in each
  expect(rows.get('Hut')).toMatchObject({ people: 5 });
  expect(rows.get('Sales')).toMatchObject({ people: 6 });
  const sums = await server.sql.query(
    `SELECT d.name, sum(e.points)::int AS points FROM points_entry e JOIN department d ON d.id = e.department_id GROUP BY 1 ORDER BY 1`,
  );
  expect(sums).toEqual([
    { name: 'Hut', points: 900 },
    { name: 'Sales', points: 140 },
  ]);
});

it('E21 one who moves back makes it four: nothing is left of its place', async () => {
  await move(staff.slice(0, 1), sales);
  const { rows, skyline } = await drawn();
  expect(rows.get('Hut')).toMatchObject(nothing);
  expect(skyline.get('Hut')).toMatchObject({ people: null, active: null });
  expect(rows.get('Sales')).toMatchObject({ rank: 1, people: 7 });
});

it('E21 everybody leaves it: an empty one is drawn as before, and what it had moves nobody', async () => {
  await move([hermit, ...staff.slice(1, 4)], sales);
  const { rows } = await drawn();
  expect(rows.get('Hut')).toMatchObject(nothing);
  expect(rows.get('Sales')).toMatchObject({ rank: 1, people: 11 });
  for (const row of rows.values())
    for (const figure of [row.score, row.average, row.noise, row.companyMean])
      expect(figure === null || Number.isFinite(figure), row.name).toBe(true);
});
