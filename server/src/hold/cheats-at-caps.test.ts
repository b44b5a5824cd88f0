import { afterAll, beforeAll, describe, expect } from 'vitest';
import { tricksAtCaps } from '../../test/cheats/at-caps.js';
import { noneIsWorthIt } from '../../test/cheats/trick.js';
import { type ReportsApp, startReportsApp } from '../../test/reports-app.js';
import { ledgerChecks } from '../verify/ledger-checks.js';

/** Noon of a working day. */
const noonMs = Date.parse('2026-11-24T11:00:00Z');
let app: ReportsApp;
beforeAll(async () => {
  app = await startReportsApp();
  app.clock.nowMs = () => noonMs;
});
afterAll(async () => {
  for (const check of ledgerChecks) expect(await check.run(app.sql), check.law).toEqual([]);
  await app.stop();
});

describe('E1 E2 E8 who cheats at the caps gains nothing that an honest person would not', () => {
  noneIsWorthIt(() => app, tricksAtCaps);
});
