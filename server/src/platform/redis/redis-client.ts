import { createClient } from 'redis';

const commandTimeoutMs = 3_000;

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
      connectTimeout: commandTimeoutMs,
      reconnectStrategy: (tries) => Math.min(50 * 2 ** Math.min(tries, 6), 2_000) * (0.5 + Math.random() / 2),
    },
    disableOfflineQueue: true,
    // a link that is cut without a word is noticed
    pingInterval: 5_000,
    commandOptions: { timeout: commandTimeoutMs },
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
