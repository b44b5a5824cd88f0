import { Injectable } from '@nestjs/common';
import {
  badIdempotencyKey,
  type BehaviourResult,
  behaviourResult,
  keyReused,
  kindNotAllowed,
  memberUnknown,
  occurredOutOfRange,
} from '@vigil/shared/behaviours';
import { type Problem, problems } from '@vigil/shared/contract';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Database, isUnavailable, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Log } from '../../platform/logging/log.js';
import type { DeliveryState } from './delivery-log.js';
import { FactsService, type StatedResult, type Stating } from './facts.service.js';
import { SourcesStore } from './sources.store.js';

/** The answer to one request, and how the delivery log calls it. */
export interface DoorReply {
  readonly body: BehaviourResult | { items: BehaviourResult[] };
  readonly state: DeliveryState;
}
export interface DoorRequest {
  readonly body: { readonly items: readonly unknown[] } | object;
  readonly rawBody: Buffer;
  readonly idempotencyKey: string | undefined;
}

const replySchema = z.union([behaviourResult, z.object({ items: z.array(behaviourResult) })]);
const byType = new Map<string, Problem>(
  [...Object.values(problems), keyReused, kindNotAllowed, memberUnknown, occurredOutOfRange].map((p) => [
    p.type,
    p,
  ]),
);

/** What machines state by HTTP: one fact or many, repeatable by natural key, or whole by Idempotency-Key. */
@Injectable()
export class BehavioursDoorService {
  constructor(
    private readonly database: Database,
    private readonly facts: FactsService,
    private readonly sources: SourcesStore,
    private readonly log: Log,
  ) {}

  /** @throws ProblemError for a single fact that is refused, and for a key that stands for another body */
  async state(by: Stating, request: DoorRequest): Promise<DoorReply> {
    const { idempotencyKey: key } = request;
    if (key === undefined) return this.fresh(request, (items) => this.facts.state(by, items));
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new ProblemError(badIdempotencyKey);
    try {
      return await this.database.transaction((tx) => this.once(tx, by, request, key));
    } catch (error) {
      if (error instanceof ProblemError || isUnavailable(error)) throw error;
      this.log.warn('a request is taken fact by fact', { sourceId: by.sourceId, error });
      return this.apart(by, request, key);
    }
  }

  /** Claim, facts and reply commit together: whoever repeats the key waits for them, and gets the same reply. */
  private async once(tx: Tx, by: Stating, request: DoorRequest, key: string): Promise<DoorReply> {
    const known = await this.claim(tx, by, request, key);
    if (known) return known;
    const reply = await this.fresh(request, (items) => this.facts.stateWithin(tx, by, items));
    await this.sources.keepReply(tx, by.sourceId, key, reply.body);
    return reply;
  }

  /** One of the facts breaks a transaction: natural keys keep the others single, and the reply is kept afterwards. */
  private async apart(by: Stating, request: DoorRequest, key: string): Promise<DoorReply> {
    const reply = await this.fresh(request, (items) => this.facts.state(by, items));
    return this.database.transaction(async (tx) => {
      const known = await this.claim(tx, by, request, key);
      if (known) return known;
      await this.sources.keepReply(tx, by.sourceId, key, reply.body);
      return reply;
    });
  }

  private async claim(tx: Tx, by: Stating, request: DoorRequest, key: string): Promise<DoorReply | null> {
    const bodyHash = createHash('sha256').update(request.rawBody).digest();
    const known = await this.sources.claimIdempotency(tx, by.sourceId, key, bodyHash);
    if (known === null) return null;
    if (!known.bodyHash.equals(bodyHash)) throw new ProblemError(keyReused);
    return { body: replySchema.parse(known.reply), state: 'seen-before' };
  }

  private async fresh(
    { body }: DoorRequest,
    state: (items: readonly unknown[]) => Promise<StatedResult[]>,
  ): Promise<DoorReply> {
    if ('items' in body) {
      const results = await state(body.items);
      return { body: { items: results.map((r) => r.result) }, state: stateOf(results) };
    }
    const results = await state([body]);
    const [single] = results;
    if (!single) throw new ProblemError(problems.internal);
    if (single.result.status === 'refused') {
      const { type, errors } = single.result.problem;
      throw new ProblemError(byType.get(type) ?? problems.internal, errors ? { errors } : {});
    }
    return { body: single.result, state: stateOf(results) };
  }
}

function stateOf(results: readonly StatedResult[]): DeliveryState {
  const has = (status: BehaviourResult['status']) => results.some((r) => r.result.status === status);
  if (has('refused')) return 'refused';
  if (has('parked')) return 'parked';
  return results.some((r) => r.isNew) ? 'counted' : 'seen-before';
}
