import { Injectable } from '@nestjs/common';
import { badIdempotencyKey } from '@vigil/shared/behaviours';
import { ProblemError } from '../../platform/http/problem-error.js';
import { type DoorReply, type DoorRequest, itemsOf, replyOf } from './door-reply.js';
import { FactsService, type Stating } from './facts.service.js';
import { KeyedRequests } from './keyed-requests.js';

/** What machines state by HTTP: one fact or many, repeatable by natural key, or whole by Idempotency-Key. */
@Injectable()
export class BehavioursDoorService {
  constructor(
    private readonly facts: FactsService,
    private readonly keyed: KeyedRequests,
  ) {}

  /** @throws ProblemError for a single fact that is refused, and for a key that stands for another body */
  async state(by: Stating, request: DoorRequest, idempotencyKey: string | undefined): Promise<DoorReply> {
    if (idempotencyKey === undefined) return replyOf(request, await this.facts.state(by, itemsOf(request)));
    if (!/^[\x21-\x7e]{1,200}$/.test(idempotencyKey)) throw new ProblemError(badIdempotencyKey);
    return this.keyed.answer(by, request, idempotencyKey);
  }
}
