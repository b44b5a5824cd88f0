import {
  decideSpotlight,
  grantSpotlight,
  listLeaders,
  listSpotlights,
  readMySpotlights,
  type Spotlight,
  updateSpotlightSettings,
} from '@vigil/shared/leaders';
import { answerDispute, disputeEntry } from '@vigil/shared/corrections';
import { listMyEntries, readMyPoints } from '@vigil/shared/points';
import { findColleagues } from '@vigil/shared/recognition';
import { readMyStreaks } from '@vigil/shared/streaks';
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

interface How {
  readonly id?: string;
  readonly brings?: Spotlight['brings'];
}
const grant = async (
  by: Actor,
  to: Actor,
  lights: number,
  { id = randomUUID(), brings = 'points' }: How = {},
) =>
  by.ask(grantSpotlight, {
    body: { id, handle: await app.handleOf(to, by), lights, brings, words: 'You went first.' },
  });
const granted = async (by: Actor, to: Actor, lights: number, how: How = {}): Promise<Spotlight> =>
  read(grantSpotlight, await grant(by, to, lights, how));
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
    const answers = await Promise.all(Array.from({ length: 20 }, () => grant(leader, ann, 3, { id })));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(problemOf(await grant(leader, ann, 2, { id }))).toBe('spotlight-differs');
    expect(problemOf(await grant(leader, ann, 3, { id, brings: 'coins' }))).toBe('spotlight-differs');
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
    const body = { id: randomUUID(), handle: 'abcdefgh', lights: 1, brings: 'points', words: 'Me' } as const;
    expect(problemOf(await leader.ask(grantSpotlight, { body }))).toBe('colleague-unknown');
  });
});

describe('coins alone', () => {
  const purse = async ({ member }: Actor) =>
    app.sql.query(`SELECT points, quiet, coins, coins_owed AS owed FROM balance WHERE member_id = $1`, [
      member.id,
    ]);
  const entries = async (person: Actor) => read(listMyEntries, await person.ask(listMyEntries)).items;

  it('fill the purse as a light does, and no point, board, level, badge or streak moves', async () => {
    const [leader, ann] = [await aLeader(), await app.someone()];
    const { brings, state } = await granted(leader, ann, 2, { brings: 'coins' });
    expect({ brings, state }).toEqual({ brings: 'coins', state: 'granted' });
    expect(await purse(ann)).toEqual([{ points: '0', quiet: '0', coins: '20', owed: '0' }]);
    expect(await entries(ann)).toMatchObject(
      Array(2).fill({ kind: 'spotlight.coins', points: 0, coins: aLight, quiet: true }),
    );
    expect(read(readMyPoints, await ann.ask(readMyPoints))).toMatchObject({ week: 0, all: 0, coins: 20 });
    expect(read(readMyStreaks, await ann.ask(readMyStreaks))).toMatchObject({ days: { current: 0 } });
    expect(await app.sql.query(`SELECT FROM badge_grant WHERE member_id = $1`, [ann.member.id])).toEqual([]);
    expect(await left(leader)).toBe(18);
    const cards = read(listLeaders, await ann.ask(listLeaders)).items;
    expect(cards.find(({ name }) => name.includes(leader.member.lastName))).toMatchObject({ lights: 2 });
  });

  it('wait for a second person as lights do, and are told of as what they are', async () => {
    const [leader, ann] = [await aLeader(), await app.someone()];
    const { id } = await granted(leader, ann, 6, { brings: 'coins' });
    const { items } = read(listSpotlights, await guard.ask(listSpotlights));
    expect(items.find((one) => one.id === id)).toMatchObject({ state: 'waiting', brings: 'coins' });
    expect(await purse(ann)).toMatchObject([{ coins: '0' }]);
    await decide(guard, id, 'Let us talk first');
    expect(await left(leader)).toBe(20);
    const again = await granted(leader, ann, 6, { brings: 'coins' });
    expect((await decide(guard, again.id, null)).status).toBe(204);
    expect(await purse(ann)).toMatchObject([{ points: '0', coins: '60' }]);
  });

  it('are taken back as coins', async () => {
    const [leader, ann] = [await aLeader(), await app.someone()];
    await granted(leader, ann, 1, { brings: 'coins' });
    const [entry] = await entries(ann);
    const params = { entryId: entry?.id ?? '' };
    const asked = read(
      disputeEntry,
      await ann.ask(disputeEntry, { params, body: { question: 'These were for somebody else.' } }),
    );
    const body = { outcome: 'accepted', reason: 'You are right.' } as const;
    await guard.ask(answerDispute, { params: { disputeId: asked.id }, body });
    expect(await purse(ann)).toEqual([{ points: '0', quiet: '0', coins: '0', owed: '0' }]);
    expect((await entries(ann))[0]).toMatchObject({ points: 0, coins: -aLight, reverses: { id: entry?.id } });
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
