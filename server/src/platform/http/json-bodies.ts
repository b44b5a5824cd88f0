import { problems } from '@vigil/shared/contract';
import type { FastifyInstance } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { ProblemError } from './problem-error.js';

/** JSON is the only language of the API; forms and plain text, which other sites can send, are not understood. */
export function onlyJson(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.rawBody = body;
    // a webhook proves itself over the raw bytes before anybody reads them
    if (body.length === 0 || request.routeOptions.url?.startsWith('/api/hooks/')) {
      done(null, undefined);
      return;
    }
    if (!isUtf8(body)) {
      done(new ProblemError(problems.malformed, { detail: 'The body is not UTF-8.' }), undefined);
      return;
    }
    void parse(request, body.toString(), done);
  });
}
