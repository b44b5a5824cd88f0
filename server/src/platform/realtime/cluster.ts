import { createAdapter } from '@socket.io/redis-adapter';
import type { Log } from '../logging/log.js';
import { connectOrRefuse, createRedisClient } from '../redis/redis-client.js';

/** Joins the socket servers of all processes through Redis publish and subscribe. */
export interface Cluster {
  readonly adapter: ReturnType<typeof createAdapter>;
  close(): Promise<void>;
}

/** @throws when Redis cannot be reached at the start; later outages are survived */
export async function joinCluster(url: string, log: Log, channel = 'vigil:sockets'): Promise<Cluster> {
  const trouble = (error: unknown) => log.warn('Redis for sockets is in trouble', { error });
  const [pub, sub] = [createRedisClient(url, trouble), createRedisClient(url, trouble)];
  await connectOrRefuse(pub);
  await connectOrRefuse(sub).catch((error: unknown) => {
    pub.destroy();
    throw error;
  });
  // the adapter lets a refused publish go unheard, which would end the process; clients heal by version instead
  const publisher = {
    publish: (to: string, message: string | Buffer) => pub.publish(to, message).catch(trouble),
    pSubscribe: () => undefined,
    on: () => undefined,
    off: () => undefined,
    listenerCount: () => 2,
  };
  return {
    adapter: createAdapter(publisher, sub, { key: channel }),
    close: async () => {
      await Promise.allSettled([pub.close(), sub.close()]);
    },
  };
}
