import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../server/src/platform/embedded-postgres/index.js';
import { resolveRedis } from '../tools/src/services/redis-server.js';
import { createTemplateDatabase } from './template-database.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser address of the one PostgreSQL of this run. */
    superuserUrl: string;
    /** Address of the one Redis of this run. */
    redisUrl: string;
    /** With how many facts a database of an earlier release is upgraded: `FACTS=1000000` takes minutes. */
    upgradeFacts: number;
  }
}

const say = (message: string): void => void process.stderr.write(`${message}\n`);
const log = { info: () => undefined, warn: say, error: say };

/**
 * One real PostgreSQL and one real Redis for all server tests of a run. A service that cannot be had stops the run.
 * The database lives no longer than the run, so it need not survive a power cut (`fsync=off` is several times faster);
 * what a commit promises is tested in the embedded PostgreSQL's own tests, with the product's settings.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vigil-tests-'));
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '200' };
  const [postgres, redis] = await Promise.all([
    startEmbeddedPostgres({ dataDir, log, settings }),
    resolveRedis(process.env),
  ]);
  const teardown = async (): Promise<void> => {
    await Promise.all([postgres.stop(), redis.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await createTemplateDatabase(postgres.superuserUrl);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('superuserUrl', postgres.superuserUrl);
  project.provide('redisUrl', redis.url);
  project.provide('upgradeFacts', Number(process.env['FACTS'] ?? 5_000));
  return teardown;
}
