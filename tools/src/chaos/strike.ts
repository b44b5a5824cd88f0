import { once } from 'node:events';
import { connect } from 'node:net';
import type { Cluster } from '../cluster/cluster.js';
import type { Fault } from './plan.js';

const nothing = (): void => undefined;

/** Begins a fault. @returns what ends it */
export async function strike(cluster: Cluster, { name, server }: Fault): Promise<() => void | Promise<void>> {
  const { postgres, redis, proxy, servers } = cluster;
  const struck = servers[server];
  if (struck === undefined) throw new Error('there is no such server');
  switch (name) {
    case 'server-killed':
      struck.kill();
      return nothing;
    case 'server-paused':
      struck.signal('SIGSTOP');
      return () => struck.signal('SIGCONT');
    case 'servers-rolled':
      for (const one of servers) await one.restart();
      return nothing;
    case 'redis-away':
      await redis.kill();
      return () => redis.restart();
    case 'redis-silent':
      redis.signal('SIGSTOP');
      return () => redis.signal('SIGCONT');
    case 'redis-flushed':
      await tellRedis(redis.url, 'FLUSHALL');
      return nothing;
    case 'redis-from-old-copy':
      redis.keepCopy();
      return () => redis.restartFromCopy();
    case 'postgres-killed':
      postgres.kill();
      return nothing;
    case 'postgres-restarted':
      postgres.restart();
      return nothing;
    case 'postgres-away':
      postgres.mustStayAway();
      postgres.kill();
      return () => postgres.mayComeBack();
    case 'postgres-silent':
      postgres.fallSilent();
      return () => postgres.goOn();
    case 'slow-screens':
      proxy.stall(3);
      return () => proxy.goOn();
  }
}

/** Sends one command in Redis's own inline form, and waits until it is answered. @throws what it refuses */
export async function tellRedis(url: string, command: string): Promise<void> {
  const { hostname, port, password } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  await once(socket, 'connect');
  socket.write(`AUTH ${password}\r\n${command}\r\n`);
  let said = '';
  for await (const text of socket) {
    said += String(text);
    if (said.split('\r\n').length > 2) break;
  }
  if (/^-/m.test(said)) throw new Error(said);
}
