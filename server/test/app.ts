import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/create-app.js';
import type { RunningConfig } from '../src/platform/config/config.js';
import type { Patience } from '../src/platform/http/fastify.js';
import { createLog, type Log } from '../src/platform/logging/log.js';
import { freePort } from '../../tools/src/services/free-port.js';
import { testConfig } from './config.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** The whole server on a free loopback port, on a database of its own. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  /** `http://127.0.0.1:PORT`, which is also the origin that browsers would name. */
  readonly url: string;
  readonly config: RunningConfig;
  stop(): Promise<void>;
}

/** Beside settings that differ (`redisUrl`, `mode` …). */
interface Given {
  /** To share one among several servers, or to bring one of the test's own. */
  readonly database?: TestDatabase;
  readonly log?: Log;
  readonly patience?: Patience;
}

export async function startTestApp(more: Partial<RunningConfig> & Given = {}): Promise<TestApp> {
  const { database: shared, log, patience, ...settings } = more;
  const database = shared ?? (await createTestDatabase());
  const port = settings.port ?? (await freePort());
  const config = testConfig(database, port, settings);
  const app = await createApp(config, log ?? createLog(config.logLevel), patience);
  await app.listen({ port, host: '127.0.0.1' });
  const stop = async () => {
    await app.close();
    if (!shared) await database.drop();
  };
  return { app, database, url: config.publicUrl, config, stop };
}
