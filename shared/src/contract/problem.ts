import { z } from 'zod';

/** One kind of failure, declared beside the routes that can answer with it. Clients switch on `type`, never on text. */
export interface Problem<Slug extends string = string> {
  readonly type: `urn:vigil:problem:${Slug}`;
  readonly status: number;
  /** Plain English for logs and integrators; screens translate by `type`. */
  readonly title: string;
}

export function problem<const Slug extends string>(slug: Slug, status: number, title: string): Problem<Slug> {
  return { type: `urn:vigil:problem:${slug}`, status, title };
}

/** The RFC 9457 document as it travels (`application/problem+json`). */
export const problemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    /** Names the request in the server's log. */
    requestId: z.string(),
    /** Where the input breaks the contract: JSON pointers into the body, or `query/x`, `params/x`. */
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
    /** Seconds to wait before another try, with 429 and 503. */
    retryAfterSeconds: z.number().int().optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemDocument = z.infer<typeof problemDocument>;

/** Failures that any route may answer with. */
export const problems = {
  malformed: problem('malformed', 400, 'The request could not be read.'),
  unauthenticated: problem('unauthenticated', 401, 'Sign in first.'),
  forbidden: problem('forbidden', 403, 'This is not open to you.'),
  foreignOrigin: problem('foreign-origin', 403, 'The request came from another site.'),
  notFound: problem('not-found', 404, 'There is nothing here, or not for you.'),
  methodNotAllowed: problem('method-not-allowed', 405, 'This address does not take that method.'),
  tooSlow: problem('too-slow', 408, 'The request took too long to arrive.'),
  tooLarge: problem('too-large', 413, 'The request is too large.'),
  unsupportedMedia: problem('unsupported-media', 415, 'Send application/json.'),
  invalid: problem('invalid', 422, 'Some fields are not as they should be.'),
  tooMany: problem('too-many', 429, 'Too many tries. Wait a little.'),
  headersTooLarge: problem('headers-too-large', 431, 'The request headers are too large.'),
  internal: problem('internal', 500, 'Something went wrong on our side.'),
  unavailable: problem('unavailable', 503, 'The service cannot answer just now.'),
} as const;
