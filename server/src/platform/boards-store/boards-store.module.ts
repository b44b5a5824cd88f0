import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';
import { Log } from '../logging/log.js';
import { closeClient, connectOrRefuse, createRedisClient, type RedisClient } from '../redis/redis-client.js';
import { BOARD_STORE, type BoardStore } from './board-store.js';
import { EmbeddedBoardStore } from './embedded-board-store.js';
import { RedisBoardStore } from './redis-board-store.js';

const BOARD_REDIS = Symbol('BoardRedis');
/** Put before every key: installations may share a Redis, and tests do. */
export const BOARD_KEY_PREFIX = 'vigil:';

@Injectable()
class BoardRedisCloser implements OnApplicationShutdown {
  constructor(@Inject(BOARD_REDIS) private readonly client: RedisClient | null) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.client !== null) await closeClient(this.client);
  }
}

/** Boards in Redis where `REDIS_URL` is set, else in this process: inject `BOARD_STORE`. */
@Global()
@Module({
  providers: [
    {
      provide: BOARD_REDIS,
      inject: [RUNNING_CONFIG, Log],
      useFactory: async (config: RunningConfig, log: Log): Promise<RedisClient | null> => {
        if (config.redisUrl === null) return null;
        const client = createRedisClient(config.redisUrl, (error) =>
          log.warn('Redis for boards is in trouble', { error }),
        );
        await connectOrRefuse(client);
        return client;
      },
    },
    {
      provide: BOARD_STORE,
      inject: [BOARD_REDIS],
      useFactory: (client: RedisClient | null): BoardStore =>
        client === null ? new EmbeddedBoardStore() : new RedisBoardStore(client, BOARD_KEY_PREFIX),
    },
    BoardRedisCloser,
  ],
  exports: [BOARD_STORE],
})
export class BoardsStoreModule {}
