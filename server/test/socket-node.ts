import fastifyCookie from '@fastify/cookie';
import { Global, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { signedIn } from '@vigil/shared/contract';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { Authenticators } from '../src/platform/auth/authenticators.js';
import { Origins } from '../src/platform/auth/origin.js';
import type { SessionPrincipal } from '../src/platform/auth/principal.js';
import { RUNNING_CONFIG, type RunningConfig } from '../src/platform/config/config.js';
import { createLog, Log } from '../src/platform/logging/log.js';
import { Metrics } from '../src/platform/ops/metrics.js';
import { RealtimeModule } from '../src/platform/realtime/realtime.module.js';
import { Realtime, SOCKET_CHANNEL } from '../src/platform/realtime/realtime.js';
import type { TestRedis } from './redis.js';

export const origin = 'https://vigil.example.com';
/** Who holds which token now; the outside world of this test. */
export const sessions = new Map<string, SessionPrincipal>();
export const person = (token: string, departmentId: string | null = 'sales'): void =>
  void sessions.set(token, {
    by: 'session',
    sessionId: `s-${token}`,
    memberId: `m-${token}`,
    role: 'employee',
    departmentId,
  });

/** A process with sockets and nothing else. */
export interface SocketNode {
  readonly app: NestFastifyApplication;
  readonly realtime: Realtime;
  readonly port: number;
}
const contract = {
  access: signedIn,
  request: z.strictObject({ boardId: z.string().max(20) }),
  answer: z.union([
    z.object({ ok: z.literal(true) }),
    z.object({ ok: z.literal(false), problem: z.string() }),
  ]),
};

export async function startSocketNode(redis: TestRedis | null): Promise<SocketNode> {
  const config: RunningConfig = {
    mode: 'production',
    host: '127.0.0.1',
    port: 0,
    dataDir: '',
    databaseUrl: '',
    migrationDatabaseUrl: null,
    redisUrl: redis?.url ?? null,
    publicUrl: origin,
    secretKey: '',
    logLevel: 'silent',
    standingsEveryMs: 60_000,
  };
  const authenticators = new Authenticators();
  authenticators.registerSession({
    authenticateSession: (token) => Promise.resolve(sessions.get(token) ?? null),
  });
  const provided = [
    { provide: RUNNING_CONFIG, useValue: config },
    { provide: Log, useValue: createLog('silent') },
    { provide: Authenticators, useValue: authenticators },
    { provide: SOCKET_CHANNEL, useValue: redis?.keyPrefix },
    Origins,
    Metrics,
  ];
  @Global()
  @Module({ providers: provided, exports: provided.map((p) => (typeof p === 'function' ? p : p.provide)) })
  class Ground {}
  @Module({ imports: [Ground, RealtimeModule] })
  class Root {}
  Logger.overrideLogger(false);
  const app = await NestFactory.create<NestFastifyApplication>(Root, new FastifyAdapter());
  await app.register(fastifyCookie);
  const realtime = app.get(Realtime);
  realtime.guard('board:', (principal, room) =>
    Promise.resolve(room === 'board:company' || room === `board:${principal.departmentId}`),
  );
  realtime.handle('board:watch', contract, async ({ boardId }, call) => {
    if (await call.enter(`board:${boardId}`)) return { ok: true as const };
    return { ok: false as const, problem: 'not yours' };
  });
  await app.listen(0, '127.0.0.1');
  return { app, realtime, port: (app.getHttpServer().address() as AddressInfo).port };
}
