import { HttpException, Injectable } from '@nestjs/common';
import { type Problem, type ProblemDocument, problems } from '@vigil/shared/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusals } from '../audit/refusals.js';
import { isUnavailable } from '../db/database.js';
import { Log } from '../logging/log.js';
import { ProblemError } from './problem-error.js';
import { sendProblem } from './send-problem.js';

const byStatus: Readonly<Record<number, Problem>> = Object.fromEntries(
  [
    problems.malformed,
    problems.unauthenticated,
    problems.forbidden,
    problems.notFound,
    problems.methodNotAllowed,
    problems.tooSlow,
    problems.tooLarge,
    problems.unsupportedMedia,
    problems.tooMany,
    problems.headersTooLarge,
  ].map((p) => [p.status, p]),
);

/** Turns every failure into problem+json. What is not foreseen is a bare 500 with a request id. */
@Injectable()
export class Failures {
  constructor(
    private readonly log: Log,
    private readonly refusals: Refusals,
  ) {}

  /** Answers a request that failed, wherever on its way. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const document = this.documentOf(error, request.id);
    if (document.type !== problems.forbidden.type || request.asker?.principal.by !== 'session') {
      sendProblem(reply, document);
      return;
    }
    // who was refused is noted first: when the answer is there, so is the entry
    const { principal, route } = request.asker;
    void this.refusals.note(principal, route).then(() => sendProblem(reply, document));
  }

  private documentOf(error: unknown, requestId: string): ProblemDocument {
    if (error instanceof ProblemError) return { ...error.problem, ...error.more, requestId };
    const status = statusOf(error);
    const known = byStatus[status] ?? (status >= 400 && status < 500 ? problems.malformed : undefined);
    if (known) return { ...known, requestId };
    if (isUnavailable(error)) {
      this.log.warn('database unavailable', { requestId });
      return { ...problems.unavailable, retryAfterSeconds: 2, requestId };
    }
    this.log.error('unforeseen failure', { requestId, error });
    return { ...problems.internal, requestId };
  }
}

function statusOf(error: unknown): number {
  // what serves the documentation is Nest's
  if (error instanceof HttpException) return error.getStatus();
  if (
    typeof error === 'object' &&
    error !== null &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
  )
    return error.statusCode;
  return 500;
}
