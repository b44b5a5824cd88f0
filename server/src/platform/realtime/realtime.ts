import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  Optional,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type BoardDelta, tooManySockets } from '@vigil/shared/leaderboards';
import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import type { SocketPrincipal } from '../auth/principal.js';
import { RUNNING_CONFIG, type RunningConfig } from '../config/config.js';
import { Log } from '../logging/log.js';
import { Metrics } from '../ops/metrics.js';
import { type Cluster, joinCluster } from './cluster.js';
import { FanOut } from './fan-out.js';
import { IncomingEvents } from './incoming-events.js';
import type {
  EventContract,
  EventHandler,
  EventName,
  Farewell,
  Link,
  Message,
  RealtimeServer,
  RealtimeSocket,
  RoomGuard,
} from './realtime.types.js';
import { RoomKeeper } from './room-keeper.js';
import { SocketLimits } from './socket-limits.js';
import { Siblings } from './siblings.js';
import { withoutRequest } from './without-request.js';
import { socketPath, UpgradeGate } from './upgrade-gate.js';

const boardPrefix = 'board:';
const maxMessageBytes = 65_536;
type Because = Message<'session:ended'>['because'];

/** The channel of a Redis that several installations share; tests give each cluster its own. */
export const SOCKET_CHANNEL = Symbol('SocketChannel');

/**
 * Live messages to browsers, by websocket only, on all processes. The server names every room: `board:<id>` for what a
 * session may see, `member:<id>`, `session:<id>` and `display:<id>` for its own. Nothing is kept for those who are away: clients
 * compare versions and fetch.
 */
