import { Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { type ManagedReward, rewardChanged, type RewardDraft, stockTaken } from '@vigil/shared/rewards';
import { type Actor, AuditLog, changed } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { RewardsStore } from './rewards.store.js';

/** What can be asked for. What was asked for before keeps the words and the price that were agreed to. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly database: Database,
    private readonly rewards: RewardsStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async add(by: Actor, draft: RewardDraft): Promise<ManagedReward> {
    return this.database.transaction(async (tx) => {
      const reward = await this.rewards.add(tx, draft, this.clock.now());
      const subject = { kind: 'reward' as const, id: reward.id };
      this.audit.record(tx, { by, act: 'reward.added', subject, after: { ...draft } });
      return reward;
    });
  }

  /**
   * @param revision the one that was looked at while it was changed
   * @throws ProblemError `not-found`, `reward-changed`, `stock-taken`
   */
  async change(by: Actor, rewardId: string, revision: number, draft: RewardDraft): Promise<ManagedReward> {
    return this.database.transaction(async (tx) => {
      const before = await this.rewards.lock(tx, rewardId);
      if (before === null) throw new ProblemError(problems.notFound);
      if (before.revision !== revision) throw new ProblemError(rewardChanged);
      if (draft.stock !== null && draft.stock < before.taken) throw new ProblemError(stockTaken);
      const reward = await this.rewards.change(tx, rewardId, draft);
      const subject = { kind: 'reward' as const, id: rewardId };
      this.audit.record(tx, {
        by,
        act: 'reward.changed',
        subject,
        ...changed(stateOf(before), stateOf(reward)),
      });
      return reward;
    });
  }
}

function stateOf({ title, text, picture, price, stock, needsApproval, visibility }: ManagedReward) {
  return { title, text, picture, price, stock, needsApproval, visibility };
}
