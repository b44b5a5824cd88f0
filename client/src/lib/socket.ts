import { inject, readonly, ref, type InjectionKey, type Ref } from 'vue';
import {
  tooManySockets,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '@vigil/shared/leaderboards';
import { io, type Socket } from 'socket.io-client';

/**
 * `live`: messages arrive. `reconnecting`: they did, and will again. `offline`: this device has no network. `crowded`:
 * this person has Vigil open so often that this page must wait for another to be closed.
 */
export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'crowded';
export type TypedSocket = Socket<ServerToClientEvents, ClientToServerEvents>;
export type ServerEvent = keyof ServerToClientEvents;
export type MessageOf<E extends ServerEvent> = Parameters<ServerToClientEvents[E]>[0];
/** Version of the watched board, or null when it may not be watched or no answer came. */
export type WatchedVersion = number | null;

/** The one connection of a page: the server tells, the client only asks to watch. */
export interface Connection {
  readonly state: Readonly<Ref<ConnectionState>>;
  connect(): void;
  disconnect(): void;
  /** Listens until the returned function is called. */
  on<E extends ServerEvent>(event: E, listener: (message: MessageOf<E>) => void): () => void;
  watchBoard(boardId: string): Promise<WatchedVersion>;
  unwatchBoard(boardId: string): void;
  watchChallenge(challengeId: string): Promise<WatchedVersion>;
  unwatchChallenge(challengeId: string): void;
  /** Whether the wall will be told from now on. */
  watchWall(): Promise<boolean>;
  /** Asks to be told when the wall of recognition changes. @returns whether we will be */
  watchRecognition(): Promise<boolean>;
  unwatchRecognition(): void;
}

const answerWithinMs = 5_000;
/** A server that closes on purpose (a restart) is tried again after this, spread so that not all come at once. */
const returnAfterMs = 500;
const returnSpreadMs = 2_500;
/** Where there is no room, others must be closed first. */
const roomAfterMs = 15_000;

/** @param as what the page is: it belongs to a person, or it is a screen on a wall, with a connection of its own */
export function openSocket(as: 'person' | 'display' = 'person'): TypedSocket {
  return io({
    autoConnect: false,
    ...(as === 'display' ? { query: { as }, forceNew: true } : {}),
    transports: ['websocket'],
    reconnectionDelay: 400,
    reconnectionDelayMax: 8_000,
    randomizationFactor: 0.6,
    timeout: 10_000,
  });
}

/** Makes the connection over a socket; nothing happens before `connect`. */
export function createConnection(socket: TypedSocket, online: Readonly<Ref<boolean>>): Connection {
  const state = ref<ConnectionState>('connecting');
  let wanted = false;
  let returning: ReturnType<typeof setTimeout> | undefined;
  const lost = () => {
    state.value = online.value ? 'reconnecting' : 'offline';
  };

  socket.on('connect', () => (state.value = 'live'));
  socket.on('connect_error', ({ message }) => {
    const crowded = message === tooManySockets;
    if (crowded) state.value = 'crowded';
    else lost();
    // Refused by the server, not unreachable: socket.io does not try again by itself.
    if (wanted && !socket.active) comeBack(crowded ? roomAfterMs : returnAfterMs);
  });
  socket.on('disconnect', (reason) => {
    lost();
    if (wanted && reason === 'io server disconnect') comeBack();
  });
  // The session is over: trying again would only be refused.
  socket.on('session:ended', () => stop());
  socket.on('display:ended', () => stop());

  function comeBack(afterMs = returnAfterMs): void {
    clearTimeout(returning);
    returning = setTimeout(() => wanted && socket.connect(), afterMs + Math.random() * returnSpreadMs);
  }
  function stop(): void {
    wanted = false;
    clearTimeout(returning);
    socket.disconnect();
    state.value = 'connecting';
  }

  return {
    state: readonly(state),
    connect() {
      if (wanted) return;
      wanted = true;
      state.value = online.value ? 'connecting' : 'offline';
      socket.connect();
    },
    disconnect: stop,
    on(event, listener) {
      socket.on(event, listener as never);
      return () => socket.off(event, listener as never);
    },
    async watchBoard(boardId) {
      if (!socket.connected) return null;
      return new Promise((resolve) => {
        socket
          .timeout(answerWithinMs)
          .emit('board:watch', { boardId }, (late: Error | null, answer) =>
            resolve(late === null && answer.ok ? answer.version : null),
          );
      });
    },
    unwatchBoard(boardId) {
      if (socket.connected) socket.emit('board:unwatch', { boardId }, () => undefined);
    },
    async watchChallenge(challengeId) {
      if (!socket.connected) return null;
      return new Promise((resolve) => {
        socket
          .timeout(answerWithinMs)
          .emit('challenge:watch', { challengeId }, (late: Error | null, answer) =>
            resolve(late === null && answer.ok ? answer.version : null),
          );
      });
    },
    unwatchChallenge(challengeId) {
      if (socket.connected) socket.emit('challenge:unwatch', { challengeId }, () => undefined);
    },
    async watchWall() {
      if (!socket.connected) return false;
      return new Promise((resolve) => {
        socket
          .timeout(answerWithinMs)
          .emit('wall:watch', {}, (late: Error | null, answer) => resolve(late === null && answer.ok));
      });
    },
    async watchRecognition() {
      if (!socket.connected) return false;
      return new Promise((resolve) => {
        socket
          .timeout(answerWithinMs)
          .emit('recognition:watch', {}, (late: Error | null, answer) => resolve(late === null && answer.ok));
      });
    },
    unwatchRecognition() {
      if (socket.connected) socket.emit('recognition:unwatch', {}, () => undefined);
    },
  };
}

export const connectionKey: InjectionKey<Connection> = Symbol('vigil-connection');

export const displayConnectionKey: InjectionKey<Connection> = Symbol('vigil-display-connection');

/** The page's connection; the app provides it. */
export function useConnection(): Connection {
  return provided(connectionKey);
}

/** The connection of a screen on a wall; the app provides it. */
export function useDisplayConnection(): Connection {
  return provided(displayConnectionKey);
}

function provided(key: InjectionKey<Connection>): Connection {
  const connection = inject(key);
  if (!connection) throw new Error('No connection is provided.');
  return connection;
}
