import type { z } from 'zod';
import type { Access } from './access.js';
import type { Problem } from './problem.js';

type Schema = z.ZodType;

/** One HTTP route, written once: the server implements it, the client calls it, OpenAPI is rendered from it. */
export interface Route<
  P extends Schema | undefined = Schema | undefined,
  Q extends Schema | undefined = Schema | undefined,
  B extends Schema | undefined = Schema | undefined,
  R extends Schema = Schema,
  A extends Access = Access,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with `:name` parameters, from the root: `/api/people/:memberId`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  /** Status of success; 200 unless told. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Content type of success where it is not JSON; the response is then a string. */
  readonly produces?:
    'text/csv; charset=utf-8' | 'text/plain; charset=utf-8' | 'image/svg+xml; charset=utf-8';
  /** Largest body in bytes; 1 MiB unless told. */
  readonly maxBodyBytes?: number;
  /** Its answers carry an ETag, and whoever holds one already is told so (304) instead of being sent it again. */
  readonly etag?: true;
  /** Answered also while everything else waits for the database. */
  readonly ahead?: true;
  /** Failures special to this route; those of `problems` can always come. */
  readonly problems?: readonly Problem[];
}

type Parsed<S> = S extends Schema ? z.output<S> : undefined;
type Given<S> = S extends Schema ? z.input<S> : undefined;

/** What a handler receives once the contract has parsed the request. */
export type RouteInput<T> =
  T extends Route<infer P, infer Q, infer B>
    ? { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B> }
    : never;

/** What a handler must return, before the contract strips what it does not name. */
export type RouteReply<T> = T extends Route<infer _P, infer _Q, infer _B, infer R> ? z.input<R> : never;

/** What a caller gets back. */
export type RouteResult<T> = T extends Route<infer _P, infer _Q, infer _B, infer R> ? z.output<R> : never;

type OnlyGiven<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };
/** What a caller must pass: only the parts that the route has. */
export type RouteCall<T> =
  T extends Route<infer P, infer Q, infer B>
    ? OnlyGiven<{ params: Given<P>; query: Given<Q>; body: Given<B> }>
    : never;

/** Declares a route; the call exists so that the schemas keep their exact types. */
export function route<
  R extends Schema,
  A extends Access,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(definition: Route<P, Q, B, R, A>): Route<P, Q, B, R, A> {
  return definition;
}

/** Fills the `:name` parts of a path, percent-encoded. */
export function pathOf(template: string, params: Readonly<Record<string, unknown>> = {}): string {
  return template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
}
