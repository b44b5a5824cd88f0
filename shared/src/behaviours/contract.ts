import { z } from 'zod';
import {
  csvBodyBytes,
  byServiceKey,
  id,
  instant,
  only,
  plainText,
  problem,
  route,
} from '../contract/index.js';
import { kind } from '../points/ruleset.js';

const tag = 'Behaviours';
export const keyReused = problem(
  'key-reused',
  409,
  'This key was used before for something else; the first one stands.',
);
export const kindNotAllowed = problem('kind-not-allowed', 403, 'This key may not state that kind.');
export const memberUnknown = problem('member-unknown', 422, 'Nobody here is known by that address.');
export const occurredOutOfRange = problem(
  'occurred-out-of-range',
  422,
  'The time lies in the future, or too far back.',
);

/** Text that is compared, never shown: nothing that a database or a log could not hold. */
const keyText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'has characters that cannot be kept');

export const badIdempotencyKey = problem(
  'bad-idempotency-key',
  400,
  'An Idempotency-Key is 1 to 200 visible ASCII characters.',
);

/** One fact, as a source states it. A source states facts, never points. */
export const behaviourInput = z
  .strictObject({
    /** The source's own identity for this fact; sent again, it brings the same reply and nothing else. */
    naturalKey: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[\x21-\x7e]+$/, 'has characters other than visible ASCII'),
    member: z.union([z.strictObject({ email: keyText(254) }), z.strictObject({ id })]),
    kind,
    occurredAt: instant,
    /** What it is about, where one award is given for each: a course, a policy version. */
    object: keyText(200).optional(),
    /** Shown to the person: "Passkeys in ten minutes". */
    about: plainText(200).optional(),
  })
  .meta({ id: 'Behaviour' });
export type BehaviourInput = z.infer<typeof behaviourInput>;

/** What became of one fact. `points` may be 0: then `because` says why. */
export const behaviourResult = z
  .discriminatedUnion('status', [
    z.object({
      status: z.literal('recorded'),
      naturalKey: z.string(),
      points: z.number().int(),
      /** The member's points of all time, after this fact; without quiet ones, which are the member's alone to see. */
      total: z.number().int(),
      because: z.enum(['no-rule', 'already-counted', 'cap-reached', 'cooling']).nullable(),
    }),
    /** Nobody is known by that address; kept, and counted once an administrator says who it is. */
    z.object({ status: z.literal('parked'), naturalKey: z.string() }),
    z.object({
      status: z.literal('refused'),
      naturalKey: z.string().nullable(),
      problem: z.object({
        type: z.string(),
        title: z.string(),
        errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
      }),
    }),
  ])
  .meta({ id: 'BehaviourResult' });
export type BehaviourResult = z.infer<typeof behaviourResult>;

/** One fact, or up to 1,000. Every item of a batch is judged by itself: a bad one stops no other. */
export const recordBehaviours = route({
  method: 'POST',
  path: '/api/behaviours',
  tag,
  access: byServiceKey('behaviours.write'),
  summary:
    'State behaviours; answers with points and new totals. Repeat it freely: by natural key, or whole by Idempotency-Key',
  body: z.union([behaviourInput, z.strictObject({ items: z.array(z.unknown()).min(1).max(1000) })]),
  response: z.union([behaviourResult, z.object({ items: z.array(behaviourResult) })]),
  problems: [keyReused, kindNotAllowed, memberUnknown, occurredOutOfRange, badIdempotencyKey],
});

const lineError = z.object({ line: z.number().int(), column: z.string().nullable(), message: z.string() });
export const behavioursCsvRefused = problem(
  'behaviours-csv-refused',
  422,
  'The file has lines that cannot be taken; nothing was recorded.',
);
/** CSV of training and habits: `email,kind,occurred_at,object,about[,natural_key]`. */
export const previewBehavioursCsv = route({
  maxBodyBytes: csvBodyBytes,
  method: 'POST',
  path: '/api/behaviours/import/preview',
  tag,
  access: only('security', 'administrator'),
  summary: 'What an import of behaviours would bring; changes nothing',
  body: z.strictObject({ csv: z.string().max(10_000_000) }),
  response: z.object({
    counts: z.object({
      ready: z.number().int(),
      repeated: z.number().int(),
      unknown: z.number().int(),
      errors: z.number().int(),
    }),
    kinds: z.array(z.object({ kind, items: z.number().int() })),
    unknown: z.array(z.string()),
    errors: z.array(lineError),
  }),
});
export const importBehavioursCsv = route({
  maxBodyBytes: csvBodyBytes,
  method: 'POST',
  path: '/api/behaviours/import',
  tag,
  access: only('security', 'administrator'),
  summary: 'Import behaviours, all or nothing; unknown people are parked',
  body: z.strictObject({ csv: z.string().max(10_000_000) }),
  response: z.object({
    recorded: z.number().int(),
    repeated: z.number().int(),
    parked: z.number().int(),
    points: z.number().int(),
  }),
  problems: [behavioursCsvRefused],
});
