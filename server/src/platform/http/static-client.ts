import fastifyStatic from '@fastify/static';
import { problems } from '@vigil/shared/contract';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendProblem } from './problem.filter.js';

const clientFolder = fileURLToPath(new URL('../../../../client/dist', import.meta.url));
const notPages = /^\/(api|health|metrics|socket\.io|assets)(\/|$)/;

/** Serves the built client; every address that is not the API's is a page of it. */
export async function serveClient(fastify: FastifyInstance): Promise<void> {
  const built = existsSync(path.join(clientFolder, 'index.html'));
  if (built) {
    await fastify.register(fastifyStatic, {
      root: clientFolder,
      wildcard: false,
      index: false,
      setHeaders: (reply, file) => {
        const hashed = file.includes(`${path.sep}assets${path.sep}`);
        void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  fastify.get('/*', (request, reply) => {
    const { pathname } = new URL(request.url, 'http://host');
    if (built && !notPages.test(pathname)) return reply.sendFile('index.html');
    sendProblem(reply, { ...problems.notFound, requestId: request.id });
    return reply;
  });
}
