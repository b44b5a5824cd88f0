import { Server } from 'socket.io';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startOwnRedis } from '../../../../test/own-redis.js';
import type { RedisServer } from '../../../../tools/src/services/redis-server.js';
import { aHeardLog } from '../../../test/logged.js';
import { type Cluster, joinCluster } from './cluster.js';

const patience = { timeout: 20_000, interval: 20 };
let redis: RedisServer;
const clusters: Cluster[] = [];

/** A process without sockets: it only hears what others say, and what it learns of its own hearing. */
async function joined() {
  const io = new Server();
  const heard: string[] = [];
  const { log, logged } = aHeardLog();
  const cluster = await joinCluster(redis.url, log, {
    heardAgain: () => heard.push('again'),
    sayDoubt: () => void io.serverSideEmit('doubt'),
  });
  clusters.push(cluster);
  io.adapter(cluster.adapter);
  io.on('doubt', () => heard.push('doubt'));
  for (const word of ['hello', 'lost']) io.on(word, () => heard.push(word));
  return { io, heard, cluster, logged };
}

beforeAll(async () => {
  redis = await startOwnRedis();
});
afterAll(async () => {
  for (const cluster of clusters) await cluster.close();
  await redis.stop();
});

it('says that words were lost as soon as one gets through, and learns that it was deaf', async () => {
  const [speaker, listener] = [await joined(), await joined()];
  await vi.waitFor(() => {
    speaker.io.serverSideEmit('hello');
    expect(listener.heard).toContain('hello');
  }, patience);
  expect([...speaker.heard, ...listener.heard]).not.toContain('doubt');

  await redis.kill();
  speaker.io.serverSideEmit('lost');
  await redis.restart();
  await vi.waitFor(
    () => expect(listener.heard).toEqual(expect.arrayContaining(['again', 'doubt'])),
    patience,
  );
  expect(listener.heard).not.toContain('lost');
});

it('lets a process end that says something once it has left', async () => {
  const { io, cluster, logged } = await joined();
  await cluster.close();
  const timers = vi.spyOn(globalThis, 'setTimeout');
  io.serverSideEmit('lost');
  await vi.waitFor(() => expect(logged.join()).toContain('in trouble'), patience);
  expect(timers).not.toHaveBeenCalledWith(expect.anything(), 1_000);
  timers.mockRestore();
});
