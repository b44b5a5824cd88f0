import fastifyStatic from '@fastify/static';
import { problems } from '@vigil/shared/contract';
import type { FastifyInstance } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendProblem } from './send-problem.js';

const clientFolder = fileURLToPath(new URL('../../../../client/dist', import.meta.url));
const notPages = /^\/(api|health|metrics|socket\.io)(\/|$)/;
const isFile = /\.[a-z0-9]+$/i;

/** The name that the built client carries in its page, another one for each build; null where none was built. */
export function builtClient(): string | null {
  const page = path.join(clientFolder, 'index.html');
  if (!existsSync(page)) return null;
  return /<meta name="build" content="(\w+)"/.exec(readFileSync(page, 'utf8'))?.[1] ?? null;
}

/** Serves the built client; every address that is neither the API's nor a file's is a page of it. */
export async function serveClient(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: clientFolder,
    serve: false,
    setHeaders: (reply, file) => {
      const hashed = file.includes(`${path.sep}assets${path.sep}`);
      void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.get('/*', (request, reply) => {
    const { pathname } = new URL(request.url, 'http://host');
    const file = isFile.test(pathname) ? pathname.slice(1) : 'index.html';
    if (!notPages.test(pathname) && existsSync(path.join(clientFolder, file))) return reply.sendFile(file);
    sendProblem(reply, { ...problems.notFound, requestId: request.id });
    return reply;
  });
}
