import { afterAll, beforeAll, describe, expect } from 'vitest';
import { tricksAtRecognition } from '../../test/cheats/at-recognition.js';
import { noneIsWorthIt } from '../../test/cheats/trick.js';
import { type RecognitionApp, startRecognitionApp } from '../../test/recognition-app.js';
import { ledgerChecks } from '../verify/ledger-checks.js';
import { recognitionChecks } from '../verify/recognition-checks.js';

let app: RecognitionApp;
beforeAll(async () => {
  app = await startRecognitionApp();
});
afterAll(async () => {
  for (const check of [...ledgerChecks, ...recognitionChecks])
    expect(await check.run(app.sql), check.law).toEqual([]);
  await app.stop();
});

describe('E5 E6 whoever arranges thanks gains nothing that one honest pair would not', () => {
  noneIsWorthIt(() => app, tricksAtRecognition);
});
