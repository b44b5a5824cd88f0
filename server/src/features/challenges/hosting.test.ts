import {
  addChallenge,
  announceChallenge,
  answerChallenge,
  type ChallengeProgress,
  joinChallenge,
  listChallenges,
  readChallengeChoices,
  removeChallenge,
  scheduleChallenge,
  updateChallenge,
} from '@vigil/shared/challenges';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { type ChallengesApp, dayMs, startChallengesApp } from '../../../test/challenges-app.js';
import { problemOf, read } from '../../../test/earned.js';
import { LifeService } from './life.service.js';

let on: ChallengesApp;
beforeAll(async () => {
  on = await startChallengesApp();
});
afterAll(() => on.server.stop());
beforeEach(() => {
  on.clock.aheadMs = 0;
});
const sees = async (by: Actor, id: string): Promise<boolean> =>
  read(listChallenges, await by.ask(listChallenges)).items.some((card) => card.id === id);
const nameOf = ({ member }: Actor) => `${member.firstName} ${member.lastName}`;
const of = (challengeId: string) => ({ params: { challengeId } });

describe('a leader', () => {
  it('sets up a race with others only when they agree', async () => {
    const [mine, theirs] = [await on.crew(5), await on.crew(5)];
    const leader = await on.anActor('leader', { department: mine.department, leads: [mine.department] });
    const other = await on.anActor('leader', { department: theirs.department, leads: [theirs.department] });
    const stranger = await on.anActor('leader', { leads: [await on.make.aDepartment()] });
    const departmentIds = [mine.department.id, theirs.department.id];
    const draft = on.draftOf({ departmentIds, startsAt: new Date(Date.now() + dayMs / 2).toISOString() });
    expect(problemOf(await stranger.ask(addChallenge, { body: draft }))).toBe('not-your-department');
    const { id } = on.viewOf((await leader.ask(addChallenge, { body: draft })).text).card;
    expect(await sees(other, id)).toBe(false);
    await leader.ask(scheduleChallenge, of(id));
    expect([await sees(other, id), await sees(stranger, id)]).toEqual([true, false]);
    const asked = await on.read(id, other);
    expect(asked.card.state).toBe('draft');
    expect(asked.may.agreeFor.map((one) => one.id)).toEqual([theirs.department.id]);
    const answer = (agreed: boolean, departmentId = theirs.department.id) => ({
      ...of(id),
      body: { departmentId, agreed },
    });
    expect((await stranger.ask(answerChallenge, answer(true))).status).toBe(404);
    expect((await leader.ask(answerChallenge, answer(true))).status).toBe(404);
    expect((await other.ask(announceChallenge, { ...of(id), body: { thanks: 'T' } })).status).toBe(404);
    await other.ask(answerChallenge, answer(false));
    expect((await on.read(id, leader)).asked).toEqual([
      { id: theirs.department.id, name: theirs.department.name, agreed: false, by: nameOf(other) },
    ]);
    // changed, and asked anew
    await leader.ask(updateChallenge, { ...of(id), body: { ...draft, target: 30 } });
    await leader.ask(scheduleChallenge, of(id));
    await other.ask(answerChallenge, answer(true));
    expect((await on.read(id, leader)).card.state).toBe('scheduled');
    expect(problemOf(await leader.ask(updateChallenge, { ...of(id), body: draft }))).toBe('challenge-moved');
    expect((await leader.ask(removeChallenge, of(id))).status).toBe(204);
    const acts = await on.sql.query<{ act: string }>(
      `SELECT act FROM audit_entry WHERE subject_id = $1 ORDER BY id`,
      [id],
    );
    expect(acts.map(({ act }) => act.slice('challenge.'.length))).toEqual([
      ...['saved', 'asked', 'declined', 'saved', 'asked', 'agreed', 'scheduled', 'removed'],
    ]);
    const choices = read(readChallengeChoices, await leader.ask(readChallengeChoices));
    expect(choices.departments.filter((one) => one.mine).map((one) => one.id)).toEqual([mine.department.id]);
  });
});

