import { Inject, Injectable } from '@nestjs/common';
import { type BoardWindow, boardWindow, diff } from '@vigil/shared/leaderboards';
import { BOARD_STORE, type BoardStore } from '../../platform/boards-store/index.js';
import { Realtime } from '../../platform/realtime/realtime.js';

/** Boards of which the last window is kept: some 20 KB each. */
const mostKept = 200;

/** What a board shows, before it has a version. */
export type BoardContent = Pick<BoardWindow, 'rows' | 'histogram'>;

/** Somebody else published in between: what this process knew of the board is out of date. */
export class Superseded extends Error {}

/** Turns content into versions: saves first, then tells, and only where something can be seen to differ. */
@Injectable()
export class Publisher {
  /** What was read last, by board: as long as the store holds the same text, it is understood once. */
  private readonly kept = new Map<string, { readonly body: string; readonly window: BoardWindow }>();

  constructor(
    @Inject(BOARD_STORE) private readonly store: BoardStore,
    private readonly realtime: Realtime,
  ) {}

  /** The window as it was published; a board of which nothing was published is empty, at version 0. */
  async published(boardId: string): Promise<BoardWindow> {
    const saved = await this.store.readWindow(boardId);
    if (saved === null)
      return { boardId, version: 0, asOf: new Date(0).toISOString(), rows: [], histogram: null };
    return this.understood(boardId, saved.body);
  }

  private understood(boardId: string, body: string): BoardWindow {
    const known = this.kept.get(boardId);
    if (known?.body === body) return known.window;
    const window = boardWindow.parse(JSON.parse(body));
    // the one that was looked at first goes first
    this.kept.delete(boardId);
    for (const oldest of this.kept.keys()) if (this.kept.size >= mostKept) this.kept.delete(oldest);
    this.kept.set(boardId, { body, window });
    return window;
  }

  /**
   * Publishes what a board shows now, if it is something new.
   * @param before the window that the content follows
   * @returns the window that stands now
   * @throws Superseded when another window stands there already; nothing was written or told
   */
  async publish(before: BoardWindow, content: BoardContent, asOf: Date): Promise<BoardWindow> {
    // a store that lost its memory, or came back with an older one, goes on above every version that anybody can have
    // seen: they rise by far less than one a millisecond
    const version = Math.max(before.version + 1, asOf.getTime());
    const next = { boardId: before.boardId, version, asOf: asOf.toISOString(), ...content };
    const delta = diff(before, next);
    if (delta === null) return before;
    const saved = { version, body: JSON.stringify(next) };
    const from = before.version === 0 ? null : before.version;
    if (!(await this.store.saveWindow(before.boardId, from, saved))) throw new Superseded(before.boardId);
    this.realtime.toBoard(before.boardId, delta);
    return next;
  }
}
