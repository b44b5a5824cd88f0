import { Controller } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import {
  askForReward,
  listMyCoins,
  listMyRewardRequests,
  listRewards,
  readMyPurse,
  withdrawRewardRequest,
} from '@vigil/shared/rewards';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { pageByNumber } from '../../platform/http/number-pages.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { CoinsStore } from '../points/coins.store.js';
import { cursorOf, cursorText } from './coin-history.js';
import { requestCursor } from './request-cursor.js';
import { RequestsService } from './requests.service.js';
import { RequestsStore } from './requests.store.js';
import { RewardsReadModel, shownRequest } from './rewards.read-model.js';
import { RewardsStore } from './rewards.store.js';

/** What coins buy, and what became of mine: each sees their own. */
@Controller()
export class RewardsController {
  constructor(
    private readonly database: Database,
    private readonly rewards: RewardsStore,
    private readonly requests: RequestsStore,
    private readonly service: RequestsService,
    private readonly coins: CoinsStore,
    private readonly read: RewardsReadModel,
  ) {}

  @Handles(listRewards)
  async catalogue(_: Call<typeof listRewards>) {
    return { items: await this.rewards.shown(this.database) };
  }

  @Handles(readMyPurse)
  async purse({ principal }: Call<typeof readMyPurse>) {
    return this.coins.purse(this.database, principal.memberId);
  }

  @Handles(listMyCoins)
  async history({ principal, query }: Call<typeof listMyCoins>) {
    const seen = query.cursor === undefined ? { entry: null, coin: null } : cursorOf(query.cursor);
    if (seen === null)
      throw new ProblemError(problems.invalid, {
        errors: [{ pointer: 'query/cursor', message: 'is not a cursor' }],
      });
    const { items, next } = await this.read.coinPage(this.database, principal.memberId, query.limit, seen);
    return { items, nextCursor: next && cursorText(next) };
  }

  @Handles(listMyRewardRequests)
  async mine({ principal, query }: Call<typeof listMyRewardRequests>) {
    const after = requestCursor(query.cursor);
    const rows = await this.requests.page(this.database, principal, query.limit + 1, after);
    return pageByNumber(rows.map(shownRequest), query.limit);
  }

  @Handles(askForReward)
  async ask({ principal, body }: Call<typeof askForReward>) {
    return this.one(await this.service.ask(principal, body));
  }

  @Handles(withdrawRewardRequest)
  async withdraw({ principal, params }: Call<typeof withdrawRewardRequest>) {
    await this.service.withdraw(principal, params.requestId);
    return this.one(params.requestId);
  }

  private async one(requestId: string) {
    const row = await this.requests.shown(this.database, requestId);
    if (row === null) throw new ProblemError(problems.notFound);
    return shownRequest(row);
  }
}
