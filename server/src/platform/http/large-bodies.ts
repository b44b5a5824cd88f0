import { Injectable, Inject } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticators } from '../auth/authenticators.js';
import { sessionCookieName } from '../auth/cookie.js';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';
import { sendProblem } from './send-problem.js';

/** What anybody may send to any route; a few routes have room for more. */
export const usualBodyBytes = 1_048_576;
/** Larger ones of one person that are on their way through this process at the same time. */
export const mostLargeAtOnce = 2;

/**
 * Takes large bodies only from people who are signed in, and few of each at once, before a byte of them is read: a body
 * is in memory more than once while it is understood, and the door of its route comes after that.
 */
@Injectable()
export class LargeBodies {
  private readonly cookie: string;
  private readonly underWay = new Map<string, number>();

  constructor(
    private readonly authenticators: Authenticators,
    @Inject(RUNNING_CONFIG) config: RunningConfig,
  ) {
    this.cookie = sessionCookieName(config);
  }

  /** Answers itself whom it does not let through. */
  async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!mayBeLarge(request)) return;
    const token = request.cookies[this.cookie];
    const principal = token === undefined ? null : await this.authenticators.authenticateSession(token);
    const already = principal === null ? 0 : (this.underWay.get(principal.memberId) ?? 0);
    if (principal === null || already >= mostLargeAtOnce) {
      const problem =
        principal === null ? problems.unauthenticated : { ...problems.tooMany, retryAfterSeconds: 2 };
      sendProblem(reply.header('connection', 'close'), { ...problem, requestId: request.id });
      return;
    }
    // whoever left meanwhile has closed already, and would be counted for ever
    if (request.raw.socket.destroyed) return;
    const { memberId } = principal;
    this.underWay.set(memberId, already + 1);
    // also when the connection ends before there is an answer
    reply.raw.once('close', () => {
      const left = (this.underWay.get(memberId) ?? 1) - 1;
      if (left > 0) this.underWay.set(memberId, left);
      else this.underWay.delete(memberId);
    });
  }
}

/** By what is announced; chunks announce nothing. */
function mayBeLarge({ headers }: FastifyRequest): boolean {
  const announced = headers['content-length'];
  return announced === undefined
    ? headers['transfer-encoding'] !== undefined
    : Number(announced) > usualBodyBytes;
}
