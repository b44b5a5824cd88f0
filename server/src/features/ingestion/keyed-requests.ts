import { Injectable } from '@nestjs/common';
import { behaviourResult, keyReused } from '@vigil/shared/behaviours';
import { problems } from '@vigil/shared/contract';
import { z } from 'zod';
import { Database, isUnavailable, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Log } from '../../platform/logging/log.js';
import { Coalesced } from './coalesced.js';
import { type DoorReply, type DoorRequest, itemsOf, replyOf, requestHash } from './door-reply.js';
import { FactsService, type Stating } from './facts.service.js';
import { IdempotencyStore, type KnownRequest } from './idempotency.store.js';

interface Keyed {
  readonly by: Stating;
  readonly request: DoorRequest;
  readonly key: string;
  readonly bodyHash: Buffer;
}
/** A refusal is an answer like another: one must not roll back those that share its transaction. */
type Outcome = DoorReply | ProblemError;

const replySchema = z.union([behaviourResult, z.object({ items: z.array(behaviourResult) })]);
/** Larger requests have a transaction of their own. */
const mostItemsShared = 20;
const mostRequestsShared = 200;

/** Requests that are known as a whole: the same key brings the same reply, and nothing else. */
@Injectable()
export class KeyedRequests {
  private readonly groups = new Map<string, Coalesced<Keyed, Outcome>>();

  constructor(
    private readonly database: Database,
    private readonly facts: FactsService,
    private readonly store: IdempotencyStore,
    private readonly log: Log,
  ) {}

  /** @throws ProblemError for a single fact that is refused, and for a key that stands for another body */
  async answer(by: Stating, request: DoorRequest, key: string): Promise<DoorReply> {
    const keyed = { by, request, key, bodyHash: requestHash(request) };
    const isSmall = itemsOf(request).length <= mostItemsShared;
    const [outcome] = isSmall ? await this.group(by.sourceId).get([keyed]) : [await this.alone(keyed)];
    if (outcome === undefined) throw new ProblemError(problems.internal);
    if (outcome instanceof ProblemError) throw outcome;
    return outcome;
  }

  /** One group for each source: its facts are stated together. */
  private group(sourceId: string): Coalesced<Keyed, Outcome> {
    const known = this.groups.get(sourceId);
    if (known) return known;
    const group = new Coalesced<Keyed, Outcome>((all) => this.shared(all), mostRequestsShared);
    this.groups.set(sourceId, group);
    return group;
  }

  private async shared(all: readonly Keyed[]): Promise<Outcome[]> {
    try {
      return await this.database.transaction((tx) => this.together(tx, all));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      return Promise.all(all.map((one) => this.alone(one)));
    }
  }

  private async alone(one: Keyed): Promise<Outcome> {
    try {
      const [outcome] = await this.database.transaction((tx) => this.together(tx, [one]));
      if (outcome !== undefined) return outcome;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      this.log.warn('a request is taken fact by fact', { sourceId: one.by.sourceId, error });
    }
    return this.factByFact(one);
  }

  /** One of the facts breaks a transaction: natural keys keep the others single, and the reply is kept afterwards. */
  private async factByFact(one: Keyed): Promise<Outcome> {
    const results = await this.facts.state(one.by, itemsOf(one.request));
    const outcome = outcomeOf(() => replyOf(one.request, results));
    if (outcome instanceof ProblemError) return outcome;
    return this.database.transaction(async (tx) => {
      const known = (await this.store.claim(tx, one.by.sourceId, [one])).get(one.key);
      if (known) return repeated(one, known);
      this.store.keep(tx, one.by.sourceId, [{ key: one.key, reply: outcome.body }]);
      return outcome;
    });
  }

  /** Claims, facts and replies commit together: whoever repeats a key waits for them, and gets the same reply. */
  private async together(tx: Tx, all: readonly Keyed[]): Promise<Outcome[]> {
    const [by] = all.map((k) => k.by);
    if (by === undefined) return [];
    const distinct = [...new Map([...all].reverse().map((k) => [k.key, k])).values()];
    const known = await this.store.claim(tx, by.sourceId, distinct);
    const fresh = distinct.filter((k) => !known.has(k.key));
    const results = await this.facts.stateWithin(
      tx,
      by,
      fresh.flatMap((k) => itemsOf(k.request)),
    );
    const outcomes = new Map<Keyed, Outcome>();
    let at = 0;
    for (const one of fresh) {
      const own = results.slice(at, (at += itemsOf(one.request).length));
      const outcome = outcomeOf(() => replyOf(one.request, own));
      outcomes.set(one, outcome);
      if (!(outcome instanceof ProblemError))
        known.set(one.key, { key: one.key, bodyHash: one.bodyHash, reply: outcome.body });
    }
    this.settle(tx, by.sourceId, outcomes);
    return all.map((one) => outcomes.get(one) ?? this.ofEqual(one, known.get(one.key), outcomes));
  }

  private settle(tx: Tx, sourceId: string, outcomes: ReadonlyMap<Keyed, Outcome>): void {
    const replies = [...outcomes].flatMap(([{ key }, o]) =>
      o instanceof ProblemError ? [] : [{ key, reply: o.body }],
    );
    const refused = [...outcomes].filter(([, o]) => o instanceof ProblemError).map(([{ key }]) => key);
    this.store.keep(tx, sourceId, replies);
    this.store.release(tx, sourceId, refused);
  }

  /** The answer of a request whose key stands, or was refused a moment ago in the same group. */
  private ofEqual(
    one: Keyed,
    known: KnownRequest | undefined,
    outcomes: ReadonlyMap<Keyed, Outcome>,
  ): Outcome {
    if (known) return repeated(one, known);
    const twin = [...outcomes].find(([k]) => k.key === one.key && k.bodyHash.equals(one.bodyHash));
    return twin?.[1] ?? new ProblemError(keyReused);
  }
}

function outcomeOf(reply: () => DoorReply): Outcome {
  try {
    return reply();
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

function repeated(one: Keyed, known: KnownRequest): Outcome {
  if (!known.bodyHash.equals(one.bodyHash)) return new ProblemError(keyReused);
  return { body: replySchema.parse(known.reply), state: 'seen-before' };
}
