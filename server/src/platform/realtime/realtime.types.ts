import type { Access } from '@vigil/shared/contract';
import type { ClientToServerEvents, ServerToClientEvents } from '@vigil/shared/leaderboards';
import type { Duplex } from 'node:stream';
import type { Server, Socket } from 'socket.io';
import type { z } from 'zod';
import type { PrincipalOf, SessionPrincipal, SocketPrincipal } from '../auth/principal.js';
import type { Budget } from './budget.js';

/** What the server tells, by its name. */
export type EventName = keyof ServerToClientEvents;
export type Message<E extends EventName> = Parameters<ServerToClientEvents[E]>[0];
/** The last message that somebody gets, and why. */
export type Farewell = 'session:ended' | 'display:ended';

/** Something for those in a room. */
export type Word = [room: string, event: EventName, message: Message<EventName>];
/** Between our own processes. */
export interface BetweenServers {
  recheck: (memberIds: string[]) => void;
  /** Something that this process said was lost: whoever has sockets looks after all of them. */
  doubt: () => void;
  send: (words: Word[]) => void;
  end: (rooms: string[], event: Farewell, message: Message<Farewell>) => void;
}
/** What a browser holds, as its handshake showed it. */
export interface Pass {
  readonly by: SocketPrincipal['by'];
  readonly token: string;
}
/** What is kept of a handshake for as long as its connection is open, in place of the whole request. */
export interface Link {
  readonly connection: Duplex;
  readonly pass: Pass;
  /** Who is behind it, as last read. */
  principal: SocketPrincipal;
  /** The socket that this connection has become. */
  socketId: string | null;
}
/** What a socket carries on this process. */
export interface SocketData {
  readonly link: Link;
  principal: SocketPrincipal;
  /** Counts how often its rooms were checked anew: a decision made meanwhile is made again. */
  checks: number;
  checkedAtMs: number;
  /** How much it may ask, once it has asked. */
  budget: Budget | null;
}
export type RealtimeServer = Server<ClientToServerEvents, ServerToClientEvents, BetweenServers, SocketData>;
export type RealtimeSocket = Socket<ClientToServerEvents, ServerToClientEvents, BetweenServers, SocketData>;

/** An incoming event as the contract declares it; every answer knows `{ ok: false, problem }`. */
export interface EventContract {
  readonly access: Extract<Access, { by: SocketPrincipal['by'] }>;
  readonly request: z.ZodType;
  readonly answer: z.ZodType;
}
/** What a handler may do with the socket that asks. */
export interface SocketCall<P extends SocketPrincipal = SessionPrincipal> {
  readonly principal: P;
  /** Enters a room if its guard allows it now. @returns whether the socket is in */
  enter(room: string): Promise<boolean>;
  leave(room: string): void;
  /** How many rooms under a prefix the socket is in. */
  count(prefix: string): number;
}
export type EventHandler<E extends EventContract> = (
  request: z.output<E['request']>,
  call: SocketCall<PrincipalOf<E['access']> & SocketPrincipal>,
) => Promise<z.input<E['answer']>>;

/** Says whether a person may be in a room; asked on entering and whenever the person may have changed. */
export type RoomGuard = (principal: SessionPrincipal, room: string) => Promise<boolean>;
