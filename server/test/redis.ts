import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { inject } from 'vitest';
import { startRedisServer, type RedisServer } from '../../tools/src/services/redis-server.js';

/** A corner of the run's Redis for one test file. */
export interface TestRedis {
  readonly url: string;
  /** Put it before every key and channel name; nobody else uses it. */
  readonly keyPrefix: string;
  /** Removes every key under the prefix. */
  drop(): Promise<void>;
}

/** Gives a test file its own key prefix in the shared Redis. Call it in `beforeAll`, and `drop` in `afterAll`. */
export function createTestRedis(): TestRedis {
  const url = inject('redisUrl');
  const keyPrefix = `test:${randomUUID()}:`;
  return { url, keyPrefix, drop: () => removeKeys(url, keyPrefix) };
}

/** A Redis of one test's own, for tests that stop it, kill it or flush it. */
export function startOwnRedis(): Promise<RedisServer> {
  return startRedisServer(process.env);
}

async function removeKeys(url: string, prefix: string): Promise<void> {
  const client = createClient({ url });
  await client.connect();
  try {
    for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 })) {
      if (keys.length > 0) await client.unlink(keys);
    }
  } finally {
    await client.close();
  }
}
