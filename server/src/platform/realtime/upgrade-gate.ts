import '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Authenticators } from '../auth/authenticators.js';
import { displayCookieName, sessionCookieName } from '../auth/cookie.js';
import { Origins } from '../auth/origin.js';
import type { SocketPrincipal } from '../auth/principal.js';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';
import { Log } from '../logging/log.js';
import type { Link, Pass } from './realtime.types.js';
import { SocketLimits } from './socket-limits.js';

export const socketPath = '/socket.io/';
/** What socket.io's own clients put there; a token in an address would end in logs. */
const knownQuery = new Set(['EIO', 'transport', 't', 'as']);
const asDisplay = 'display';
const words = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

/** Turns handshakes away before a websocket exists: foreign origins 403, no session or display 401, far too many of one person 429, anything else but sockets 404. */
@Injectable()
export class UpgradeGate {
  private readonly cookie: string;
  private readonly displayCookie: string;
  private readonly admitted = new WeakMap<IncomingMessage, Link>();

  constructor(
    private readonly authenticators: Authenticators,
    private readonly origins: Origins,
    private readonly host: HttpAdapterHost,
    private readonly limits: SocketLimits,
    private readonly log: Log,
    @Inject(RUNNING_CONFIG) config: RunningConfig,
  ) {
    this.cookie = sessionCookieName(config);
    this.displayCookie = displayCookieName(config);
  }

  /** @returns true when the handshake may go on; else it has been answered and closed */
  async admit(request: IncomingMessage, socket: Duplex): Promise<boolean> {
    const ignore = () => socket.destroy();
    socket.on('error', ignore);
    const status = await this.judge(request, socket);
    socket.off('error', ignore);
    if (socket.destroyed) return false;
    if (status === 101) return true;
    socket.on('error', ignore);
    socket.end(`HTTP/1.1 ${status} ${words[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    return false;
  }

  /** What is to be kept of a handshake that was let in. */
  linkOf(request: IncomingMessage): Link | null {
    return this.admitted.get(request) ?? null;
  }

  /** Who is behind a handshake now; null once the session or the display has ended. */
  async principalNow({ by, token }: Pass): Promise<SocketPrincipal | null> {
    return by === 'display'
      ? this.authenticators.authenticateDisplay(token)
      : this.authenticators.authenticateSession(token);
  }

  /** A browser may hold both cookies: the address says as what the page comes, and the other one counts for nothing. */
  private passOf(request: IncomingMessage): Pass | null {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const cookies = fastify.parseCookie(request.headers.cookie ?? '');
    const by = addressOf(request).searchParams.get('as') === asDisplay ? 'display' : 'session';
    const token = cookies[by === 'display' ? this.displayCookie : this.cookie];
    // a copy: a part of the header would keep all of it
    return token === undefined ? null : { by, token: Buffer.from(token).toString() };
  }

  private async judge(request: IncomingMessage, socket: Duplex): Promise<101 | keyof typeof words> {
    if (!URL.canParse(request.url ?? '', 'http://host')) return 400;
    const { pathname, searchParams } = addressOf(request);
    if (pathname !== socketPath) return 404;
    if (!this.origins.isOwn(request.headers.origin)) return 403;
    if ([...searchParams.keys()].some((key) => !knownQuery.has(key))) return 400;
    if (searchParams.getAll('as').some((as) => as !== asDisplay)) return 400;
    try {
      const pass = this.passOf(request);
      const principal = pass && (await this.principalNow(pass));
      if (pass === null || principal === null) return 401;
      if (socket.destroyed) return 400;
      if (!this.limits.admit(principal, socket)) return 429;
      this.admitted.set(request, { connection: socket, pass, principal, socketId: null });
      return 101;
    } catch (error) {
      this.log.warn('handshake could not be checked', { error });
      return 503;
    }
  }
}

function addressOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '', 'http://host');
}
