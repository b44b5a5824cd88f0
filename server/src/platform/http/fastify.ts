import fastifyCookie from '@fastify/cookie';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { problems } from '@vigil/shared/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../ops/metrics.js';
import { Failures } from './failures.js';
import { onlyJson } from './json-bodies.js';
import { usualBodyBytes } from './large-bodies.js';
import { Routes } from './routes.js';
import { securityHeaders } from './security-headers.js';
import { sendProblem } from './send-problem.js';
import { refuseRaw, unfit } from './unfit.js';

/** How long a request may take to arrive, and how often that is looked at. */
export interface Patience {
  readonly requestMs: number;
  readonly headersMs: number;
  readonly lookEveryMs: number;
}
/** The largest bodies are mails of 10 MB: over a slow link they take a while. */
const usualPatience: Patience = { requestMs: 120_000, headersMs: 15_000, lookEveryMs: 5_000 };

/** Nest wires classes, and starts and stops Fastify; what is answered where nothing fits or something fails is ours. */
class QuietAdapter extends FastifyAdapter {
  override setErrorHandler(): FastifyInstance {
    return this.instance;
  }

  override setNotFoundHandler(): FastifyInstance {
    return this.instance;
  }
}

/** The HTTP server with its limits: what is too large, too slow or malformed is turned away before any feature sees it. */
export function createAdapter(config: RunningConfig, patience: Patience = usualPatience): FastifyAdapter {
  const dress = dressing(config);
  return new QuietAdapter({
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
    // no middleware of Nest's: nothing here asks for any
    skipMiddie: true,
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
      sendProblem(dress(request, reply), { ...problem, requestId: request.id });
    },
  });
}

/** Everything between a connection and the features of an application whose classes Nest has made. */
export async function equip(app: NestFastifyApplication): Promise<void> {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const failures = app.get(Failures);
  await fastify.register(fastifyCookie);
  fastify.decorateRequest('asker', null);
  fastify.decorateRequest('rawBody', null);
  onlyJson(fastify);
  // an expectation that nobody knows is passed over, so that the request gets an answer of ours
  fastify.server.on('checkExpectation', (request, response) =>
    fastify.server.emit('request', request, response),
  );
  const dress = dressing(app.get<RunningConfig>(RUNNING_CONFIG));
  fastify.addHook('onRequest', (request, reply, done) => {
    dress(request, reply);
    const problem = unfit(request);
    if (problem === null) done();
    else sendProblem(reply.header('connection', 'close'), { ...problem, requestId: request.id });
  });
  noteAnswers(fastify, app.get(Log), app.get(Metrics));
  fastify.setErrorHandler((error, request, reply) => failures.answer(error, request, reply));
  // it may be sent here before any hook of ours has seen it
  fastify.setNotFoundHandler((request, reply) =>
    sendProblem(dress(request, reply), { ...problems.notFound, requestId: request.id }),
  );
  app.get(Routes).serve(fastify);
}

/** Puts on an answer what all have: headers that are made once, and the name of its request. */
function dressing(config: RunningConfig) {
  const headers = securityHeaders(config);
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply.headers(headers).header('x-request-id', request.id);
}

/** By the pattern of the route, never the address itself: ids and queries can be personal. */
function noteAnswers(fastify: FastifyInstance, log: Log, { answers }: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const { method } = request;
    const { statusCode: status, elapsedTime: ms } = reply;
    answers.took(ms / 1_000, route, method, status);
    log.info('request', { requestId: request.id, method, route, status, ms: Math.round(ms) });
    done();
  });
}
