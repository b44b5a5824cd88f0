import { hideMyBadge, listMyBadges, readBadgeProof, shareMyBadge } from '@vigil/shared/badges';
import { reverseEntry } from '@vigil/shared/corrections';
import { updateMember } from '@vigil/shared/people';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { habitBadge, startBadgesApp } from '../../../test/badges-app.js';
import { anActor, askServer } from '../../../test/cast.js';
import { earned, problemOf, read } from '../../../test/earned.js';
import { allTold, toldOf } from '../../../test/notices.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { grantOf } from './grant-subject.js';

let t: Awaited<ReturnType<typeof startBadgesApp>>;
const heard: string[] = [];
beforeAll(async () => {
  t = await startBadgesApp();
  // the relay of this consumer was never started: what is left for it stays to be looked at
  t.server.app.get(Outbox).register({
    name: 'test-badges',
    topics: ['badge.granted'],
    exclusive: false,
    intervalMs: 0,
    handle: (batch) => {
      heard.push(...batch.map(({ subject }) => subject));
      return Promise.resolve();
    },
  });
});
afterAll(() => t.stop());

const granted = async (memberId: string): Promise<string[]> =>
  (
    await t.sql.query<{ subject: string }>(
      `SELECT subject FROM outbox, unnest(subjects) subject WHERE consumer = 'test-badges' AND subject LIKE $1 || '/%' ORDER BY id`,
      [memberId],
    )
  ).map(({ subject }) => {
    const { badge, tier } = grantOf(subject) ?? {};
    return `${badge ?? ''} ${tier ?? ''}`;
  });
const reverse = (entryId: string) =>
  t.keeper.ask(reverseEntry, { params: { entryId }, body: { reason: 'A mistake of ours' } });

describe('a tier', () => {
  it('comes with the fact that brings it, names it, and leaves word of who got what', async () => {
    const anna = await t.anActor();
    await t.earn(anna, 'habit.adopted', 2);
    expect(await t.tiersOf(anna, 'key-keeper')).toEqual(['bronze']);
    await t.earn(anna, 'habit.adopted');
    const { badge, history } = await t.page(anna, 'key-keeper');
    expect(badge).toMatchObject({ value: 3, held: [{ tier: 'bronze' }, { tier: 'silver' }] });
    expect(history.map(({ tier, value, because }) => [tier, value, because?.kind])).toEqual([
      ['silver', 3, 'habit.adopted'],
      ['bronze', 1, 'habit.adopted'],
    ]);
    const told = await granted(anna.member.id);
    expect(told.filter((one) => one.startsWith('key-keeper'))).toEqual([
      'key-keeper bronze',
      'key-keeper silver',
    ]);
  });

  it('is granted once, whatever arrives at once', async () => {
    const anna = await t.anActor();
    await Promise.all(Array.from({ length: 20 }, () => t.earn(anna, 'habit.adopted')));
    const rows = await t.sql.query<{ tier: string; n: string }>(
      `SELECT tier, count(*) AS n FROM badge_grant WHERE member_id = $1 AND badge = 'key-keeper' GROUP BY 1`,
      [anna.member.id],
    );
    expect(rows.map(({ tier, n }) => `${tier} ${n}`).sort()).toEqual(['bronze 1', 'gold 1', 'silver 1']);
  });

  it('is told to its owner once, in their language, and not when it is gone again', async () => {
    const anna = await t.anActor();
    await t.earn(anna, 'habit.adopted');
    const [told] = await toldOf(anna, 'badge.granted');
    expect(told?.facts).toEqual({ which: 'bronze', badge: 'key-keeper', title: 'Key keeper' });
    const outbox = t.server.app.get(Outbox);
    await t.sql.transaction((tx) => {
      outbox.append(tx, 'badge.granted', [
        `${anna.member.id}/key-keeper/bronze`,
        `${anna.member.id}/key-keeper/gold`,
      ]);
      return Promise.resolve();
    });
    await allTold(t.sql);
    expect(await toldOf(anna, 'badge.granted')).toEqual([told]);
  });

  it('names, in a batch, the fact that reached it', async () => {
    const anna = await t.anActor();
    await t.together(anna, 'habit.adopted', ['one', 'two', 'three', 'four']);
    const { history } = await t.page(anna, 'key-keeper');
    expect(history.map(({ tier, because }) => [tier, because?.about])).toEqual([
      ['silver', 'About three'],
      ['bronze', 'About one'],
    ]);
  });

  it('does not come by what no board counts, nor by what brought nothing', async () => {
    const anna = await t.anActor();
    await t.earn(anna, 'check.correct', 30);
    await earned(t.server, anna, 'habit.adopted', { object: 'the same', times: 5 });
    expect((await t.badge(anna, 'lamplighter'))?.value).toBe(25);
    expect((await t.badge(anna, 'key-keeper'))?.value).toBe(1);
    // the level is mine alone: it follows from all of them
    expect(read(listMyBadges, await anna.ask(listMyBadges)).level.points).toBeGreaterThan(25);
  });

  it('of a streak comes with the lamp that makes it long enough', async () => {
    const anna = await t.anActor();
    const day = 86_400_000;
    // every day of a fortnight, so that five working days in a row are among them wherever it begins
    for (let ago = 14; ago >= 1; ago--) await t.earn(anna, 'habit.adopted', 1, Date.now() - ago * day);
    expect(await t.tiersOf(anna, 'night-watch')).toEqual(['bronze']);
    const { history } = await t.page(anna, 'night-watch');
    expect(history[0]?.because?.kind).toBe('habit.adopted');
  });
});

