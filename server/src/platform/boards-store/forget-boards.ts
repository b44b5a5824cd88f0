import { connectOrRefuse, createRedisClient } from '../redis/redis-client.js';
import { BOARD_KEY_PREFIX } from './boards-store.module.js';

/**
 * Removes every board from Redis. Scores there carry versions of the database they were read from; where another one
 * takes its place they would count as newer than anything it says.
 */
export async function forgetBoards(redisUrl: string): Promise<void> {
  const client = createRedisClient(redisUrl, () => undefined);
  await connectOrRefuse(client);
  try {
    for await (const keys of client.scanIterator({ MATCH: `${BOARD_KEY_PREFIX}*`, COUNT: 500 }))
      if (keys.length > 0) await client.unlink(keys);
  } finally {
    await client.close();
  }
}
