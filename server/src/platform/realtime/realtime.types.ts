import type { Access } from '@vigil/shared/contract';
import type { ClientToServerEvents, ServerToClientEvents } from '@vigil/shared/leaderboards';
import type { Server, Socket } from 'socket.io';
import type { z } from 'zod';
import type { PrincipalOf, SessionPrincipal, SocketPrincipal } from '../auth/principal.js';

/** Between our own processes. */
export interface BetweenServers {
  recheck: (memberIds: string[]) => void;
}
/** What a socket carries on this process. */
export interface SocketData {
  principal: SocketPrincipal;
  /** Counts how often its rooms were checked anew: a decision made meanwhile is made again. */
  checks: number;
  checkedAtMs: number;
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
