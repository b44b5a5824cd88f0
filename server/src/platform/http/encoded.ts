import type { Route, RouteReply } from '@vigil/shared/contract';
import { hash } from 'node:crypto';
import type { Exchange } from './contract-call.js';

/**
 * An answer in the form in which it travels, to be made once and given to everybody who gets exactly this. Its ETag is
 * worked out of its bytes and of nothing else: two answers that differ in anything never share one. Whoever holds it
 * already is told so; that the asker may have it has been decided before, by the door and the handler, as for any answer.
 */
export class Encoded<R extends Route> {
  readonly etag: string;

  private constructor(
    readonly route: R,
    private readonly bytes: Buffer,
  ) {
    this.etag = `"${hash('sha256', bytes, 'base64url').slice(0, 27)}"`;
  }

  /** Strips what the contract does not name, as with every answer. */
  static of<R extends Route>(route: R, reply: RouteReply<R>): Encoded<R> {
    return new Encoded(route, Buffer.from(JSON.stringify(route.response.parse(reply))));
  }

  /** @returns what is left to send */
  answer({ request, reply }: Exchange): Buffer | undefined {
    void reply.header('etag', this.etag);
    if (isHeld(request.headers['if-none-match'], this.etag)) {
      void reply.code(304);
      return undefined;
    }
    void reply.header('content-type', 'application/json; charset=utf-8');
    return this.bytes;
  }
}

/** A proxy that packed the answer has marked the ETag as weak; the content is the same. */
function isHeld(held: string | undefined, etag: string): boolean {
  if (held === undefined) return false;
  return held.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
}
