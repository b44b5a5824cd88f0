import type { ProblemDocument } from '@vigil/shared/contract';
import type { FastifyReply } from 'fastify';

/** Answers with a failure as RFC 9457 has it. */
export function sendProblem(reply: FastifyReply, document: ProblemDocument): void {
  if (document.retryAfterSeconds !== undefined)
    void reply.header('retry-after', String(document.retryAfterSeconds));
  void reply
    .code(document.status)
    .header('content-type', 'application/problem+json')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(document));
}
