import {
  decideSpotlight,
  grantSpotlight,
  listSpotlights,
  readMySpotlights,
  type Spotlight,
  updateSpotlightSettings,
} from '@vigil/shared/leaders';
import { findColleagues } from '@vigil/shared/recognition';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { problemOf, read } from '../../../test/earned.js';
import { type RecognitionApp, startRecognitionApp } from '../../../test/recognition-app.js';
import { ledgerChecks } from '../../verify/ledger-checks.js';
import { spotlightChecks } from '../../verify/spotlight-checks.js';

const aLight = 10;
let app: RecognitionApp;
let guard: Actor;
beforeAll(async () => {
  app = await startRecognitionApp();
  guard = await app.someone({ role: 'security' });
});
afterAll(async () => {
  for (const check of [...ledgerChecks, ...spotlightChecks])
    expect(await check.run(app.sql), check.law).toEqual([]);
  await app.stop();
});

const grant = async (by: Actor, to: Actor, lights: number, id: string = randomUUID()) =>
  by.ask(grantSpotlight, {
    body: { id, handle: await app.handleOf(to, by), lights, words: 'You went first.' },
  });
const granted = async (by: Actor, to: Actor, lights: number): Promise<Spotlight> =>
  read(grantSpotlight, await grant(by, to, lights));
const decide = (by: Actor, spotlightId: string, reason: string | null) =>
  by.ask(decideSpotlight, {
    params: { spotlightId },
    body: reason === null ? { state: 'granted' } : { state: 'declined', reason },
  });
const left = async (leader: Actor) => read(readMySpotlights, await leader.ask(readMySpotlights)).left;
const aLeader = () => app.someone({ role: 'leader' });

describe('lights of a leader', () => {
  it('become points and coins for the person alone, once, however often they are sent', async () => {
    const [leader, ann] = [await aLeader(), await app.someone()];
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => grant(leader, ann, 3, id)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(problemOf(await grant(leader, ann, 2, id))).toBe('spotlight-differs');
    expect(await left(leader)).toBe(17);
    const rows = await app.sql.query(`SELECT points, coins, quiet FROM balance WHERE member_id = $1`, [
      ann.member.id,
    ]);
    expect(rows).toEqual([{ points: '30', coins: '30', quiet: '30' }]);
  });

  it('never go beyond the budget of a month, of twenty at once', async () => {
    const leader = await aLeader();
    const people = await app.many(20);
    const answers = await Promise.all(people.map((person) => grant(leader, person, 3)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(6);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(problemOf))).toEqual(
      new Set(['budget-used']),
    );
    expect(await left(leader)).toBe(2);
  });

  it('are never for oneself', async () => {
    const leader = await aLeader();
    const query = `?search=${leader.member.lastName}`;
    expect((await leader.ask(listSpotlights)).status).toBe(403);

    expect(read(findColleagues, await leader.ask(findColleagues, { query })).items).toEqual([]);
    const body = { id: randomUUID(), handle: 'abcdefgh', lights: 1, words: 'Me' };
    expect(problemOf(await leader.ask(grantSpotlight, { body }))).toBe('colleague-unknown');
  });
});

describe('above the limit', () => {
  it('nothing shines before a second person agrees; of ten who agree at once, one does', async () => {
    const [leader, ann] = [await aLeader(), await app.someone()];
    const { id, state } = await granted(leader, ann, 8);
    expect(state).toBe('waiting');
    expect(await app.points(ann)).toBe(0);
    expect(await left(leader)).toBe(12);
    const answers = await Promise.all(Array.from({ length: 10 }, () => decide(guard, id, null)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array<number>(9).fill(409)]);
    expect(await app.points(ann)).toBe(8 * aLight);
  });

  it('declined, the lights are back, with a reason', async () => {
    const [leader, ann] = [await aLeader(), await app.someone()];
    const { id } = await granted(leader, ann, 5);
    expect((await decide(guard, id, 'Let us talk first')).status).toBe(204);
    const mine = read(readMySpotlights, await leader.ask(readMySpotlights));
    expect(mine).toMatchObject({ left: 20, items: [{ state: 'declined', reason: 'Let us talk first' }] });
    expect(await app.points(ann)).toBe(0);
  });

  it('nobody agrees to what is for themselves, or what they granted before they changed role', async () => {
    const leader = await aLeader();
    const { id } = await granted(leader, guard, 5);
    expect((await decide(guard, id, null)).status).toBe(403);
    await app.sql.query(`UPDATE member SET role = 'security' WHERE id = $1`, [leader.member.id]);
    expect((await decide(leader, id, null)).status).toBe(403);
    const administrator = await app.someone({ role: 'administrator' });
    expect((await decide(administrator, id, null)).status).toBe(204);
  });

  it('the limit and the budget are settings, and those that wait stand first', async () => {
    const body = { monthly: 4, approveAbove: 0 };
    await guard.ask(updateSpotlightSettings, { body });
    const [leader, ann] = [await aLeader(), await app.someone()];
    expect((await granted(leader, ann, 1)).state).toBe('waiting');
    expect(problemOf(await grant(leader, ann, 4))).toBe('budget-used');
    const { items } = read(listSpotlights, await guard.ask(listSpotlights));
    expect(items[0]).toMatchObject({ state: 'waiting', lights: 1 });
    await guard.ask(updateSpotlightSettings, { body: { monthly: 20, approveAbove: 3 } });
  });
});
