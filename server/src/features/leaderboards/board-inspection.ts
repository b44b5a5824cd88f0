import { Inject, Injectable } from '@nestjs/common';
import type { RouteReply } from '@vigil/shared/contract';
import type { inspectBoards } from '@vigil/shared/leaderboards';
import { BOARD_STORE, type BoardStore } from '../../platform/boards-store/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { boardIdOf, openPeriods } from './board-name.js';
import { Freshness } from './freshness.js';
import { Publisher } from './publisher.js';

type Board = RouteReply<typeof inspectBoards>['boards'][number];

/** Everything that the store holds of the open boards, for whoever runs the installation and checks it. */
@Injectable()
export class BoardInspection {
  constructor(
    @Inject(BOARD_STORE) private readonly store: BoardStore,
    private readonly publisher: Publisher,
    private readonly freshness: Freshness,
    private readonly people: PeopleReadModel,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async all(): Promise<Board[]> {
    const periods = openPeriods(this.clock.nowMs(), await this.people.calendar(this.database));
    const departments = await this.people.departments(this.database);
    const scopes = ['company', ...departments.map((d) => d.id)];
    const stale = await this.freshness.isStale();
    const boards: Board[] = [];
    for (const period of periods) {
      for (const scope of scopes)
        boards.push(await this.one(boardIdOf({ of: 'people', scope, period }), stale));
      boards.push(await this.one(boardIdOf({ of: 'departments', scope: 'company', period }), stale));
    }
    return boards;
  }

  private async one(boardId: string, stale: boolean): Promise<Board> {
    const window = await this.publisher.published(boardId);
    const scores = await this.store.top(boardId, await this.store.size(boardId));
    return {
      boardId,
      window: window.version === 0 ? null : window,
      scores: scores.map(({ id, points }) => ({ memberId: id, points })),
      stale,
    };
  }
}
