import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'redis';

/** For an answer to a command. */
export const patienceMs = 3_000;
const pingEveryMs = 5_000;
/** Above what lies between two pings and their answers, so that only silence lasts so long. */
const silentMs = 2 * pingEveryMs + patienceMs;
const farewellMs = 1_000;

/** A client that says at once when Redis is away, instead of holding commands back until it returns. */
export type RedisClient = ReturnType<typeof createRedisClient>;

/**
 * A client for `redis:`, `rediss:` or `unix:` addresses; call `connect` once, it reconnects by itself for ever.
 *
 * @param onTrouble hears of every lost or refused connection; without a listener the process would end
 */
export function createRedisClient(url: string, onTrouble: (error: unknown) => void) {
  const where = url.startsWith('unix:') ? { path: new URL(url).pathname } : {};
  const client = createClient({
    ...(url.startsWith('unix:') ? {} : { url }),
    socket: {
      ...where,
      connectTimeout: patienceMs,
      // what is written counts as life too: whoever gets no answer stops asking (`Patience`), and the link is made anew
      socketTimeout: silentMs,
      reconnectStrategy: (tries) => Math.min(50 * 2 ** Math.min(tries, 6), 2_000) * (0.5 + Math.random() / 2),
    },
    disableOfflineQueue: true,
    // a link that is cut without a word is noticed
    pingInterval: pingEveryMs,
    commandOptions: { timeout: patienceMs },
  });
  client.on('error', onTrouble);
  return client;
}

/** Connects and waits for the first success, so that a server never starts on a wrong address. @throws the refusal */
export async function connectOrRefuse(client: RedisClient): Promise<void> {
  const connecting = client.connect();
  let refuse: (error: unknown) => void = () => undefined;
  const refused = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  client.once('error', refuse);
  try {
    await Promise.race([connecting, refused]);
  } catch (error) {
    connecting.catch(() => undefined);
    client.destroy();
    throw error;
  } finally {
    client.off('error', refuse);
  }
}

/** Lets what is under way be answered, for a moment; a client that is away or silent is not waited for. */
export async function closeClient(client: RedisClient): Promise<void> {
  if (client.isReady) await Promise.race([client.close(), pause(farewellMs, undefined, { ref: false })]);
  client.destroy();
}