describe('a reversal', () => {
  it('takes back exactly the tier that its entry had brought, and the fact can be done again', async () => {
    const anna = await t.anActor();
    const [first, second, third] = await t.earn(anna, 'habit.adopted', 3);
    await t.earn(anna, 'habit.adopted');
    // four stand; silver takes three
    await reverse(first ?? '');
    expect(await t.tiersOf(anna, 'key-keeper')).toEqual(['bronze', 'silver']);
    await reverse(second ?? '');
    expect(await t.tiersOf(anna, 'key-keeper')).toEqual(['bronze']);
    const { history } = await t.page(anna, 'key-keeper');
    expect(history.filter(({ withdrawnAt }) => withdrawnAt !== null).map(({ tier }) => tier)).toEqual([
      'silver',
    ]);
    await t.earn(anna, 'habit.adopted');
    expect(await t.tiersOf(anna, 'key-keeper')).toEqual(['bronze', 'silver']);
    await reverse(third ?? '');
    expect(await t.tiersOf(anna, 'key-keeper')).toEqual(['bronze']);
  });

  it('takes the level back that the entry had brought, and no other', async () => {
    const anna = await t.anActor();
    await t.earn(anna, 'habit.adopted');
    const [second] = await t.earn(anna, 'habit.adopted');
    const level = async () => read(listMyBadges, await anna.ask(listMyBadges)).level;
    expect(await level()).toEqual({ level: 2, points: 50, from: 50, next: 150 });
    await reverse(second ?? '');
    expect(await level()).toEqual({ level: 1, points: 25, from: 0, next: 50 });
  });

  it('of what lit a day takes the streak that it had made, and leaves what stands without it', async () => {
    const anna = await t.anActor();
    const day = 86_400_000;
    const entries: string[] = [];
    for (let ago = 14; ago >= 1; ago--)
      entries.push(...(await t.earn(anna, 'habit.adopted', 1, Date.now() - ago * day)));
    expect(await t.tiersOf(anna, 'night-watch')).toEqual(['bronze']);
    for (const entry of entries) await reverse(entry);
    expect(await t.tiersOf(anna, 'night-watch')).toEqual([]);
    expect(await t.tiersOf(anna, 'key-keeper')).toEqual([]);
    expect(await t.tiersOf(anna, 'lamplighter')).toEqual([]);
  });
});

