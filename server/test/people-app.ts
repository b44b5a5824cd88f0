import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PeopleModule } from '../src/features/people/people.module.js';
import { Clock } from '../src/platform/clock/clock.js';
import type { RunningConfig } from '../src/platform/config/config.js';
import { Database } from '../src/platform/db/database.js';
import { createAdapter, equip } from '../src/platform/http/fastify.js';
import { createLog } from '../src/platform/logging/log.js';
import { PlatformModule } from '../src/platform/platform.module.js';
import { createTestDatabase } from './database.js';
import { factoriesOn } from './factories.js';

@Module({})
class PeopleApp {
  static forRoot(config: RunningConfig): DynamicModule {
    return {
      module: PeopleApp,
      imports: [PlatformModule.forRoot(config, createLog('silent')), PeopleModule],
    };
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
  /** The parsed body; null when there is none. */
  readonly json: Record<string, unknown>;
  /** Value of the session cookie that was set, if one was. */
  readonly token: string | null;
}
export interface Ask {
  readonly body?: unknown;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ip?: string;
}

/** The people feature on the real platform, with a database of its own and a clock that a test can move. */
export async function startPeopleApp(settings: Partial<RunningConfig> = {}) {
  const database = await createTestDatabase();
  const config: RunningConfig = {
    mode: 'production',
    host: '127.0.0.1',
    port: 0,
    dataDir: '',
    databaseUrl: database.appUrl,
    migrationDatabaseUrl: null,
    redisUrl: null,
    publicUrl: 'http://vigil.example',
    secretKey: '0123456789abcdef'.repeat(4),
    logLevel: 'silent',
    standingsEveryMs: 60_000,
    ...settings,
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    PeopleApp.forRoot(config),
    createAdapter(config),
    { bodyParser: false, logger: false, abortOnError: false },
  );
  const fastify = app.getHttpAdapter().getInstance();
  await equip(app);
  const time = { aheadMs: 0 };
  const clock = app.get(Clock);
  clock.nowMs = () => Date.now() + time.aheadMs;
  await app.init();
  await fastify.ready();

  async function ask(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    given: Ask = {},
  ): Promise<Answer> {
    const reply = await fastify.inject({
      method,
      url,
      headers: {
        origin: config.publicUrl,
        ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(given.cookie === undefined ? {} : { cookie: given.cookie }),
        ...(given.ip === undefined ? {} : { 'x-forwarded-for': given.ip }),
        ...given.headers,
      },
      ...(given.body === undefined ? {} : { payload: JSON.stringify(given.body) }),
    });
    const isJson = String(reply.headers['content-type']).includes('json');
    return {
      status: reply.statusCode,
      headers: reply.headers,
      text: reply.body,
      json: (isJson ? JSON.parse(reply.body) : null) as Record<string, unknown>,
      token: /vigil=([^;]+);/.exec(String(reply.headers['set-cookie']))?.[1] ?? null,
    };
  }

  const sql = app.get(Database);
  return {
    app,
    sql,
    config,
    ask,
    make: factoriesOn(sql),
    /** Moves the product's clock. */
    passMs: (ms: number) => void (time.aheadMs += ms),
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
}
export type PeopleAppUnderTest = Awaited<ReturnType<typeof startPeopleApp>>;
