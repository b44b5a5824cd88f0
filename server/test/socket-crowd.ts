import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { origin, person, type SocketNode } from './socket-node.js';

/** A stock client and everything that it was told, in order. */
export interface Guest {
  readonly token: string;
  readonly socket: Socket;
  readonly heard: [event: string, message: unknown][];
}

/** Connects as somebody who is there. */
export async function guest(node: SocketNode, token: string): Promise<Guest> {
  const socket = io(`http://127.0.0.1:${node.port}`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { origin, cookie: `__Host-vigil=${token}` },
  });
  const heard: [string, unknown][] = [];
  socket.onAny((event: string, message: unknown) => heard.push([event, message]));
  await once(socket as never, 'connect');
  return { token, socket, heard };
}

/** So many sockets, each of them of somebody else in the department of sales, who all watch these boards in this order. */
export async function crowd(node: SocketNode, size: number, boards: readonly string[]): Promise<Guest[]> {
  const guests: Guest[] = [];
  for (let i = 0; i < size; i++) {
    person(`guest-${i}`);
    guests.push(await guest(node, `guest-${i}`));
  }
  for (const { socket } of guests)
    for (const boardId of boards) await socket.emitWithAck('board:watch', { boardId });
  return guests;
}
