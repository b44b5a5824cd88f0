import { createClient } from 'redis';
import { expect, it } from 'vitest';
import { createTestRedis, startOwnRedis } from './redis.js';

const clientOf = (url: string) => createClient({ url });

async function withClient<T>(
  url: string,
  use: (client: ReturnType<typeof clientOf>) => Promise<T>,
): Promise<T> {
  const client = clientOf(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

it('gives each test file a corner of its own and removes that corner alone', async () => {
  const [mine, other] = [createTestRedis(), createTestRedis()];
  await withClient(mine.url, async (client) => {
    await client.set(`${mine.keyPrefix}key`, 'mine');
    await client.set(`${other.keyPrefix}key`, 'other');
    await mine.drop();
    expect(await client.get(`${mine.keyPrefix}key`)).toBeNull();
    expect(await client.get(`${other.keyPrefix}key`)).toBe('other');
  });
  await other.drop();
});

it('starts one that may be killed; it comes back empty at the same address', async () => {
  const redis = await startOwnRedis();
  try {
    await withClient(redis.url, (client) => client.set('key', 'value'));
    await redis.restart();
    expect(await withClient(redis.url, (client) => client.get('key'))).toBeNull();
  } finally {
    await redis.stop();
  }
});
