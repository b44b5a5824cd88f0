import { askForReward } from '@vigil/shared/rewards';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { read } from '../../../test/earned.js';
import { allTold, noticesOf, toldOf } from '../../../test/notices.js';
import { startRewardsApp } from '../../../test/rewards-app.js';

let app: Awaited<ReturnType<typeof startRewardsApp>>;
beforeAll(async () => {
  app = await startRewardsApp();
});
afterAll(() => app.stop());

it('each answer to a request is told once, and what nobody decided is not', async () => {
  const { person } = await app.aSaver(2);
  const reward = await app.aReward({ title: 'A walk' });
  const { id } = read(askForReward, await app.ask(person, reward));
  await app.decide(app.keeper, id, 'approved', null);
  expect(await toldOf(person, 'reward.answered')).toMatchObject([
    { facts: { which: 'approved', title: 'A walk' }, showsItself: true },
  ]);
  await app.decide(app.keeper, id, 'declined', 'The park is closed');
  const [second] = await toldOf(person, 'reward.answered', 2);
  expect(second?.facts).toEqual({ which: 'declined', title: 'A walk' });
  await app.ask(person, await app.aReward({ needsApproval: false }));
  await allTold(app.sql);
  await toldOf(person, 'reward.answered', 2);
  expect((await noticesOf(app.keeper)).items).toEqual([]);
});
