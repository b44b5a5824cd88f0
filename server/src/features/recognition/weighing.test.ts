import { listMyLooks } from '@vigil/shared/audit';
import { listRecognitionPatterns } from '@vigil/shared/recognition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { read } from '../../../test/earned.js';
import { aThanks, given, type RecognitionApp, startRecognitionApp } from '../../../test/recognition-app.js';
import { ledgerChecks } from '../../verify/ledger-checks.js';
import { recognitionChecks } from '../../verify/recognition-checks.js';
import { WeighingService } from './weighing.service.js';

let app: RecognitionApp;
beforeAll(async () => {
  app = await startRecognitionApp();
});
afterAll(async () => {
  for (const check of [...ledgerChecks, ...recognitionChecks])
    expect(await check.run(app.sql), check.law).toEqual([]);
  await app.stop();
});

describe('what it brings', () => {
  it('is decided when the week is over, and counts for the person alone', async () => {
    const [ann, bob] = [await app.someone(), await app.someone()];
    const { id } = given(await app.thank(ann, bob));
    await app.app.get(WeighingService).weigh();
    await app.app.get(WeighingService).pay();
    expect(await app.points(bob)).toBe(0);
    await app.nextWeek();
    const [entry] = await app.sql.query(
      `SELECT points, quiet, kind, object FROM points_entry WHERE member_id = $1`,
      [bob.member.id],
    );
    expect(entry).toEqual({
      points: aThanks,
      quiet: true,
      kind: 'recognition.received',
      object: `recognition:${id}`,
    });
  });

  it.each([2, 3, 10])('of a ring of %i is what one pair gets (E5)', async (n) => {
    const ring = await app.many(n);
    for (const [i, by] of ring.entries()) given(await app.thank(by, ring[(i + 1) % n] ?? by));
    await app.nextWeek();
    const sums = await Promise.all(ring.map(app.points));
    expect(sums.reduce((all, one) => all + one, 0)).toBe(aThanks);
  });

  it('of two who thank each other in turns is what one pair gets (E5)', async () => {
    const [ann, bob] = [await app.someone(), await app.someone()];
    for (const [by, to] of [
      [ann, bob],
      [bob, ann],
      [ann, bob],
      [bob, ann],
    ] as const)
      given(await app.thank(by, to));
    await app.nextWeek();
    given(await app.thank(ann, bob));
    await app.nextWeek();
    expect((await app.points(ann)) + (await app.points(bob))).toBe(aThanks);
  });

  it('of a star is what the cap of a week allows one person; circles and stars are pointed out (E5)', async () => {
    const star = await app.someone();
    const fans = await app.many(12);
    for (const fan of fans) given(await app.thank(fan, star));
    await app.nextWeek();
    expect(await app.points(star)).toBe(25);
    const guard = await app.someone({ role: 'security' });
    const patterns = read(listRecognitionPatterns, await guard.ask(listRecognitionPatterns));
    const nameOf = ({ member }: Actor) => `${member.firstName} ${member.lastName}`;
    expect(patterns.stars.find(({ person }) => person === nameOf(star))).toMatchObject({ givers: 12 });
    expect(patterns.circles.map(({ people }) => people.length).sort()).toEqual([10, 2, 2, 3]);
    expect(patterns.circles.every(({ counted }) => counted === 1)).toBe(true);
    // and whoever is named in them reads who looked
    expect(read(listMyLooks, await star.ask(listMyLooks)).items.map(({ what }) => what)).toEqual([
      'recognition-pattern',
    ]);
  });

  it('of people who are new is nothing (E6)', async () => {
    const star = await app.someone();
    const since = new Date(Date.now() + app.clock.aheadMs - 20 * 86_400_000);
    const puppets = await app.many(20, { since });
    for (const puppet of puppets) given(await app.thank(puppet, star));
    await app.nextWeek();
    expect(await app.points(star)).toBe(0);
    expect((await app.own(star, 'received')).map(({ weighing }) => weighing)).toEqual(
      Array(20).fill('fresh'),
    );
  });
});
