import {
  startRedisServer,
  type RedisServer,
  type RedisServerOptions,
} from '../tools/src/services/redis-server.js';

/** A Redis of one test's own, for tests that stop it, kill it or flush it. */
export function startOwnRedis(options?: RedisServerOptions): Promise<RedisServer> {
  return startRedisServer(process.env, options);
}
