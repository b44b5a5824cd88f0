import { Injectable } from '@nestjs/common';
import type { RouteReply } from '@vigil/shared/contract';
import type { readMyPlace } from '@vigil/shared/leaderboards';
import { boardIdOf } from './board-name.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import type { BoardReading } from './leaderboards.read-model.js';
import { personRows } from './people-window.js';
import { RowIds } from './row-ids.js';

const neighbours = 5;

/** One person's own place on a people board: never sent to anybody else. */
@Injectable()
export class MyPlace {
  constructor(
    private readonly facts: LeaderboardsStore,
    private readonly rowIds: RowIds,
  ) {}

  async read(reading: BoardReading, memberId: string): Promise<RouteReply<typeof readMyPlace>> {
    const { name, store, window } = reading;
    const nowhere = { version: window.version, place: null, absent: false };
    if (name.of !== 'people') return nowhere;
    const boardId = boardIdOf(name);
    const [near, better] = await Promise.all([
      store.around(boardId, memberId, neighbours),
      store.nextBetter(boardId, memberId),
    ]);
    const mine = near.find((p) => p.id === memberId);
    const shown = await this.facts.shown([memberId, ...near.map((p) => p.id)], name);
    const me = shown.get(memberId);
    // hiding takes effect at once, whatever the store still holds
    if (me === undefined) return { ...nowhere, absent: true };
    if (mine === undefined) return nowhere;
    const rowId = await this.rowIds.on(boardId);
    return {
      version: window.version,
      place: {
        rowId: rowId(memberId, me),
        rank: mine.rank,
        points: mine.points,
        gap: better === null ? null : { points: better.points - mine.points, toRank: better.rank },
        neighbourhood: await personRows(near, rowId, () => Promise.resolve(shown)),
      },
      absent: false,
    };
  }
}