@Injectable()
export class Realtime implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly io: RealtimeServer;
  private readonly rooms: RoomKeeper;
  private readonly incoming: IncomingEvents;
  private readonly fanOut: FanOut;
  private readonly siblings: Siblings;
  private readonly links = new WeakMap<RealtimeSocket['conn'], Link>();
  private readonly recheckListeners: ((memberIds: readonly string[]) => void)[] = [];
  private cluster: Cluster | null = null;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly gate: UpgradeGate,
    private readonly limits: SocketLimits,
    private readonly log: Log,
    metrics: Metrics,
    @Inject(RUNNING_CONFIG) private readonly config: RunningConfig,
    @Optional() @Inject(SOCKET_CHANNEL) private readonly channel?: string,
  ) {
    this.io = new Server({
      path: socketPath,
      transports: ['websocket'],
      allowUpgrades: false,
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: maxMessageBytes,
      connectTimeout: 10_000,
    });
    this.rooms = new RoomKeeper(this.io, gate, log);
    this.fanOut = new FanOut(this.io);
    this.siblings = new Siblings(this.io);
    this.incoming = new IncomingEvents(log, (socket) => this.rooms.callOf(socket));
    metrics.gauge('sockets', 'Open sockets of this process.', (gauge) =>
      gauge.set(this.io.of('/').sockets.size),
    );
  }

  /** Takes an event from clients. What no feature declares is refused. */
  handle<E extends EventContract>(event: string, contract: E, handler: EventHandler<E>): void {
    this.incoming.declare(event, contract, handler);
  }

  /** Sets who may be in rooms whose name starts so; rooms without a guard cannot be entered. */
  guard(prefix: string, guard: RoomGuard): void {
    this.rooms.guard(prefix, guard);
  }

  /** Lets displays into this room, which no session can enter unless it is guarded too. They enter no other. */
  openToDisplays(room: string): void {
    this.rooms.openToDisplays(room);
  }

  /** To everybody who watches the board, on all processes. */
  toBoard(boardId: string, delta: BoardDelta): void {
    this.toRoom(boardPrefix + boardId, 'board:delta', delta);
  }

  /** The version of a board, to those who watch it on this process; needs no Redis. */
  toLocalWatchers(message: Message<'board:version'>): void {
    this.toLocalRoom(boardPrefix + message.boardId, 'board:version', message);
  }

  /** To all screens of one person. */
  toMember(memberId: string, message: Message<'me:changed'>): void {
    this.toRoom(`member:${memberId}`, 'me:changed', message);
  }

  /** Tells the sockets of sessions why, then closes them, on all processes. */
  endSession(sessionIds: readonly string[], because: Because): void {
    const rooms = sessionIds.map((id) => `session:${id}`);
    this.end(rooms, 'session:ended', { because });
  }

  endMember(memberId: string, because: Because): void {
    this.end([`member:${memberId}`], 'session:ended', { because });
  }

  /** Tells the screens of a display that it is over, then closes them, on all processes. */
  endDisplay(displayId: string): void {
    this.end([`display:${displayId}`], 'display:ended', {});
  }

  /** To everybody in a room, on all processes. */
  toRoom<E extends EventName>(room: string, event: E, message: Message<E>): void {
    this.fanOut.toRoom(room, event, message);
    this.siblings.send(room, event, message);
  }

  /** To those in a room on this process; needs no Redis. */
  toLocalRoom<E extends EventName>(room: string, event: E, message: Message<E>): void {
    this.fanOut.toRoom(room, event, message);
  }

  /** What somebody watches on this process, of the rooms whose name starts so: boards unless told. */
  watched(prefix = boardPrefix): string[] {
    return [...this.io.of('/').adapter.rooms.keys()]
      .filter((room) => room.startsWith(prefix))
      .map((room) => room.slice(prefix.length));
  }

  /** These people have changed: on all processes their sockets leave what is no longer theirs. */
  async recheck(memberIds: readonly string[]): Promise<void> {
    this.siblings.say('recheck', [...memberIds]);
    await this.recheckHere(memberIds);
  }

  /** Called on every process when people have changed. */
  onRecheck(listener: (memberIds: readonly string[]) => void): void {
    this.recheckListeners.push(listener);
  }

  private async recheckHere(memberIds: readonly string[]): Promise<void> {
    for (const listener of this.recheckListeners) listener(memberIds);
    await this.rooms.recheckMembers(memberIds);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.redisUrl !== null) {
      const gaps = {
        heardAgain: () => this.rooms.doubtAll(),
        sayDoubt: () => this.siblings.say('doubt'),
      };
      this.cluster = await joinCluster(this.config.redisUrl, this.log, gaps, this.channel);
      this.io.adapter(this.cluster.adapter);
      this.siblings.meet();
    }
    this.fanOut.start();
    this.io.on('recheck', (memberIds) => void this.recheckHere(memberIds));
    this.io.on('doubt', () => this.rooms.doubtAll());
    this.io.on('send', (words) => {
      for (const word of words) this.fanOut.toRoom(...word);
    });
    this.io.on('end', (rooms, event, message) => this.rooms.end(rooms, event, message));
    this.io.use((socket, next) => {
      const link = this.links.get(socket.conn);
      if (link === undefined) {
        next(new Error('unauthenticated'));
        return;
      }
      const { principal, connection } = link;
      if (this.limits.isBeyond(principal, connection)) {
        next(new Error(tooManySockets));
        setImmediate(() => socket.conn.close());
        return;
      }
      socket.data = { link, principal, checks: 0, checkedAtMs: performance.now(), budget: null };
      next();
    });
    this.io.on('connection', (socket) => this.welcome(socket));
    this.attach(this.host.httpAdapter.getHttpServer() as HttpServer);
    this.rooms.start();
  }

  beforeApplicationShutdown(): void {
    this.rooms.stop();
    this.fanOut.finish();
    this.io.local.disconnectSockets(true);
    this.io.engine.close();
  }

  /** Only when nothing is answered any more: what happens until then is told to the screens of other processes. */
  async onApplicationShutdown(): Promise<void> {
    this.siblings.finish();
    await this.cluster?.close();
  }

  /** socket.io never meets the real server: requests by polling end as any unknown address, upgrades pass the gate first. */
  private attach(server: HttpServer): void {
    const inner = createServer();
    this.io.attach(inner);
    this.io.engine.on('connection', (conn: RealtimeSocket['conn']) => this.keep(conn));
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      void this.gate.admit(request, socket).then((admitted) => {
        if (admitted) withoutRequest(socket, () => inner.emit('upgrade', request, socket, head));
      });
    });
  }

  /** Keeps of a new connection what is needed later, and lets go of the request that it came by. */
  private keep(conn: RealtimeSocket['conn']): void {
    const link = this.gate.linkOf(conn.request);
    if (link === null) return;
    this.links.set(conn, link);
    this.limits.watch(link.connection);
    this.fanOut.watch(conn, link);
    Object.assign(conn, { request: null });
  }

  private welcome(socket: RealtimeSocket): void {
    socket.data.link.socketId = socket.id;
    Object.assign(socket, { handshake: null });
    // nobody speaks to one socket by its room
    void socket.leave(socket.id);
    void socket.join(ownRooms(socket.data.principal));
    this.incoming.listen(socket);
    // between the handshake and now the session may have ended, before the socket was in its rooms
    void this.rooms.recheck(socket, 'keep');
  }

  private end<E extends Farewell>(rooms: string[], event: E, message: Message<E>): void {
    if (rooms.length === 0) return;
    this.rooms.end(rooms, event, message);
    this.siblings.say('end', rooms, event, message);
  }
}

/** Rooms that a socket is in by what it is. */
function ownRooms(principal: SocketPrincipal): string[] {
  return principal.by === 'display'
    ? [`display:${principal.displayId}`]
    : [`session:${principal.sessionId}`, `member:${principal.memberId}`];
}
