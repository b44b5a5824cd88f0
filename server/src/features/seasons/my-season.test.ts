import {
  listSeasons,
  type MySeason,
  readMySeason,
  readSeason,
  seasonClosesAfterMs,
  type SeasonNumber,
} from '@vigil/shared/seasons';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { dayMs, hourMs, type SeasonsApp, startSeasonsApp } from '../../../test/seasons-app.js';
import { ReversalsService } from '../behaviours/reversals.service.js';

let on: SeasonsApp;
let me: Actor;
let hidden: Actor;
const inside = (daysBefore = 10) => on.last.endMs - daysBefore * dayMs;
beforeAll(async () => {
  on = await startSeasonsApp();
  const { department } = await on.crew(5);
  me = await on.anActor({ department });
  hidden = await on.anActor({ department, visibility: 'hidden' });
  await on.begin();
});
afterAll(() => on.server.stop());

const numbersOf = async (by: Actor, key = on.last.key): Promise<Partial<Record<SeasonNumber, number>>> => {
  const { numbers }: MySeason = await on.read(by, readMySeason, { seasonKey: key });
  expect(numbers).toHaveLength(5);
  return Object.fromEntries(numbers.map(({ what, value }) => [what, value]));
};

describe('my season in five numbers', () => {
  it('counts what boards count, and tells of nothing that went by quietly', async () => {
    for (const daysBefore of [20, 19, 18]) await on.does(me.member, 'check.daily', inside(daysBefore));
    await on.does(me.member, 'threat.reported', inside());
    await on.does(me.member, 'habit.adopted', inside());
    const before = await numbersOf(me);
    expect(before).toMatchObject({ points: 60, days: 4, spokeUp: 1, habits: 1 });
    // a mail left alone, and a right answer, are nobody else's to see: a picture that is passed on does not tell either
    await on.does(me.member, 'simulation.passed', inside());
    await on.does(me.member, 'check.correct', inside());
    expect(await numbersOf(me)).toEqual(before);
  });

  it('is of one season, and of one person', async () => {
    const before = await numbersOf(me);
    await on.does(me.member, 'habit.adopted', on.older.endMs - 5 * dayMs);
    await on.does(hidden.member, 'habit.adopted', inside());
    expect(await numbersOf(me)).toEqual(before);
    expect(await numbersOf(me, on.older.key)).toMatchObject({ points: 25, habits: 1 });
    const address = readMySeason.path.replace(':seasonKey', on.last.key);
    const answer = await fetch(`${on.server.url}${address}?memberId=${hidden.member.id}`, {
      headers: { cookie: me.cookie },
    });
    expect(answer.status).toBe(422);
    expect((await fetch(on.server.url + address)).status).toBe(401);
  });

  it('is there for whoever is on no board', async () => {
    expect(await numbersOf(hidden)).toMatchObject({ points: 25, habits: 1, days: 1 });
  });

  it('goes without what was taken back in time, and keeps what was taken back after the close', async () => {
    const entries = await on.sql.query<{ id: string; kind: string }>(
      `SELECT id, kind FROM points_entry WHERE member_id = $1 AND counts_season = $2 AND kind IN ('threat.reported', 'habit.adopted')`,
      [me.member.id, on.last.key],
    );
    const idOf = (kind: string) => entries.find((entry) => entry.kind === kind)?.id ?? '';
    const reverse = (id: string) =>
      on.sql.transaction((tx) => on.app.get(ReversalsService).reverse(tx, id, 'By mistake'));
    on.clock.atMs = on.last.endMs + hourMs;
    await reverse(idOf('threat.reported'));
    const fewer = await numbersOf(me);
    expect(fewer).toMatchObject({ points: 55, habits: 1 });
    expect(fewer.spokeUp).toBeUndefined();
    on.clock.atMs = on.last.endMs + seasonClosesAfterMs + hourMs;
    await on.close();
    await reverse(idOf('habit.adopted'));
    expect(await numbersOf(me)).toMatchObject({ points: 55, habits: 1 });
  });

  it('is nothing at all for somebody who was not there, in kind zeros', async () => {
    const newcomer = await on.anActor();
    expect(Object.values(await numbersOf(newcomer))).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('seasons', () => {
  it('are those of the organisation: none before it began, none that is to come', async () => {
    const { items } = await on.read(me, listSeasons);
    expect(items.map(({ key }) => key).slice(-2)).toEqual([on.last.key, on.older.key]);
    for (const key of ['2001-Q1', '2199-Q4']) {
      expect((await me.ask(readSeason, { params: { seasonKey: key } })).status).toBe(404);
      expect((await me.ask(readMySeason, { params: { seasonKey: key } })).status).toBe(404);
    }
    expect((await me.ask(readSeason, { params: { seasonKey: '2026-Q5' } })).status).toBe(404);
  });
});
