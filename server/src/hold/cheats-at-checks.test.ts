import { afterAll, beforeAll, describe, expect } from 'vitest';
import { tricksAtChecks } from '../../test/cheats/at-checks.js';
import { noneIsWorthIt } from '../../test/cheats/trick.js';
import { type DailyCheckApp, startDailyCheckApp } from '../../test/daily-check-app.js';
import { ledgerChecks } from '../verify/ledger-checks.js';
import { streakChecks } from '../verify/streak-checks.js';

let app: DailyCheckApp;
beforeAll(async () => {
  app = await startDailyCheckApp();
});
afterAll(async () => {
  for (const check of [...ledgerChecks, ...streakChecks])
    expect(await check.run(app.sql), check.law).toEqual([]);
  await app.stop();
});

describe('E15 E23 who cheats at the daily check gains nothing that a day does not have', () => {
  noneIsWorthIt(() => app, tricksAtChecks);
});
