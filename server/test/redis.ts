import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { inject } from 'vitest';

export { startOwnRedis } from '../../test/own-redis.js';

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