describe('an address at which a badge can be checked', () => {
  const check = (proofId: string) => askServer(t.server, readBadgeProof, { params: { proofId } });
  const params = { badgeKey: 'key-keeper' };

  it('tells what its owner chose, to anybody, and nothing once it is switched off', async () => {
    const anna = await t.anActor();
    expect(problemOf(await anna.ask(shareMyBadge, { params, body: { withName: false } }))).toBe(
      'badge-not-held',
    );
    await t.earn(anna, 'habit.adopted');
    const share = read(shareMyBadge, await anna.ask(shareMyBadge, { params, body: { withName: false } }));
    const proof = read(readBadgeProof, await check(share.proofId));
    expect(proof).toMatchObject({ tier: 'bronze', emblem: 'key', name: null });
    expect(JSON.stringify(proof)).not.toContain(anna.member.email);
    // the same address, now with the name
    const named = read(shareMyBadge, await anna.ask(shareMyBadge, { params, body: { withName: true } }));
    expect(named.proofId).toBe(share.proofId);
    expect(read(readBadgeProof, await check(share.proofId)).name).not.toBeNull();

    await anna.ask(hideMyBadge, { params });
    const [off, unknown] = [await check(share.proofId), await check(randomUUID())];
    const bytes = ({ status, text }: typeof off) => [status, text.replace(/"requestId":"[^"]+"/, '')];
    expect(bytes(off)).toEqual(bytes(unknown));
    expect(off.status).toBe(404);
    // switched on again it is another one
    const again = read(shareMyBadge, await anna.ask(shareMyBadge, { params, body: { withName: false } }));
    expect(again.proofId).not.toBe(share.proofId);
  });

  it('is gone with what the badge rested on, and when its owner has left', async () => {
    const anna = await t.anActor();
    const [entry] = await t.earn(anna, 'habit.adopted');
    const share = read(shareMyBadge, await anna.ask(shareMyBadge, { params, body: { withName: true } }));
    await reverse(entry ?? '');
    expect((await check(share.proofId)).status).toBe(404);
    await t.earn(anna, 'habit.adopted');
    expect((await check(share.proofId)).status).toBe(200);
    const administrator = await anActor(t.server, 'administrator');
    await administrator.ask(updateMember, {
      params: { memberId: anna.member.id },
      body: { deactivated: true },
    });
    expect((await check(share.proofId)).status).toBe(404);
  });

  it('is nobody else’s to switch', async () => {
    const [anna, ben] = [await t.anActor(), await t.anActor()];
    for (const person of [anna, ben]) await t.earn(person, 'habit.adopted');
    const share = read(shareMyBadge, await anna.ask(shareMyBadge, { params, body: { withName: false } }));
    await ben.ask(hideMyBadge, { params });
    expect((await check(share.proofId)).status).toBe(200);
    expect(await t.badge(ben, 'test-unknown')).toBeUndefined();
  });
});

describe('a new revision', () => {
  it('reaches those who have what it takes, takes nothing from anybody, and is told apart from a fact', async () => {
    const [anna, ben] = [await t.anActor(), await t.anActor()];
    await t.earn(anna, 'habit.adopted', 2);
    expect((await t.publish(habitBadge)).status).toBe(201);
    expect(await t.tiersOf(anna, habitBadge.key)).toEqual(['bronze', 'silver']);
    expect(await t.tiersOf(ben, habitBadge.key)).toEqual([]);
    const { history } = await t.page(anna, habitBadge.key);
    expect(history.map(({ because }) => because)).toEqual([null, null]);

    const harder = { ...habitBadge, thresholds: { bronze: 5, silver: 6, gold: 7 } };
    await t.publish(harder);
    expect(await t.tiersOf(anna, habitBadge.key)).toEqual(['bronze', 'silver']);
    await t.publish({ ...harder, retired: true });
    expect(await t.tiersOf(anna, habitBadge.key)).toEqual(['bronze', 'silver']);
    expect(await t.badge(ben, habitBadge.key)).toBeUndefined();
  });

  it('is refused by the database where somebody edits what was published', async () => {
    await expect(t.sql.query(`UPDATE badge_catalogue SET note = 'x'`)).rejects.toThrow(/permission denied/);
    await expect(t.sql.query(`UPDATE badge_grant SET value = 99`)).rejects.toThrow(/permission denied/);
    await expect(t.sql.query(`DELETE FROM badge_grant`)).rejects.toThrow(/permission denied/);
  });
});

it('nobody hears of anything before a relay carries it', () => {
  expect(heard).toEqual([]);
});
