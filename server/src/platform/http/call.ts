import '@fastify/cookie';
import type { Route, RouteInput } from '@vigil/shared/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal, PrincipalOf } from '../auth/principal.js';

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

/** A request on its way through guard and interceptor. */
export interface VigilRequest extends FastifyRequest {
  vigil?: { principal: Principal; route: Route };
  rawBody?: Buffer;
}

export function httpCallOf(request: VigilRequest, reply: FastifyReply): HttpCall {
  return {
    ip: request.ip,
    requestId: request.id,
    get rawBody() {
      return request.rawBody ?? Buffer.alloc(0);
    },
    header: (name) => {
      const value = request.headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    setHeader: (name, value) => void reply.header(name, value),
  };
}
