import { Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import {
  holdsCoins,
  mayBecome,
  notEnoughCoins,
  priceChanged,
  requestDiffers,
  requestMovedOn,
  type RequestState,
  rewardGone,
  rewardKeepers,
  soldOut,
} from '@vigil/shared/rewards';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { CoinsStore } from '../points/coins.store.js';
import { RequestLimit } from './request-limit.js';
import { type RequestRow, RequestsStore } from './requests.store.js';
import { RewardsStore } from './rewards.store.js';

interface Wish {
  /** Made by whoever asks: a retry is the same request. */
  readonly id: string;
  readonly rewardId: string;
  readonly price: number;
}
interface Answer {
  readonly state: 'approved' | 'fulfilled' | 'declined';
  readonly words: string | null;
}

/** Requests for rewards. Every transaction locks in one order: the request, the balance, the reward. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly database: Database,
    private readonly requests: RequestsStore,
    private readonly rewards: RewardsStore,
    private readonly coins: CoinsStore,
    private readonly people: PeopleReadModel,
    private readonly limit: RequestLimit,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for a reward and pays for it, once, however often it is sent.
   *
   * @returns the request's id
   * @throws ProblemError `reward-gone`, `sold-out`, `not-enough-coins`, `price-changed`, `request-differs`, `too-many`
   */
  async ask(by: Actor, wish: Wish): Promise<string> {
    const known = await this.requests.byClientId(this.database, by.memberId, wish.id);
    if (known !== null) return sameAs(known, wish);
    await this.limit.count(by.memberId);
    return this.database.transaction((tx) => this.take(tx, by, wish));
  }

  private async take(tx: Tx, by: Actor, { id: clientId, rewardId, price }: Wish): Promise<string> {
    const { memberId } = by;
    const at = this.clock.now();
    const claimed = await this.requests.claim(tx, { memberId, clientId, rewardId, price, at });
    if (claimed === null) {
      const known = await this.requests.byClientId(tx, memberId, clientId);
      if (known === null) throw new ProblemError(rewardGone);
      return sameAs(known, { id: clientId, rewardId, price });
    }
    const requestId = claimed.id;
    if (!(await this.coins.spend(tx, { memberId, requestId, coins: price, at })))
      throw new ProblemError(notEnoughCoins);
    const taken = await this.rewards.take(tx, rewardId, price);
    if (taken === null) throw await this.whyNot(tx, rewardId, price);
    this.requests.step(tx, { requestId, state: 'requested', at, byId: memberId, words: null });
    // who could agree to requests of others has somebody else agree to theirs, always
    if (!taken.needsApproval && !isKeeper(by))
      this.requests.step(tx, { requestId, state: 'approved', at, byId: null, words: null });
    await this.tell(tx, memberId);
    return requestId;
  }

  /** @throws ProblemError `not-found`, `request-moved-on` */
  async withdraw(by: Actor, requestId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const request = await this.requests.lock(tx, requestId);
      if (request?.memberId !== by.memberId) throw new ProblemError(problems.notFound);
      this.move(tx, request, { state: 'withdrawn', byId: by.memberId, words: null });
      await this.tell(tx, by.memberId);
    });
  }

  /**
   * Answers a request; nobody answers themselves.
   * @throws ProblemError `not-found`, `forbidden`, `request-moved-on`
   */
  async decide(by: Actor, requestId: string, { state, words }: Answer): Promise<void> {
    await this.database.transaction(async (tx) => {
      const request = await this.requests.lock(tx, requestId);
      if (request === null) throw new ProblemError(problems.notFound);
      if (request.memberId === by.memberId) throw new ProblemError(problems.forbidden);
      this.move(tx, request, { state, byId: by.memberId, words });
      this.audit.record(tx, {
        by,
        act: `reward-request.${state}`,
        subject: { kind: 'reward-request', id: requestId },
        before: { state: request.state },
        after: { state, reward: request.title },
        reason: words,
      });
      await this.tell(tx, request.memberId);
      this.outbox.append(tx, 'reward.decided', [requestId]);
    });
  }

  private move(
    tx: Tx,
    request: RequestRow,
    to: { readonly state: RequestState; readonly byId: string; readonly words: string | null },
  ): void {
    if (!mayBecome(request.state, to.state)) throw new ProblemError(requestMovedOn);
    const at = this.clock.now();
    const { id: requestId, memberId, price, rewardId } = request;
    this.requests.step(tx, { requestId, at, ...to });
    if (holdsCoins(to.state)) return;
    this.coins.giveBack(tx, { memberId, requestId, coins: price, at });
    this.rewards.putBack(tx, rewardId);
  }

  private async whyNot(tx: Tx, rewardId: string, price: number): Promise<ProblemError> {
    const reward = await this.rewards.find(tx, rewardId);
    if (reward?.visibility !== 'shown') return new ProblemError(rewardGone);
    return new ProblemError(reward.price === price ? soldOut : priceChanged);
  }

  /** The person's screens, and those of everybody who looks after requests. */
  private async tell(tx: Tx, memberId: string): Promise<void> {
    this.outbox.append(tx, 'reward.answered', [memberId]);
    for (const role of rewardKeepers)
      this.outbox.append(tx, 'reward.asked', await this.people.withRole(tx, role));
  }
}

function isKeeper({ role }: Actor): boolean {
  return rewardKeepers.some((keeper) => keeper === role);
}

function sameAs(known: RequestRow, wish: Wish): string {
  if (known.rewardId !== wish.rewardId || known.price !== wish.price) throw new ProblemError(requestDiffers);
  return known.id;
}
