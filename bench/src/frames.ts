import type { ClientToServerEvents, ServerToClientEvents } from '@vigil/shared/leaderboards';
import { readBoard } from '@vigil/shared/leaderboards';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { awardRequest } from './award.js';
import type { Company, Visitor } from './company.js';
import { Connection } from './connection.js';

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;
/** The shortest rest between two publications of a board, as the server promises. */
const tickMs = 250;

export interface Frames {
  readonly awardsPerSecond: number;
  readonly sockets: number;
  readonly ticks: number;
  readonly frames: number;
}

/** P11: frames that sockets on one board receive while awards arrive at a given pace. */
export async function framesAt(
  company: Company,
  visitors: readonly Visitor[],
  sockets: number,
  awardsPerSecond: number,
  seconds: number,
): Promise<Frames> {
  const { window } = await (visitors[0] ?? company.administrator).call(readBoard, {
    query: { subject: 'people', unit: 'week' },
  });
  let frames = 0;
  const clients = await Promise.all(
    Array.from({ length: sockets }, (_, i) =>
      watch(visitors[i % visitors.length] ?? company.administrator, window.boardId, () => frames++),
    ),
  );
  frames = 0;
  const start = performance.now();
  await paced(company, awardsPerSecond, seconds);
  const ticks = Math.ceil((performance.now() - start) / tickMs);
  const counted = frames;
  for (const client of clients) client.disconnect();
  return { awardsPerSecond, sockets, ticks, frames: counted };
}

async function watch(visitor: Visitor, boardId: string, onFrame: () => void): Promise<Client> {
  const client: Client = io(visitor.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: visitor.cookies, origin: visitor.url },
  });
  client.on('board:delta', onFrame);
  await new Promise<void>((resolve, reject) => {
    client.once('connect', resolve);
    client.once('connect_error', reject);
  });
  const answer = await new Promise<Parameters<Parameters<ClientToServerEvents['board:watch']>[1]>[0]>(
    (resolve) => client.emit('board:watch', { boardId }, resolve),
  );
  if (!answer.ok) throw new Error(`the board cannot be watched: ${answer.problem}`);
  return client;
}

/** Sends awards at a steady pace over a few connections, in slices of 10 ms. */
async function paced(company: Company, perSecond: number, seconds: number): Promise<void> {
  const url = new URL(company.administrator.url);
  const connections = await Promise.all(Array.from({ length: 32 }, () => Connection.open(url)));
  const free = [...connections];
  const start = performance.now();
  let sent = 0;
  const pending = new Set<Promise<void>>();
  while (performance.now() - start < seconds * 1_000) {
    const due = Math.floor(((performance.now() - start) / 1_000) * perSecond);
    while (sent < due && free.length > 0) {
      const connection = free.pop();
      if (connection === undefined) break;
      sent++;
      const email = company.emails[sent % company.emails.length] ?? '';
      const one = connection.send(awardRequest(company, email)).then(() => {
        free.push(connection);
        pending.delete(one);
      });
      pending.add(one);
    }
    await pause(2);
  }
  await Promise.all(pending);
  for (const connection of connections) connection.close();
}
