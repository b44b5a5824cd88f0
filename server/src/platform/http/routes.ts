import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { ahead } from '../db/reserve.js';
import { type AnyCall, contractCall } from './contract-call.js';
import { type Door, Doorkeeper } from './doorkeeper.js';
import { Encoded } from './encoded.js';
import { Exports } from './exports.js';
import { type Handler, Handlers } from './handlers.js';
import { LargeBodies, usualBodyBytes } from './large-bodies.js';

/** Gives Fastify every route that some handler implements. Nest has made the classes, and is not asked again. */
@Injectable()
export class Routes {
  private readonly exports = new Exports();

  constructor(
    private readonly handlers: Handlers,
    private readonly doorkeeper: Doorkeeper,
    private readonly largeBodies: LargeBodies,
  ) {}

  /** To be called once, before Fastify is ready. @throws Error where a route declares no access, or two are the same */
  serve(fastify: FastifyInstance): void {
    for (const handler of this.handlers.all()) fastify.route(this.optionsOf(handler));
  }

  private optionsOf(handler: Handler): RouteOptions {
    const { method, path, maxBodyBytes = usualBodyBytes, ahead: isUrgent = false } = handler.route;
    const isLarge = maxBodyBytes > usualBodyBytes;
    return {
      method,
      url: path,
      bodyLimit: maxBodyBytes,
      // what is urgent is so once before the body is read, and once after, which begins anew
      onRequest: [
        ...(isUrgent ? [urgently] : []),
        ...(isLarge ? [this.largeBodies.admit.bind(this.largeBodies)] : []),
      ],
      preHandler: isUrgent ? [urgently] : [],
      handler: inLine(this.inTurn(handler), this.doorkeeper.doorOf(handler.route)),
    };
  }

  /** Files are made one after the other, whichever routes they belong to. */
  private inTurn({ route, handle }: Handler): Handler {
    if (route.produces?.startsWith('text/csv') !== true) return { route, handle };
    return { route, handle: (call) => this.exports.make(askerOf(call), () => handle(call)) };
  }
}

function askerOf({ principal }: AnyCall): string {
  return principal.by === 'session' ? principal.memberId : principal.by;
}

/** All that happens to a request of a route, in its order: who asks, what is asked, the work, what is answered. */
function inLine({ route, handle }: Handler, door: Door) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const exchange = { request, reply };
    const principal = await door(request);
    void reply.code(route.status ?? 200);
    const answer = await handle(contractCall(route, exchange, principal));
    return answer instanceof Encoded ? answer.answer(exchange) : route.response.parse(answer);
  };
}

/** What is urgent stays so through all that follows, until it is answered or nobody waits for it any more. */
function urgently(_: FastifyRequest, reply: FastifyReply, done: () => void): void {
  void ahead(
    () =>
      new Promise<void>((over) => {
        reply.raw.once('close', over);
        done();
      }),
  );
}
