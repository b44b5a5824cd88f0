import { io } from 'socket.io-client';
import type { TestApp } from './app.js';
import type { Actor } from './cast.js';

/** A screen of somebody: what it is told to look at, in order, from now on. */
export interface Screen {
  readonly frames: string[];
  readonly end: () => void;
}

/** Opens a screen of somebody, and waits until it is connected. */
export async function framesOf(server: TestApp, who: Actor): Promise<Screen> {
  const socket = io(server.url, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
    extraHeaders: { cookie: who.cookie, origin: server.url },
  });
  const frames: string[] = [];
  socket.on('me:changed', ({ what }: { what: string }) => frames.push(what));
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return { frames, end: () => socket.disconnect() };
}
