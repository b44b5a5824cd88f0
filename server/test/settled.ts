import type { Socket } from 'socket.io-client';
import { expect, vi } from 'vitest';
import type { Sql } from '../src/platform/db/database.js';

/**
 * Waits until nothing of what was left word of is under way any more, whoever carries it. What a consumer sends to screens
 * has left its process by then: it is there once the screen has {@link caughtUp}.
 */
export const allCarried = (sql: Sql): Promise<void> =>
  vi.waitFor(async () => expect(await sql.query('SELECT consumer, topic FROM outbox')).toEqual([]), {
    timeout: 15_000,
    interval: 20,
  });

/** Waits until a browser has all that its process has sent to it so far: an answer comes behind that, also a refusal. */
export async function caughtUp(socket: Socket): Promise<void> {
  await socket.emitWithAck('nobody:declares-this', {});
}
