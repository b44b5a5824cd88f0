import { readFileSync } from 'node:fs';
import { type Captured, readCapture } from '../../tools/src/replay/capture.js';

export { shiftTimes } from '../../tools/src/replay/capture.js';
export { signatureOf } from '../../tools/src/replay/plan.js';

/** A file of the captured campaign. */
export const captureFile = (name: string): string =>
  readFileSync(new URL(`../../fixtures/gophish/${name}`, import.meta.url), 'utf8');

/** The 172 deliveries in the order in which they arrived. */
export const captured: readonly Captured[] = readCapture(captureFile('webhooks.ndjson'));

export interface Told {
  readonly email?: string;
  readonly message?: string;
  readonly time?: string;
  readonly campaign?: number;
  readonly details?: string;
}
/** A body as GoPhish writes it. */
export function gophishBody({
  email = '',
  message = 'Email Sent',
  time,
  campaign = 1,
  details = '',
}: Told): string {
  return JSON.stringify({
    campaign_id: campaign,
    email,
    time: time ?? '2026-11-23T20:01:54.182339902Z',
    message,
    details,
  });
}
