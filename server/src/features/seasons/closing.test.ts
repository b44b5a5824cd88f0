import { listSeasons, seasonClosesAfterMs } from '@vigil/shared/seasons';
import type { DepartmentRow } from '@vigil/shared/leaderboards';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import type { Actor } from '../../../test/cast.js';
import {
  dayMs,
  hourMs,
  listenToCloses,
  type SeasonsApp,
  startSeasonsApp,
} from '../../../test/seasons-app.js';
import { allTold, toldOf } from '../../../test/notices.js';
import { type Planting, plantingIn } from '../../../test/planting.js';
import { createLog } from '../../platform/logging/log.js';
import { seasonChecks } from '../../verify/season-checks.js';
import { ReversalsService } from '../behaviours/reversals.service.js';
import { DivisionsService } from '../leaderboards/divisions.service.js';
import { NoticesConsumer } from '../notices/notices.consumer.js';
import { MeService } from '../people/me.service.js';
import { SeasonsService } from './seasons.service.js';

let on: SeasonsApp;
let second: TestApp;
let planting: Planting;
let reader: Actor;
let bright: Awaited<ReturnType<SeasonsApp['crew']>>;
let dim: Awaited<ReturnType<SeasonsApp['crew']>>;
let late: Actor;
let alone: Awaited<ReturnType<SeasonsApp['crew']>>;
const inside = () => on.last.endMs - 10 * dayMs;
const closedMs = () => on.last.endMs + seasonClosesAfterMs + hourMs;

beforeAll(async () => {
  on = await startSeasonsApp();
  second = await startTestApp({ database: on.server.database, log: createLog('silent') });
  planting = await plantingIn(on.server.database.name);
  on.setClock(second);
  listenToCloses(second);
  [bright, dim, alone] = [await on.crew(6), await on.crew(30), await on.crew(1)];
  await on.make.aDepartment('Empty');
  reader = await on.anActor({ department: dim.department });
  // the day after the last one, as the organisation's clock has it
  late = await on.anActor({ since: new Date(on.last.endMs + dayMs) });
  await on.anActor({ deactivatedAt: new Date(on.last.endMs + hourMs) });
  for (const who of bright.people) await on.does(who, 'habit.adopted', inside());
  for (const who of dim.people.slice(0, 10)) await on.does(who, 'colleague.helped', inside());
  await on.does(alone.people[0]!, 'habit.adopted', inside());
  await on.begin();
});
afterAll(async () => {
  await planting.end();
  await second.stop();
  await on.server.stop();
});

const broken = async (): Promise<string[]> =>
  (await Promise.all(seasonChecks.map((check) => check.run(on.sql)))).flat();
const standing = async (): Promise<Map<string, DepartmentRow>> => {
  const rows = await on.board(reader, 'departments', on.last.key);
  return new Map(rows.flatMap((row) => (row.of === 'department' ? [[row.name, row]] : [])));
};
const states = async () =>
  Object.fromEntries((await on.read(reader, listSeasons)).items.map(({ key, state }) => [key, state]));

describe('the close of a season (E19)', () => {
  it('waits for its time: late facts of the season still count in it', async () => {
    on.clock.atMs = on.last.endMs + seasonClosesAfterMs - 60_000;
    await on.close();
    expect(await on.traces(on.last.key)).toEqual({ closed: false, lines: 0, events: 0 });
    expect((await states())[on.last.key]).toBe('counting');
    // told on the third day after the end
    await on.does(bright.people[0]!, 'threat.confirmed', inside(), on.last.endMs + 71 * hourMs);
    const [entry] = await on.sql.query(
      `SELECT counts_season AS key FROM points_entry WHERE kind = 'threat.confirmed'`,
    );
    expect(entry).toEqual({ key: on.last.key });
  });

  it('happens once, whoever tries, and those that nobody was there to close are closed too', async () => {
    on.clock.atMs = closedMs();
    const tries = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        i % 2 ? second.app.get(SeasonsService).close() : on.app.get(SeasonsService).close(),
      ),
    );
    expect(tries.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(2);
    await expect
      .poll(async () => (await on.close()) + Number((await on.traces(on.last.key)).closed))
      .toBeGreaterThan(0);
    for (const { key } of [on.older, on.last])
      await expect.poll(() => on.traces(key)).toEqual({ closed: true, lines: 1, events: 1 });
    expect(await states()).toMatchObject({ [on.older.key]: 'closed', [on.last.key]: 'closed' });
    expect(await broken()).toEqual([]);
  });

  it('is told once to everybody who was there and still is, of the last season alone', async () => {
    await allTold(on.sql);
    const [word] = await toldOf(reader, 'season.closed');
    const [year, quarter] = on.last.key.split('-Q').map(Number);
    expect(word?.facts).toEqual({ season: on.last.key, year, quarter });
    await toldOf(late, 'season.closed', 0);
    const there = [...bright.people, ...dim.people, ...alone.people, reader.member]
      .map(({ id }) => id)
      .sort();
    const told = () =>
      on.sql.query(
        `SELECT key, array_agg(member_id::text ORDER BY member_id::text) AS "who" FROM notice WHERE kind = 'season.closed' GROUP BY key`,
      );
    const once = [{ key: on.last.key, who: there }];
    expect(await told()).toEqual(once);
    // the outbox may bring it again, to any server, and later than it is news
    const again = [on.older, on.last].map(({ key }) => ({ topic: 'season.closed', subject: key }));
    for (const { app } of [second, on.server]) await app.get(NoticesConsumer).tell(again);
    expect(await told()).toEqual(once);
    await on.sql.query(`DELETE FROM notice WHERE kind = 'season.closed'`);
    on.clock.atMs = closedMs() + 8 * dayMs;
    await on.app.get(NoticesConsumer).tell(again);
    expect(await told()).toEqual([]);
    on.clock.atMs = closedMs();
  });

  it('stands: the database moves neither the line nor the close, and a later try changes nothing', async () => {
    for (const what of ['counts_until = now()', 'closed_at = now()', 'closed_at = NULL'])
      await expect(on.sql.query(`UPDATE season SET ${what} WHERE key = $1`, [on.last.key])).rejects.toThrow(
        'a season closes once',
      );
    expect(await on.close()).toBe(0);
    expect(await on.traces(on.last.key)).toEqual({ closed: true, lines: 1, events: 1 });
  });

  it('leaves out who is alone and who is nobody (E21), and shows the others as the ledger has them', async () => {
    const rows = await standing();
    expect(rows.get(bright.department.name)).toMatchObject({
      rank: 1,
      people: 6,
      average: 30,
      participation: 1,
    });
    expect(rows.get(alone.department.name)).toMatchObject({ rank: null, people: null, average: null });
    expect(rows.get('Empty')).toMatchObject({ rank: null, people: null, average: null });
  });
});

