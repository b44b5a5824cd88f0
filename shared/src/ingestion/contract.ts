import { z } from 'zod';
import {
  csvBodyBytes,
  bySignature,
  id,
  instant,
  nothing,
  only,
  page,
  pageQuery,
  plainText,
  problem,
  route,
} from '../contract/index.js';
import { kind } from '../points/ruleset.js';

const tag = 'Sources';
const forSecurity = only('security', 'administrator');

/** Kinds that a service key may state. What a simulator tells becomes points through a case alone. */
export const statableKind = kind.refine((k) => !k.startsWith('simulation.'), 'comes from a simulator only');
export const sourceType = z.enum(['gophish', 'api']);
/** A system that states facts: a phishing simulator by webhook, or anything by service key. */
export const source = z
  .object({
    id,
    name: z.string(),
    type: sourceType,
    kinds: z.array(kind),
    createdAt: instant,
    revokedAt: instant.nullable(),
    lastSeenAt: instant.nullable(),
    /** Where a simulator sends its webhooks. */
    webhookUrl: z.string().nullable(),
    /** The start of the key or secret, to tell them apart. */
    keyHint: z.string(),
    /** Until then a simulator's former secret holds too; null when it has one secret. */
    formerSecretUntil: instant.nullable(),
    lastHour: z.number().int(),
    parked: z.number().int(),
    deadLetters: z.number().int(),
  })
  .meta({ id: 'Source' });
export type Source = z.infer<typeof source>;
export const sourceNameTaken = problem('source-name-taken', 409, 'Another source has this name.');

export const listSources = route({
  method: 'GET',
  path: '/api/sources',
  tag,
  access: forSecurity,
  summary: 'Sources',
  response: z.object({ items: z.array(source) }),
});
/** Take over a secret that the simulator already has; else one is made. */
const ownSecret = z
  .string()
  .min(16)
  .max(200)
  .regex(/^[\x21-\x7e]+$/, 'has characters other than visible ASCII')
  .optional();
export const createSource = route({
  method: 'POST',
  path: '/api/sources',
  tag,
  access: forSecurity,
  summary: 'Add a source; its key or secret is shown this once',
  body: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('gophish'),
      name: plainText(80),
      secret: ownSecret,
    }),
    z.strictObject({
      type: z.literal('api'),
      name: plainText(80),
      kinds: z.array(statableKind).min(1).max(50),
    }),
  ]),
  response: z.object({ source, secret: z.string() }),
  status: 201,
  problems: [sourceNameTaken],
});
/** The simulator is told the new one while the former still holds; a leaked one ends at once, with 0 hours. */
export const changeSecret = route({
  method: 'POST',
  path: '/api/sources/:sourceId/secret',
  tag,
  access: forSecurity,
  summary: 'Give a simulator a new secret, shown this once; for some hours both hold',
  params: z.strictObject({ sourceId: id }),
  body: z.strictObject({ secret: ownSecret, overlapHours: z.number().int().min(0).max(168).default(24) }),
  response: z.object({ source, secret: z.string() }),
});
export const revokeSource = route({
  method: 'DELETE',
  path: '/api/sources/:sourceId',
  tag,
  access: forSecurity,
  summary: 'Revoke a source; what it stated stays',
  params: z.strictObject({ sourceId: id }),
  response: nothing,
  status: 204,
});
/** Sends the simulator's own connection test to the webhook address, signed, through the front door. */
export const testSource = route({
  method: 'POST',
  path: '/api/sources/:sourceId/test',
  tag,
  access: forSecurity,
  summary: 'Send a signed test delivery to the webhook address',
  params: z.strictObject({ sourceId: id }),
  response: z.object({ ok: z.boolean(), status: z.number().int(), tookMs: z.number().int() }),
});

