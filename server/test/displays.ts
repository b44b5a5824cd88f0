import type { Role } from '@vigil/shared/contract';
import { addDisplay, type Display, openWall } from '@vigil/shared/wall';
import { io, type Socket } from 'socket.io-client';
import type { TestApp } from './app.js';
import { type Actor, anActor, askServer, type Heard } from './cast.js';

/** A display link as its maker sees it, once. */
export interface MadeDisplay {
  readonly display: Display;
  readonly url: string;
  readonly token: string;
}

let made = 0;

export async function aDisplay(
  server: TestApp,
  by?: Actor,
  name = `Lobby ${++made}`,
  role: Role = 'security',
): Promise<MadeDisplay> {
  const { text } = await (by ?? (await anActor(server, role))).ask(addDisplay, { body: { name } });
  const { display, url } = addDisplay.response.parse(JSON.parse(text));
  return { display, url, token: new URL(url).hash.slice(1) };
}

/** A browser opens a link. @returns the answer, and the cookie that it brought as browsers send it */
export async function openLink(
  server: TestApp,
  token: string,
  headers: Record<string, string> = {},
): Promise<Heard & { readonly cookie: string }> {
  const answer = await askServer(server, openWall, { body: { token }, headers });
  return { ...answer, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

/** A screen that was just opened. @returns the cookie that it sends */
export async function aScreen(server: TestApp): Promise<string> {
  return (await openLink(server, (await aDisplay(server)).token)).cookie;
}

/** The socket of a screen, with every frame that it ever got. */
export interface ScreenSocket {
  readonly socket: Socket;
  readonly frames: [string, unknown][];
}

export function screenSocket(
  url: string,
  cookie: string,
  origin = url,
  query: Record<string, string> = { as: 'display' },
): ScreenSocket {
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    query,
    extraHeaders: { origin, cookie },
  });
  const frames: [string, unknown][] = [];
  socket.onAny((event: string, message: unknown) => frames.push([event, message]));
  return { socket, frames };
}
