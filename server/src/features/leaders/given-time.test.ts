import { dayOf, dayOfNumber, numberOfDay, periodBounds, periodOf } from '@vigil/shared/calendar';
import {
  giveTime,
  listLeaders,
  listMyGivenTime,
  listTimeForMe,
  type MyGivenTime,
  type NewTime,
  timeDays,
  withdrawTime,
} from '@vigil/shared/leaders';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { problemOf, read } from '../../../test/earned.js';
import type { MadeDepartment } from '../../../test/factories.js';
import { allTold, noticesOf, toldOf } from '../../../test/notices.js';
import { type RecognitionApp, startRecognitionApp } from '../../../test/recognition-app.js';
import { givenTimeChecks } from '../../verify/given-time-checks.js';
import { MeService } from '../people/me.service.js';
import { PeopleReadModel } from '../people/people.read-model.js';

const dayMs = 86_400_000;
let app: RecognitionApp;
let today: string;
beforeAll(async () => {
  app = await startRecognitionApp();
  // twenty days into a season: yesterday and tomorrow lie in it as well
  const calendar = await app.app.get(PeopleReadModel).calendar(app.sql);
  const { endMs } = periodBounds(periodOf('season', Date.now(), calendar), calendar);
  app.clock.aheadMs = (endMs ?? 0) + 20.5 * dayMs - Date.now();
  today = dayOf((endMs ?? 0) + 20.5 * dayMs, calendar);
});
afterAll(async () => {
  for (const check of givenTimeChecks) expect(await check.run(app.sql), check.law).toEqual([]);
  await app.stop();
});

const dayFrom = (days: number): string => dayOfNumber(numberOfDay(today) + days);
const aCrew = async (): Promise<{ crew: MadeDepartment; leader: Actor }> => {
  const crew = await app.make.aDepartment(`Harbour ${randomUUID()}`);
  return { crew, leader: await app.someone({ role: 'leader', department: crew, leads: [crew] }) };
};
const give = (by: Actor, to: MadeDepartment, wish: Partial<NewTime> = {}) =>
  by.ask(giveTime, {
    body: {
      ...{ id: randomUUID(), departmentId: to.id, minutes: 60, day: today },
      words: 'A course, all together.',
      ...wish,
    },
  });
const given = async (by: Actor, to: MadeDepartment, wish: Partial<NewTime> = {}): Promise<MyGivenTime> =>
  read(giveTime, await give(by, to, wish));
const withdraw = (by: Actor, timeId: string) => by.ask(withdrawTime, { params: { timeId } });
const minutesOf = async (by: Actor): Promise<number | undefined> => {
  const { items } = read(listLeaders, await by.ask(listLeaders));
  return items.find(({ name }) => name.endsWith(by.member.lastName))?.minutes;
};
const seenBy = async (person: Actor) => read(listTimeForMe, await person.ask(listTimeForMe)).items;

describe('time that a leader gives', () => {
  it('is given once, however often it is sent, and leaves one line in the log', async () => {
    const { crew, leader } = await aCrew();
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => give(leader, crew, { id })));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(problemOf(await give(leader, crew, { id, minutes: 75 }))).toBe('time-differs');
    const mine = read(listMyGivenTime, await leader.ask(listMyGivenTime));
    expect(mine.departments).toEqual([{ id: crew.id, name: crew.name }]);
    expect(mine.items).toMatchObject([{ department: crew.name, minutes: 60, withdrawn: false }]);
    const lines = await app.sql.query(
      `SELECT act, after FROM audit_entry WHERE actor_id = $1 AND act LIKE 'time.%'`,
      [leader.member.id],
    );
    expect(lines).toEqual([{ act: 'time.given', after: { departmentId: crew.id, minutes: 60, day: today } }]);
    expect(await app.points(leader)).toBe(0);
  });

  it('is for departments that they lead alone, within days that are near, in quarters of an hour', async () => {
    const { crew, leader } = await aCrew();
    const { crew: other } = await aCrew();
    expect((await give(leader, other)).status).toBe(404);
    const employee = await app.someone({ department: crew });
    expect((await give(employee, crew)).status).toBe(403);
    for (const days of [-timeDays.back - 1, timeDays.ahead + 1])
      expect(problemOf(await give(leader, crew, { day: dayFrom(days) }))).toBe('time-day');
    for (const wish of [{ minutes: 0 }, { minutes: 40 }, { minutes: 495 }, { words: 'ok' }])
      expect((await give(leader, crew, wish)).status).toBe(422);
    for (const days of [-timeDays.back, timeDays.ahead])
      expect((await give(leader, crew, { day: dayFrom(days) })).status).toBe(201);
  });

  it('is eight hours a day at most for a department: of twenty at once exactly those that fit', async () => {
    const { crew, leader } = await aCrew();
    const answers = await Promise.all(Array.from({ length: 20 }, () => give(leader, crew)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(8);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(problemOf))).toEqual(
      new Set(['time-used']),
    );
    // what was refused left nothing
    expect(await minutesOf(leader)).toBe(480);
    expect((await give(leader, crew, { day: dayFrom(-1) })).status).toBe(201);
    const [first] = read(listMyGivenTime, await leader.ask(listMyGivenTime)).items;
    await withdraw(leader, first?.id ?? '');
    expect((await give(leader, crew, { minutes: 60 })).status).toBe(201);
  });
});

