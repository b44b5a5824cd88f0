import { problems } from '@vigil/shared/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticators } from '../auth/authenticators.js';
import { sendProblem } from './problem.filter.js';

/** What anybody may send to any route; a few routes have room for more. */
export const usualBodyBytes = 1_048_576;
/** Larger ones of one person that are on their way through this process at the same time. */
export const mostLargeAtOnce = 2;

/**
 * Takes large bodies only from people who are signed in, and few of each at once, before a byte of them is read: a body
 * is in memory more than once while it is understood, and the guard of its route comes after that.
 *
 * @param cookie name of the session's cookie
 */
export function admitLargeBodies(
  fastify: FastifyInstance,
  authenticators: Authenticators,
  cookie: string,
): void {
  const underWay = new Map<string, number>();
  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (!mayBeLarge(request)) return;
    const token = request.cookies[cookie];
    const principal = token === undefined ? null : await authenticators.authenticateSession(token);
    const already = principal === null ? 0 : (underWay.get(principal.memberId) ?? 0);
    if (principal === null || already >= mostLargeAtOnce) {
      const problem =
        principal === null ? problems.unauthenticated : { ...problems.tooMany, retryAfterSeconds: 2 };
      sendProblem(reply.header('connection', 'close'), { ...problem, requestId: request.id });
      return;
    }
    const { memberId } = principal;
    underWay.set(memberId, already + 1);
    // also when the connection ends before there is an answer
    reply.raw.once('close', () => {
      const left = (underWay.get(memberId) ?? 1) - 1;
      if (left > 0) underWay.set(memberId, left);
      else underWay.delete(memberId);
    });
  };
  fastify.addHook('onRoute', (route) => {
    if ((route.bodyLimit ?? 0) > usualBodyBytes) route.onRequest = [...[route.onRequest ?? []].flat(), admit];
  });
}

/** By what is announced; chunks announce nothing. */
function mayBeLarge({ headers }: FastifyRequest): boolean {
  const announced = headers['content-length'];
  return announced === undefined
    ? headers['transfer-encoding'] !== undefined
    : Number(announced) > usualBodyBytes;
}
