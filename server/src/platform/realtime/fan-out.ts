import { Encoder, PacketType } from 'socket.io-parser';
import type { EventName, Link, Message, RealtimeServer, RealtimeSocket } from './realtime.types.js';
import { parametersOf } from './parameters.js';
import { textFrame } from './text-frame.js';

/** So few sockets are written to at once: those of one person are ten at most. */
const few = 25;
/** So many sockets are written to before everybody else has a turn. */
const slice = 250;
/** So many messages wait for their turns; the next one waits for the oldest, as it would with socket.io. */
const mostWaiting = 64;
const engineMessage = '4';

interface Sending {
  readonly room: string;
  readonly frame: Buffer;
  /** Those in the room when it was sent, without those who have it and those who have left since. */
  readonly waiting: Set<string>;
  ownWay(socket: RealtimeSocket): void;
}

const noneYet = { due: [], bytes: Buffer.alloc(0) };

/**
 * A message to many sockets of this process: encoded once, framed once, written to each connection, in slices between
 * which others have their turn. A socket with anything unusual about it gets the message by socket.io's own way. Every
 * socket gets its messages in the order in which they were sent, whichever way they take: whatever else is sent to it
 * takes along first what still waits. Who has left a room meanwhile gets nothing.
 */
export class FanOut {
  private readonly queue: Sending[] = [];
  private readonly encoder = new Encoder();
  private turn: NodeJS.Immediate | null = null;
  private isWriting = false;
  private last: { readonly due: readonly Sending[]; readonly bytes: Buffer } = noneYet;

  constructor(private readonly io: RealtimeServer) {}

  /** To be called once the adapter of the server stands. */
  start(): void {
    this.io.of('/').adapter.on('leave-room', (room: string, id: string) => {
      for (const sending of this.queue) if (sending.room === room) sending.waiting.delete(id);
    });
  }

  /** From now on nothing overtakes what waits for this connection. */
  watch(conn: RealtimeSocket['conn'], link: Link): void {
    conn.on('packetCreate', () => {
      if (this.queue.length > 0 && !this.isWriting && link.socketId !== null)
        this.write(link.socketId, this.takeWaiting(link.socketId));
    });
  }

  /** To those who are in the room on this process now. */
  toRoom<E extends EventName>(room: string, event: E, message: Message<E>): void {
    const members = this.io.of('/').adapter.rooms.get(room);
    if (members === undefined) return;
    const parameters = parametersOf(message);
    const frame = this.frameOf(event, message);
    if (frame === null) {
      this.io.local.to(room).emit(event, ...parameters);
      return;
    }
    const isSmall = members.size <= few;
    const waiting = isSmall ? members : new Set(members);
    const sending = {
      ...{ room, frame, waiting },
      ownWay: (socket: RealtimeSocket) => void socket.emit(event, ...parameters),
    };
    if (isSmall) for (const id of [...members]) this.write(id, [...this.takeWaiting(id), sending]);
    else this.enqueue(sending);
  }

  /** Writes all that waits. */
  finish(): void {
    while (this.queue.length > 0) this.takeSlice();
    if (this.turn !== null) clearImmediate(this.turn);
    this.turn = null;
  }

  private enqueue(sending: Sending): void {
    while (this.queue.length >= mostWaiting) this.takeSlice();
    this.queue.push(sending);
    if (this.turn === null) this.takeTurn();
  }

  private takeTurn(): void {
    this.takeSlice();
    this.turn = this.queue.length === 0 ? null : setImmediate(() => this.takeTurn());
    if (this.turn === null) this.last = noneYet;
  }

  private takeSlice(): void {
    let left = slice;
    for (let first = this.queue[0]; first !== undefined && left > 0; first = this.queue[0]) {
      for (const id of first.waiting) {
        if (left-- === 0) return;
        this.write(id, this.takeWaiting(id));
      }
      this.queue.shift();
    }
  }

  /** All that waits for a socket, in the order in which it was sent. */
  private takeWaiting(id: string): Sending[] {
    return this.queue.filter(({ waiting }) => waiting.delete(id));
  }

  private write(id: string, due: readonly Sending[]): void {
    const socket = this.io.of('/').sockets.get(id);
    if (socket === undefined || due.length === 0) return;
    if (isPlain(socket)) {
      socket.data.link.connection.write(this.inOne(due));
      return;
    }
    // nothing more is to be taken along
    this.isWriting = true;
    try {
      for (const sending of due) sending.ownWay(socket);
    } finally {
      this.isWriting = false;
    }
  }

  /** What is due to one socket is due to its neighbours: several frames are put together once for all of them. */
  private inOne(due: readonly Sending[]): Buffer {
    const [only] = due;
    if (only !== undefined && due.length === 1) return only.frame;
    const { last } = this;
    if (last.due.length !== due.length || due.some((sending, i) => sending !== last.due[i]))
      this.last = { due, bytes: Buffer.concat(due.map(({ frame }) => frame)) };
    return this.last.bytes;
  }

  /** Null for what is more than one text. */
  private frameOf<E extends EventName>(event: E, message: Message<E>): Buffer | null {
    const packet = { type: PacketType.EVENT, nsp: '/', data: [event, message] };
    const packets: readonly unknown[] = this.encoder.encode(packet);
    const [text] = packets;
    return packets.length === 1 && typeof text === 'string' ? textFrame(engineMessage + text) : null;
  }
}

/** Whether nothing stands between a frame and the network: no other transport, nothing queued above it, room below. */
function isPlain({ conn, data }: RealtimeSocket): boolean {
  const { connection } = data.link;
  return (
    conn.readyState === 'open' &&
    conn.transport.name === 'websocket' &&
    nothingIsQueued(conn) &&
    connection.writable &&
    !connection.writableNeedDrain
  );
}

/** The queue is socket.io's own affair: where it cannot be seen, its own way is taken. */
function nothingIsQueued(conn: object): boolean {
  return 'writeBuffer' in conn && Array.isArray(conn.writeBuffer) && conn.writeBuffer.length === 0;
}
