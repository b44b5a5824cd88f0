import { badgeChecks } from './badge-checks.js';
import { challengeChecks } from './challenge-checks.js';
import type { Check } from './check.js';
import { givenTimeChecks } from './given-time-checks.js';
import { ledgerChecks } from './ledger-checks.js';
import { recognitionChecks } from './recognition-checks.js';
import { sealChecks } from './seal-checks.js';
import { seasonChecks } from './season-checks.js';
import { spotlightChecks } from './spotlight-checks.js';
import { streakChecks } from './streak-checks.js';

/** Everything that the database alone must keep, whether or not a server runs on it. */
export const databaseChecks = (secretKey: string): readonly Check[] => [
  ...ledgerChecks,
  ...challengeChecks,
  ...seasonChecks,
  ...sealChecks(secretKey),
  ...streakChecks,
  ...badgeChecks,
  ...recognitionChecks,
  ...spotlightChecks,
  ...givenTimeChecks,
];
