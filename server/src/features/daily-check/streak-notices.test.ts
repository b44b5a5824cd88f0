import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { type DailyCheckApp, startDailyCheckApp } from '../../../test/daily-check-app.js';
import { allTold, noticesOf, toldOf } from '../../../test/notices.js';

let app: DailyCheckApp;
beforeAll(async () => {
  app = await startDailyCheckApp();
});
afterAll(() => app.stop());

async function checked(by: Actor, right: boolean, ...days: string[]): Promise<void> {
  for (const day of days) {
    app.time.nowMs = Date.parse(`${day}T09:00:00Z`);
    await app.check(by, right);
    await allTold(app.sql);
  }
}
const week = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'];
const next = ['2026-11-09', '2026-11-10', '2026-11-12', '2026-11-13', '2026-11-16'];
const told = async (by: Actor) =>
  (await noticesOf(by)).items
    .filter(({ kind }) => kind.startsWith('streak'))
    .map(({ kind, facts }) => [kind, facts]);

it('a personal best is told when it comes to five days and to ten, and a freeze where it held', async () => {
  // whether answers were right makes no difference that anybody is told
  const [anna, bo] = [await app.anActor(), await app.anActor()];
  for (const [one, right] of [
    [anna, true],
    [bo, false],
  ] as const) {
    await checked(one, right, ...week);
    expect((await toldOf(one, 'streak.best'))[0]?.facts).toEqual({ days: 5 });
    await checked(one, right, ...next);
    expect(await told(one)).toEqual([
      ['streak.best', { days: 10 }],
      ['streak.kept', { day: '2026-11-11' }],
      ['streak.best', { days: 5 }],
    ]);
  }
});

it('what was a best before is none again', async () => {
  const anna = await app.anActor();
  await checked(anna, true, ...week);
  // no freeze is held for three working days: the streak begins anew, and comes to its best again
  await checked(anna, true, '2026-11-12', '2026-11-13', '2026-11-16', '2026-11-17', '2026-11-18');
  await toldOf(anna, 'streak.best', 1);
});