/** A delivery as the log shows it: never a person together with a kind. */
export const delivery = z
  .object({
    id: z.string(),
    sourceId: id,
    receivedAt: instant,
    state: z.enum(['counted', 'seen-before', 'parked', 'dead-letter', 'test', 'refused']),
    /** What was refused or set aside, in words; never anything of the delivery's content. */
    reason: z.string().nullable(),
    /** Of a simulator's delivery in steps of 4 KiB: the exact size would tell what kind of event it was. */
    bytes: z.number().int(),
    /** Of a simulator's delivery in steps of 50: an event that brings points takes longer. */
    tookMs: z.number().int(),
  })
  .meta({ id: 'Delivery' });
export const listDeliveries = route({
  method: 'GET',
  path: '/api/sources/:sourceId/deliveries',
  tag,
  access: forSecurity,
  summary: 'Recent deliveries, newest first',
  params: z.strictObject({ sourceId: id }),
  query: pageQuery.extend({ state: delivery.shape.state.optional() }),
  response: page(delivery),
});

/** An address that nobody here is known by, with how many facts and campaigns wait for it. No kinds, and no number of events: those would tell what the person did. */
export const parkedAddress = z
  .object({
    id,
    address: z.string(),
    sourceId: id,
    facts: z.number().int(),
    firstAt: instant,
    lastAt: instant,
  })
  .meta({ id: 'ParkedAddress' });
export const listParked = route({
  method: 'GET',
  path: '/api/parked',
  tag,
  access: forSecurity,
  summary: 'Addresses that nobody is known by',
  query: pageQuery,
  response: page(parkedAddress),
});
export const mapParked = route({
  method: 'POST',
  path: '/api/parked/:parkedId/map',
  tag,
  access: forSecurity,
  summary: 'Say who an address is; what waits is counted at its own time',
  params: z.strictObject({ parkedId: id }),
  body: z.strictObject({ memberId: id }),
  response: z.object({ replayed: z.number().int() }),
});
export const retryParked = route({
  method: 'POST',
  path: '/api/parked/retry',
  tag,
  access: forSecurity,
  summary: 'Try all again: people may have been added meanwhile',
  response: z.object({ replayed: z.number().int(), waiting: z.number().int() }),
});

/** A delivery that could not be understood or made a rule throw, with its reason and no personal content. */
export const deadLetter = z
  .object({
    id: z.string(),
    sourceId: id.nullable(),
    at: instant,
    reason: z.string(),
    attempts: z.number().int(),
    bytes: z.number().int(),
  })
  .meta({ id: 'DeadLetter' });
export const listDeadLetters = route({
  method: 'GET',
  path: '/api/dead-letters',
  tag,
  access: forSecurity,
  summary: 'What could not be taken',
  query: pageQuery,
  response: page(deadLetter),
});

// ── GoPhish ───────────────────────────────────────────────────────────────────────────────────────────────────────
export const badSignature = problem('bad-signature', 401, 'The signature does not match the body.');
export const notADelivery = problem('not-a-delivery', 422, 'This is not a delivery of GoPhish.');
/** GoPhish looks only at the status. 204 also for a repeat; 422 for what is not its format. */
export const gophishWebhook = route({
  method: 'POST',
  path: '/api/hooks/gophish/:sourceId',
  tag,
  access: bySignature,
  summary: "GoPhish's webhook (X-Gophish-Signature: sha256=<hex HMAC of the raw body>)",
  params: z.strictObject({ sourceId: id }),
  response: nothing,
  status: 204,
  problems: [badSignature, notADelivery],
});
export const eventsCsvRefused = problem(
  'events-csv-refused',
  422,
  'This is not an events.csv of GoPhish; nothing was taken.',
);
export const importEventsCsv = route({
  maxBodyBytes: csvBodyBytes,
  method: 'POST',
  path: '/api/sources/:sourceId/events',
  tag,
  access: forSecurity,
  summary: "Repair lost webhooks from GoPhish's events.csv; what is known changes nothing",
  params: z.strictObject({ sourceId: id }),
  body: z.strictObject({ csv: z.string().max(20_000_000) }),
  response: z.object({
    events: z.number().int(),
    added: z.number().int(),
    known: z.number().int(),
    /** Addresses that nobody is known by, of each campaign. */
    parked: z.number().int(),
  }),
  problems: [eventsCsvRefused],
});