describe('a challenge that runs', () => {
  it('is told to who watches, saved first, and nothing of few hidden people', async () => {
    const [one, two] = [await on.crew(6), await on.crew(6)];
    const hidden = await on.make.aMember({
      since: on.since,
      department: one.department,
      visibility: 'hidden',
    });
    const employee = await on.anActor('employee', { department: two.department });
    const id = await on.running({ departmentIds: [one.department.id, two.department.id] });
    const socket = io(on.server.url, {
      ...{ transports: ['websocket'], reconnection: false, forceNew: true },
      extraHeaders: { origin: on.server.url, cookie: employee.cookie },
    });
    const told: ChallengeProgress[] = [];
    socket.on('challenge:progress', (message: ChallengeProgress) => told.push(message));
    expect(await socket.emitWithAck('challenge:watch', { challengeId: id })).toMatchObject({ ok: true });
    await on.does(hidden);
    await on.does(one.people[0]!);
    await expect.poll(() => told.at(-1)?.sides[0]?.average ?? 0, { timeout: 15_000 }).toBeGreaterThan(0);
    // 25 points of one among seven: the hidden person's are in no figure
    expect(told.at(-1)?.sides[0]).toMatchObject({ people: 7, average: 3.6, participation: 0.14 });
    const view = await on.read(id, employee);
    expect(view.progress.version).toBe(told.at(-1)?.version);
    expect(view.mine).toMatchObject({ sideId: two.department.id, points: 0, won: null });
    await on.does(two.people[0]!);
    await expect.poll(() => told.at(-1)?.sides[1]?.average ?? 0, { timeout: 15_000 }).toBeGreaterThan(0);
    const versions = told.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    socket.close();
  });

  it('draws mixed teams once, when it begins', async () => {
    const [one, two] = [await on.crew(7), await on.crew(6)];
    const departmentIds = [one.department.id, two.department.id];
    const id = await on.running({ form: 'teams', teams: ['Amber', 'Blue'], departmentIds });
    await on.app.get(LifeService).begin();
    const sizes = await on.sql.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM challenge_member WHERE challenge_id = $1 GROUP BY team ORDER BY 1`,
      [id],
    );
    expect(sizes.map(({ n }) => n)).toEqual([6, 7]);
    await on.does(one.people[0]!);
    const averages = async () => (await on.read(id)).progress.sides.map((side) => side.average ?? 0);
    await expect.poll(async () => Math.max(...(await averages())), { timeout: 15_000 }).toBeGreaterThan(3);
    expect(Math.min(...(await averages()))).toBe(0);
  });

  it('counts in a quest what somebody does after joining, for them alone, and rewards who gets there', async () => {
    const { department, people } = await on.crew(5);
    const [player, idler] = [await on.anActor('employee', { department }), await on.anActor('employee')];
    const id = await on.running({ form: 'quest', departmentIds: [department.id], target: 25 });
    await on.does(player.member);
    expect((await idler.ask(joinChallenge, of(id))).status).toBe(404);
    expect(on.viewOf((await player.ask(joinChallenge, of(id))).text).mine.points).toBe(0);
    await on.does(player.member);
    await on.does(people[0]!);
    const view = await on.read(id, player);
    expect([view.mine.points, view.progress.sides]).toEqual([25, []]);
    await on.end(id);
    await expect.poll(async () => (await on.read(id, player)).mine.won, { timeout: 15_000 }).toBe(true);
    expect((await on.read(id)).result).toMatchObject({ winners: [], acts: [], points: 0 });
    expect(
      await on.sql.query(`SELECT FROM behaviour WHERE natural_key LIKE $1`, [`challenge:${id}:%`]),
    ).toHaveLength(1);
  });

  it('is announced with thanks once it is closed, with what was achieved', async () => {
    const [one, two] = [await on.crew(6), await on.crew(6)];
    const employee = await on.anActor('employee');
    const id = await on.running({ departmentIds: [one.department.id, two.department.id] });
    for (const who of one.people) await on.does(who);
    const words = { ...of(id), body: { thanks: 'Thank you all.' } };
    expect(problemOf(await on.guard.ask(announceChallenge, words))).toBe('challenge-moved');
    await on.end(id);
    await expect.poll(async () => (await on.read(id)).card.state, { timeout: 15_000 }).toBe('closed');
    expect((await on.read(id, employee)).result).toBeNull();
    await on.guard.ask(announceChallenge, words);
    const { result, thanks } = await on.read(id, employee);
    expect([result?.winners, result?.acts, result?.points, thanks]).toEqual([
      [one.department.id],
      [{ kind: 'habit.adopted', times: 6 }],
      150,
      'Thank you all.',
    ]);
  });
});
