import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster.js';
import type { KeptServer } from '../cluster/kept-server.js';
import type { History } from './history.js';

const pollMs = 100;
const healWithinMs = 60_000;

/**
 * Waits until both servers take work, their boards answer, and facts are acknowledged again.
 * @returns what is still ill after a minute; null when nothing is
 */
export async function untilHealed({ servers }: Cluster, history: History): Promise<string | null> {
  const untilMs = performance.now() + healWithinMs;
  const before = history.acknowledged;
  for (;;) {
    const ill = await illOf(servers);
    if (ill.length === 0 && history.acknowledged > before) return null;
    if (performance.now() > untilMs)
      return ill.length > 0 ? `${ill.join(' and ')} did not become ready` : 'no fact was acknowledged';
    await pause(pollMs);
  }
}

/** Names of the servers that do not take work, or whose boards do not answer. */
export async function illOf(servers: readonly KeptServer[]): Promise<string[]> {
  const states = await Promise.all(
    servers.map(async (server) => ({ name: server.name, ...(await server.state()) })),
  );
  return states.filter(({ ready, boards }) => !ready || !boards).map(({ name }) => name);
}