describe('the card of a leader', () => {
  it('adds up this season to today: no day to come, none of the season before, nothing withdrawn', async () => {
    const { crew, leader } = await aCrew();
    await given(leader, crew, { minutes: 45 });
    await given(leader, crew, { minutes: 30, day: dayFrom(-1) });
    await given(leader, crew, { minutes: 90, day: dayFrom(1) });
    await given(leader, crew, { minutes: 120, day: dayFrom(-timeDays.back) });
    const { id } = await given(leader, crew, { minutes: 240 });
    expect(await minutesOf(leader)).toBe(315);
    expect((await withdraw(leader, id)).status).toBe(204);
    expect(await minutesOf(leader)).toBe(75);
  });
});

describe('the department', () => {
  it('is told, reads what it was given and by whom, and hears when it is withdrawn', async () => {
    const { crew, leader } = await aCrew();
    const [ann, elsewhere] = [await app.someone({ department: crew }), await app.someone()];
    const { id } = await given(leader, crew, { minutes: 90, day: dayFrom(3) });
    expect(await toldOf(ann, 'time.given')).toMatchObject([
      { facts: { which: 'given', minutes: 90, day: dayFrom(3) } },
    ]);
    const name = `${leader.member.firstName} ${leader.member.lastName}`;
    expect(await seenBy(ann)).toMatchObject([{ by: name, minutes: 90, withdrawn: false }]);
    expect(await seenBy(elsewhere)).toEqual([]);
    expect((await withdraw(leader, id)).status).toBe(204);
    const told = await toldOf(ann, 'time.given', 2);
    expect(told.map(({ facts }) => facts['which']).sort()).toEqual(['given', 'withdrawn']);
    expect(await seenBy(ann)).toMatchObject([{ minutes: 90, withdrawn: true }]);
    await allTold(app.sql);
    for (const other of [leader, elsewhere])
      expect((await noticesOf(other)).items.filter(({ kind }) => kind === 'time.given')).toEqual([]);
  });

  it('reads no name of a leader who hides it', async () => {
    const { crew, leader } = await aCrew();
    const ann = await app.someone({ department: crew });
    await given(leader, crew);
    await app.app.get(MeService, { strict: false }).update(leader.member.id, { boardVisibility: 'hidden' });
    expect(await seenBy(ann)).toMatchObject([{ by: null, minutes: 60 }]);
  });
});

describe('withdrawing', () => {
  it('is done once, by the leader who gave it', async () => {
    const { crew, leader } = await aCrew();
    const { leader: other } = await aCrew();
    const { id } = await given(leader, crew);
    expect((await withdraw(other, id)).status).toBe(404);
    const answers = await Promise.all(Array.from({ length: 10 }, () => withdraw(leader, id)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(204));
    const [lines] = await app.sql.query<{ n: string }>(
      `SELECT count(*) AS n FROM audit_entry WHERE act = 'time.withdrawn' AND subject_id = $1`,
      [id],
    );
    expect(lines?.n).toBe('1');
    expect((await withdraw(leader, randomUUID())).status).toBe(404);
  });
});
