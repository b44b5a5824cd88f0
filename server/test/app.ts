import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/create-app.js';
import type { RunningConfig } from '../src/platform/config/config.js';
import { createLog } from '../src/platform/logging/log.js';
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

/** @param more settings that differ: `redisUrl`, `mode` …; `database` to share one among several servers */
export async function startTestApp(
  more: Partial<RunningConfig> & { database?: TestDatabase } = {},
): Promise<TestApp> {
  const { database: shared, ...settings } = more;
  const database = shared ?? (await createTestDatabase());
  const port = settings.port ?? (await freePort());
  const config = testConfig(database, port, settings);
  const app = await createApp(config, createLog(config.logLevel));
  await app.listen({ port, host: '127.0.0.1' });
  const stop = async () => {
    await app.close();
    if (!shared) await database.drop();
  };
  return { app, database, url: config.publicUrl, config, stop };
}
