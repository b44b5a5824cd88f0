import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type ChallengesApp, startChallengesApp } from '../../test/challenges-app.js';
import { tricksAtChallenges } from '../../test/cheats/at-challenges.js';
import { noneIsWorthIt } from '../../test/cheats/trick.js';
import { challengeChecks } from '../verify/challenge-checks.js';
import { ledgerChecks } from '../verify/ledger-checks.js';

let app: ChallengesApp;
beforeAll(async () => {
  app = await startChallengesApp();
});
afterAll(async () => {
  for (const check of [...ledgerChecks, ...challengeChecks])
    expect(await check.run(app.sql), check.law).toEqual([]);
  await app.server.stop();
});

describe('E19 E21 who cheats at challenges wins nothing that they did not play for', () => {
  noneIsWorthIt(() => app, tricksAtChallenges);
});
