import { z } from 'zod';
import { emailKey } from '../people/index.js';
import { parseRfc3339Nano, type SimulationEventType } from '../simulations/index.js';

/** GoPhish's words for what happened to a copy of a mail. */
export const gophishMessages: Readonly<Record<string, SimulationEventType>> = {
  'Email Sent': 'sent',
  'Error Sending Email': 'send-error',
  'Email Opened': 'opened',
  'Clicked Link': 'clicked',
  'Submitted Data': 'submitted',
  'Email Reported': 'reported',
};

/** What a delivery of GoPhish says, reduced to what is needed. `details` (payload, browser, address) is not read. */
export type GophishFact =
  | { readonly is: 'test' }
  | { readonly is: 'campaign'; readonly campaignId: string; readonly createdNs: bigint }
  | {
      readonly is: 'event';
      readonly campaignId: string;
      /** As it was written; `emailKey` is what people are known by. */
      readonly address: string;
      readonly emailKey: string;
      readonly type: SimulationEventType;
      readonly occurredNs: bigint;
    }
  /** Of GoPhish, but nothing that can be counted. The reason repeats nothing of the content. */
  | { readonly is: 'unusable'; readonly reason: string; readonly isUnknownType: boolean }
  /** Not of GoPhish. */
  | { readonly is: 'foreign'; readonly reason: string };

const envelope = z.object({
  campaign_id: z.union([z.number().int().min(0), z.string().regex(/^\d{1,18}$/)]).transform(String),
  email: z
    .string()
    .max(320)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u),
  time: z.string().max(40),
  message: z.string().max(100),
});
const connectionTest = z.strictObject({ success: z.literal(true) });

const firstNs = BigInt(Date.UTC(2000, 0, 1)) * 1_000_000n;
const aheadNs = 86_400_000_000_000n;

/** Reads one webhook body or one line of events.csv. @param nowMs bounds the times that can be true */
export function readGophish(value: unknown, nowMs: number): GophishFact {
  if (connectionTest.safeParse(value).success) return { is: 'test' };
  const parsed = envelope.safeParse(value);
  if (!parsed.success) return { is: 'foreign', reason: 'The body has not the fields of GoPhish.' };
  const { campaign_id: campaignId, email, time, message } = parsed.data;
  const occurredNs = instantOf(time, nowMs);
  if (typeof occurredNs === 'string') return { is: 'unusable', reason: occurredNs, isUnknownType: false };
  if (message === 'Campaign Created') return { is: 'campaign', campaignId, createdNs: occurredNs };
  const type = Object.hasOwn(gophishMessages, message) ? gophishMessages[message] : undefined;
  if (type === undefined) {
    const reason = 'The message is of a type that Vigil does not know.';
    return { is: 'unusable', reason, isUnknownType: true };
  }
  const key = emailKey(email);
  if (key === '') return { is: 'unusable', reason: 'The event names nobody.', isUnknownType: false };
  return { is: 'event', campaignId, address: email.trim(), emailKey: key, type, occurredNs };
}

function instantOf(text: string, nowMs: number): bigint | string {
  let ns: bigint;
  try {
    ns = parseRfc3339Nano(text);
  } catch {
    return 'The time is not an instant that exists.';
  }
  if (ns < firstNs) return 'The time lies before the year 2000.';
  if (ns > BigInt(nowMs) * 1_000_000n + aheadNs) return 'The time lies more than a day in the future.';
  return ns;
}
