import {
  apply,
  type BoardSubject,
  type BoardWindow,
  type ClientToServerEvents,
  readBoard,
  type ServerToClientEvents,
} from '@vigil/shared/leaderboards';
import { io, type Socket } from 'socket.io-client';
import type { Visitor } from './visitor.js';

const refetchAfterMs = 150;
const returnAfterMs = 500;
const answerWithinMs = 5_000;
const silentAfterMs = 12_500;

/** What a screen shows: the words of an address, not an id. */
export interface Shown {
  readonly subject: BoardSubject;
  readonly unit: 'week' | 'all';
}

/** One board on one screen, by a stock socket.io client, with the rules that the product's own client follows. */
export class Screen {
  readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  window: BoardWindow | null = null;
  /** Whether what it shows is called old, by the server or by itself. */
  stale = true;
  private fetching: NodeJS.Timeout | null = null;
  private closed = false;
  private silence: NodeJS.Timeout | null = null;

  constructor(
    readonly name: string,
    readonly shown: Shown,
    private readonly visitor: Visitor,
  ) {
    this.socket = io(visitor.origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 400,
      reconnectionDelayMax: 2_000,
      extraHeaders: { cookie: visitor.cookie, origin: visitor.origin },
    });
    this.socket.on('connect', () => this.refetch());
    this.socket.on('connect_error', () => this.comeBack());
    this.socket.on('disconnect', () => this.comeBack());
    this.socket.onAny(() => this.beat());
    this.beat();
    this.socket.on('board:delta', (delta) => {
      if (this.window === null || delta.boardId !== this.window.boardId) return;
      const next = apply(this.window, delta);
      if (next === 'stale') this.refetch();
      else this.window = next;
    });
    this.socket.on('board:version', ({ boardId, version, stale }) => {
      if (this.window === null) this.refetch();
      else if (boardId === this.window.boardId) {
        this.stale = stale;
        if (version !== this.window.version) this.refetch();
      }
    });
  }

  close(): void {
    this.closed = true;
    for (const timer of [this.fetching, this.silence]) if (timer !== null) clearTimeout(timer);
    this.socket.disconnect();
  }

  /** As the product's client: what the server ended on purpose is not tried again by socket.io itself. */
  private comeBack(): void {
    this.stale = true;
    setTimeout(() => {
      if (!this.closed && !this.socket.active) this.socket.connect();
    }, returnAfterMs);
  }

  /** Whoever hears nothing may not be watching at all: a server that could not answer let nobody in. */
  private beat(): void {
    if (this.silence !== null) clearTimeout(this.silence);
    if (this.closed) return;
    this.silence = setTimeout(() => {
      this.refetch();
      this.beat();
    }, silentAfterMs);
  }

  private refetch(): void {
    this.stale = true;
    this.fetching ??= setTimeout(() => {
      this.fetching = null;
      void this.fetch();
    }, refetchAfterMs);
  }

  private async fetch(): Promise<void> {
    try {
      const { window, stale } = await this.visitor.call(readBoard, { query: this.shown });
      this.window = window;
      this.stale = stale;
      // it moved between the snapshot and the watching
      if (this.socket.connected && (await this.watch(window.boardId)) > this.window.version) this.refetch();
    } catch {
      if (!this.closed) this.refetch();
    }
  }

  /** @returns the version that stands; 0 when it may not be watched or no answer comes */
  private watch(boardId: string): Promise<number> {
    return new Promise((resolve) => {
      this.socket.timeout(answerWithinMs).emit('board:watch', { boardId }, (late: Error | null, answer) => {
        resolve(late === null && answer.ok ? answer.version : 0);
      });
    });
  }
}
