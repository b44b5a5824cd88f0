import '@fastify/cookie';
import type { Route, RouteInput } from '@vigil/shared/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal, PrincipalOf } from '../auth/principal.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, and for what; null until the door of the route has let them through or refused them. */
    asker: { readonly principal: Principal; readonly route: Route } | null;
    /** As it arrived; null where there is none. */
    rawBody: Buffer | null;
  }
}

/** Everything a handler may know of its request, parsed by the contract. */
export type Call<R extends Route> = RouteInput<R> & {
  readonly principal: PrincipalOf<R['access']>;
  readonly http: HttpCall;
};

/** The few things of HTTP that handlers need beyond the contract. */
export interface HttpCall {
  readonly ip: string;
  readonly requestId: string;
  readonly rawBody: Buffer;
  header(name: string): string | undefined;
  setHeader(name: string, value: string): void;
}

/**
 * A class and no literal: of an object with closures and a getter that are made anew for each request, the engine keeps a
 * shape for each request.
 */
export class RequestCall implements HttpCall {
  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {}

  get ip(): string {
    return this.request.ip;
  }

  get requestId(): string {
    return this.request.id;
  }

  get rawBody(): Buffer {
    return this.request.rawBody ?? Buffer.alloc(0);
  }

  header(name: string): string | undefined {
    const value = this.request.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  setHeader(name: string, value: string): void {
    void this.reply.header(name, value);
  }
}
