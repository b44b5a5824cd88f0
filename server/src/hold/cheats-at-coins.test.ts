import { afterAll, beforeAll, describe, expect } from 'vitest';
import { tricksAtCoins } from '../../test/cheats/at-coins.js';
import { noneIsWorthIt } from '../../test/cheats/trick.js';
import { startRewardsApp } from '../../test/rewards-app.js';
import { ledgerChecks } from '../verify/ledger-checks.js';
import { rewardChecks } from '../verify/reward-checks.js';

let app: Awaited<ReturnType<typeof startRewardsApp>>;
beforeAll(async () => {
  app = await startRewardsApp();
});
afterAll(async () => {
  for (const check of [...ledgerChecks, ...rewardChecks])
    expect(await check.run(app.sql), check.law).toEqual([]);
  await app.stop();
});

describe('E2 E8 who cheats with coins has never more than was earned', () => {
  noneIsWorthIt(() => app, tricksAtCoins);
});
