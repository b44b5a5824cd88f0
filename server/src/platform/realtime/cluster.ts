import { createAdapter } from '@socket.io/redis-adapter';
import type { Log } from '../logging/log.js';
import { Patience } from '../redis/patience.js';
import { closeClient, connectOrRefuse, createRedisClient } from '../redis/redis-client.js';

/** Joins the socket servers of all processes through Redis publish and subscribe. */
export interface Cluster {
  readonly adapter: ReturnType<typeof createAdapter>;
  close(): Promise<void>;
}

/** What a process learns of its own hearing. */
export interface Gaps {
  /** Words of others may have been missed; from now on they are heard again. */
  heardAgain(): void;
  /** Words of this process were lost. Asked again, until a word gets through. */
  sayDoubt(): void;
}

const sayAgainMs = 1_000;

/** @throws when Redis cannot be reached at the start; later outages are survived */
export async function joinCluster(
  url: string,
  log: Log,
  gaps: Gaps,
  channel = 'vigil:sockets',
): Promise<Cluster> {
  const trouble = (error: unknown) => log.warn('Redis for sockets is in trouble', { error });
  const [pub, sub] = [createRedisClient(url, trouble), createRedisClient(url, trouble)];
  await connectOrRefuse(pub);
  await connectOrRefuse(sub).catch((error: unknown) => {
    pub.destroy();
    throw error;
  });
  sub.on('ready', () => gaps.heardAgain());
  let saying: NodeJS.Timeout | null = null;
  let isOver = false;
  const lost = (error: unknown): void => {
    trouble(error);
    if (isOver) return;
    saying ??= setTimeout(() => {
      saying = null;
      gaps.sayDoubt();
    }, sayAgainMs);
  };
  const patience = new Patience();
  // the adapter lets a refused publish go unheard, which would end the process
  const publisher = {
    publish: (to: string, message: string | Buffer) =>
      patience.ask(() => pub.publish(to, message)).catch(lost),
    pSubscribe: () => undefined,
    on: () => undefined,
    off: () => undefined,
    listenerCount: () => 2,
  };
  return {
    adapter: createAdapter(publisher, sub, { key: channel }),
    close: async () => {
      // whoever comes after the end is not waited for
      isOver = true;
      if (saying !== null) clearTimeout(saying);
      await Promise.all([closeClient(pub), closeClient(sub)]);
    },
  };
}
