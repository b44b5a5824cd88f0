import fastifyCookie from '@fastify/cookie';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { problems, type Problem } from '@vigil/shared/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { RunningConfig } from '../config/config.js';
import { ahead } from '../db/reserve.js';
import { Log } from '../logging/log.js';
import type { Metrics } from '../ops/metrics.js';
import type { VigilRequest } from './call.js';
import { implementedRoutes } from './handles.js';
import { usualBodyBytes } from './large-bodies.js';
import { ProblemError } from './problem-error.js';
import { sendProblem } from './problem.filter.js';
import { securityHeaders } from './security-headers.js';

/** How long a request may take to arrive, and how often that is looked at. */
export interface Patience {
  readonly requestMs: number;
  readonly headersMs: number;
  readonly lookEveryMs: number;
}
/** The largest bodies are mails of 10 MB: over a slow link they take a while. */
const usualPatience: Patience = { requestMs: 120_000, headersMs: 15_000, lookEveryMs: 5_000 };

/** The HTTP server with its limits: what is too large, too slow or malformed is turned away before any feature sees it. */
export function createAdapter(config: RunningConfig, patience: Patience = usualPatience): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: usualBodyBytes,
    requestTimeout: patience.requestMs,
    keepAliveTimeout: 70_000,
    // who still has a connection when the server ends is served, and told to close it
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    genReqId: () => randomUUID(),
    // the address only feeds rate limits; behind our proxy it is the proxy's to tell
    trustProxy: config.mode === 'production' ? ['loopback', 'linklocal', 'uniquelocal'] : false,
    logger: false,
    http: {
      maxHeaderSize: 16_384,
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.lookEveryMs,
      // looked at below, where there is a problem to answer with
      requireHostHeader: false,
    },
    clientErrorHandler: (error, socket) => refuseRaw(error, socket),
    // an address that cannot be decoded, or a part of it that is longer than any name here
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const problem = error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? problems.notFound : problems.malformed;
      sendProblem(reply, { ...problem, requestId: request.id });
    },
  });
}

export async function equip(
  fastify: FastifyInstance,
  config: RunningConfig,
  log: Log,
  metrics: Metrics,
): Promise<void> {
  await fastify.register(fastifyCookie);
  onlyJson(fastify);
  // an expectation that nobody knows is passed over, so that the request gets an answer of ours
  fastify.server.on('checkExpectation', (request, response) =>
    fastify.server.emit('request', request, response),
  );
  fastify.addHook('onRoute', (route) => {
    const contract = [...implementedRoutes].find((r) => r.path === route.url && r.method === route.method);
    if (contract?.maxBodyBytes !== undefined) route.bodyLimit = contract.maxBodyBytes;
    if (contract?.ahead === true) {
      // once before the body is read, and once after, which begins anew
      route.onRequest = [urgently, ...[route.onRequest ?? []].flat()];
      route.preHandler = [urgently, ...[route.preHandler ?? []].flat()];
    }
  });
  const headers = securityHeaders(config);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('x-request-id', request.id);
    const problem = unfit(request);
    if (problem === null) done();
    else sendProblem(reply.header('connection', 'close'), { ...problem, requestId: request.id });
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    metrics.requests.observe(
      { route, method: request.method, status: reply.statusCode },
      reply.elapsedTime / 1_000,
    );
    // the pattern, never the address itself: ids and queries can be personal
    log.info('request', {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
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

const mostHeaders = 200;

/** What is HTTP, but not a request that can be answered. */
function unfit({ headers, raw }: FastifyRequest): (Problem & { detail?: string }) | null {
  if (headers.host === undefined && raw.httpVersion !== '1.0') return problems.malformed;
  // an address of another server: this one carries nothing on
  if (!raw.url?.startsWith('/')) return problems.malformed;
  if (raw.rawHeaders.length > mostHeaders * 2) return problems.headersTooLarge;
  // nothing is unpacked here, so nothing can grow here
  if (!['identity', ''].includes(headers['content-encoding'] ?? ''))
    return { ...problems.unsupportedMedia, detail: 'Send the body as it is, without a content-encoding.' };
  return null;
}

/** JSON is the only language of the API; forms and plain text, which other sites can send, are not understood. */
function onlyJson(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    (request as VigilRequest).rawBody = body as Buffer;
    // a webhook proves itself over the raw bytes before anybody reads them
    if (body.length === 0 || request.routeOptions.url?.startsWith('/api/hooks/')) {
      done(null, undefined);
      return;
    }
    if (!isUtf8(body as Buffer)) {
      done(new ProblemError(problems.malformed, { detail: 'The body is not UTF-8.' }), undefined);
      return;
    }
    void parse(request, body.toString(), done);
  });
}

const rawProblems: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: problems.headersTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: problems.tooSlow,
};

/** Answers what is not HTTP, or too much of it, where no request exists yet. */
function refuseRaw(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const problem = rawProblems[error.code ?? ''] ?? problems.malformed;
  const body = JSON.stringify({ ...problem, requestId: randomUUID() });
  const words: Readonly<Record<number, string>> = {
    400: 'Bad Request',
    408: 'Request Timeout',
    431: 'Request Header Fields Too Large',
  };
  socket.end(
    `HTTP/1.1 ${problem.status} ${words[problem.status] ?? 'Bad Request'}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
