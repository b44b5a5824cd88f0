import { io } from 'socket.io-client';
import type { Sql } from '../src/platform/db/database.js';
import type { TestApp } from './app.js';
import type { Actor } from './cast.js';
import { allCarried, caughtUp } from './settled.js';

/** A screen of somebody: what it is told to look at, in order, from now on. */
export interface Screen {
  readonly frames: string[];
  /** Waits until everything is there that this process has sent so far. */
  readonly caughtUp: () => Promise<void>;
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
  return { frames, caughtUp: () => caughtUp(socket), end: () => socket.disconnect() };
}

/** Waits until all that follows from what was committed so far is there, on each of these screens. */
export async function allShown(sql: Sql, ...screens: readonly Screen[]): Promise<void> {
  await allCarried(sql);
  await Promise.all(screens.map((screen) => screen.caughtUp()));
}
