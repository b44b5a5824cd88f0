import { type ProblemDocument, problems, type Route } from '@vigil/shared/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Principal } from '../auth/principal.js';
import { type HttpCall, RequestCall } from './call.js';
import { ProblemError } from './problem-error.js';

/** A route that names no query parameters takes none: what nobody reads would be taken for an answer. */
const noQuery = z.strictObject({});

/** A request that has passed the door of its route, and its reply. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What a handler gets, whatever its route: `Call` says what of it stands behind which contract. */
export interface AnyCall {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly principal: Principal;
  readonly http: HttpCall;
}

/** Everything that comes in, parsed by the contract of the route. @throws ProblemError where it breaks it */
export function contractCall(route: Route, { request, reply }: Exchange, principal: Principal): AnyCall {
  if (route.produces) void reply.header('content-type', route.produces);
  if (route.access.by !== 'anyone') void reply.header('cache-control', 'no-store');
  return {
    params: parse('params', route.params, request.params),
    query: parse('query', route.query ?? noQuery, request.query),
    body: parse('body', route.body, request.body),
    principal,
    http: new RequestCall(request, reply),
  };
}

function parse(part: 'params' | 'query' | 'body', schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value ?? undefined);
  if (parsed.success) return parsed.data;
  const errors = errorsOf(parsed.error, part === 'body' ? '' : part);
  // an id that cannot exist names nothing
  if (part === 'params') throw new ProblemError(problems.notFound);
  throw new ProblemError(problems.invalid, { errors });
}

/** JSON pointers and messages of a zod error; the values themselves are not repeated. */
export function errorsOf(error: z.ZodError, prefix = ''): NonNullable<ProblemDocument['errors']> {
  return error.issues
    .flatMap(closest)
    .slice(0, 50)
    .map((issue) => ({
      pointer: [prefix, ...issue.path.map((p) => String(p).replaceAll('~', '~0').replaceAll('/', '~1'))].join(
        '/',
      ),
      message: issue.message,
    }));
}

/** Of a choice between forms, the faults of the form that was nearest. */
function closest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const [nearest = []] = [...issue.errors].sort((a, b) => a.length - b.length);
  return nearest.flatMap(closest).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}
