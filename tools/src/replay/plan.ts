import { createHmac } from 'node:crypto';
import type { Captured } from './capture.js';

/** One request to make, and when: milliseconds after the start. */
export interface PlannedDelivery {
  readonly atMs: number;
  readonly body: string;
  readonly signature: string;
}

export interface PlanOptions {
  readonly secret: string;
  /** How many times faster than it was captured; 0: as fast as the receiver answers. */
  readonly speed: number;
  /** Order by this seed instead of the captured one; null keeps it. */
  readonly shuffle: number | null;
  /** Send each delivery twice. */
  readonly double: boolean;
}

/** What GoPhish would put into `X-Gophish-Signature`: HMAC-SHA256 over the exact bytes of the body. */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`;
}

/** Orders, signs and times the deliveries. The same input gives the same plan. */
export function planOf(captured: readonly Captured[], options: PlanOptions): PlannedDelivery[] {
  const all = options.double ? captured.flatMap((one) => [one, one]) : [...captured];
  const order = options.shuffle === null ? all : shuffled(all, options.shuffle);
  // shuffled bodies keep the rhythm of the capture
  const rhythm = all.map((one) => one.afterMs);
  return order.map(({ body }, i) => ({
    atMs: options.speed === 0 ? 0 : (rhythm[i] ?? 0) / options.speed,
    body,
    signature: signatureOf(body, options.secret),
  }));
}

/** Fisher and Yates' shuffle over mulberry32, a small generator of 32-bit numbers by Tommy Ettinger. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
  for (let i = result.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