describe('the archive', () => {
  it('stands still when a fact of the season is told later: it counts now, and ever', async () => {
    const before = await standing();
    await on.does(dim.people[0]!, 'habit.adopted', inside(), closedMs());
    const [entry] = await on.sql.query<{ key: string }>(
      `SELECT counts_season AS key FROM points_entry WHERE kind = 'habit.adopted' AND member_id = $1`,
      [dim.people[0]!.id],
    );
    expect(entry?.key).not.toBe(on.last.key);
    expect(await standing()).toEqual(before);
    expect(await broken()).toEqual([]);
  });

  it('stands still when something is taken back later', async () => {
    const before = await standing();
    const [entry] = await on.sql.query<{ id: string }>(
      `SELECT id FROM points_entry WHERE member_id = $1 AND kind = 'habit.adopted'`,
      [bright.people[1]!.id],
    );
    await on.sql.transaction((tx) => on.app.get(ReversalsService).reverse(tx, entry!.id, 'By mistake'));
    expect(await standing()).toEqual(before);
    expect(await broken()).toEqual([]);
  });

  it('stands still when limits of sizes change, and when people move between departments (E21)', async () => {
    const before = await standing();
    expect(before.get(dim.department.name)?.division).toBe('medium');
    const { member } = await on.anActor();
    await on.app
      .get(DivisionsService)
      .update({ memberId: member.id, role: 'administrator' }, { smallUpTo: 50, mediumUpTo: 60 });
    const mover = bright.people[5]!;
    await on.sql.query(`UPDATE membership SET until_at = $2 WHERE member_id = $1`, [
      mover.id,
      new Date(on.clock.atMs),
    ]);
    await on.sql.query(`INSERT INTO membership (member_id, department_id, from_at) VALUES ($1, $2, $3)`, [
      mover.id,
      dim.department.id,
      new Date(on.clock.atMs),
    ]);
    await on.sql.query(`UPDATE member SET department_id = $2 WHERE id = $1`, [mover.id, dim.department.id]);
    // computed anew from the ledger, it is the same
    await on.sql.query(`UPDATE department_standing SET hidden_key = 'others' WHERE key = $1`, [on.last.key]);
    await expect.poll(standing, { timeout: 10_000 }).toEqual(before);
    expect(await broken()).toEqual([]);
  });

  it('lets whoever hides later vanish from people and sums alike', async () => {
    const gone = bright.people[2]!;
    const named = async () => (await on.board(reader, 'people', on.last.key)).map((row) => row.name).sort();
    const before = await named();
    expect(before).toContain(`${gone.firstName} ${gone.lastName}`);
    const average = (await standing()).get(bright.department.name)?.average ?? 0;
    await on.app.get(MeService).update(gone.id, { boardVisibility: 'hidden' });
    await expect
      .poll(named, { timeout: 10_000 })
      .toEqual(before.filter((name) => name !== `${gone.firstName} ${gone.lastName}`));
    await expect
      .poll(async () => (await standing()).get(bright.department.name)?.average, { timeout: 10_000 })
      .toBeLessThan(average);
    expect(await broken()).toEqual([]);
  });

  it.each<[string, string, (key: string) => string]>([
    [
      'Q1',
      'was closed 2 times',
      (key) =>
        `INSERT INTO audit_entry (at, act, subject_kind, subject_id) VALUES (now(), 'season.closed', 'season', '${key}')`,
    ],
    ['Q1', 'is not closed', (key) => `UPDATE season SET closed_at = NULL WHERE key = '${key}'`],
    [
      'Q2',
      'which had closed',
      (key) =>
        `UPDATE points_entry SET recorded_at = now() + interval '1 day' WHERE id = (SELECT min(id) FROM points_entry WHERE counts_season = '${key}')`,
    ],
    [
      'Q3',
      'has no standing',
      (key) => `DELETE FROM department_standing WHERE unit = 'season' AND key = '${key}'`,
    ],
    [
      'Q3',
      'a member, kept is',
      (key) =>
        `UPDATE department_standing SET rows = jsonb_set(rows, '{0,average}', '1') WHERE unit = 'season' AND key = '${key}'`,
    ],
    [
      'Q3',
      'a member, kept is',
      (key) =>
        `UPDATE points_entry SET points = points + 100 WHERE id = (SELECT max(id) FROM points_entry WHERE counts_season = '${key}' AND kind = 'colleague.helped')`,
    ],
  ])('is looked at by `npm run verify`: %s finds that a season %s', async (name, words, plant) => {
    const found = await planting.found(plant(on.last.key), seasonChecks);
    expect(found.get(name)?.join('\n')).toContain(words);
    expect(await broken()).toEqual([]);
  });
});
