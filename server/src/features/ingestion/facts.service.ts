import { Injectable } from '@nestjs/common';
import {
  type BehaviourInput,
  behaviourInput,
  type BehaviourResult,
  keyReused,
  kindNotAllowed,
  memberUnknown,
  occurredOutOfRange,
} from '@vigil/shared/behaviours';
import { type Problem, type ProblemDocument, problems } from '@vigil/shared/contract';
import { Clock } from '../../platform/clock/clock.js';
import { Database, isUnavailable, type Tx } from '../../platform/db/database.js';
import { errorsOf } from '../../platform/http/contract-call.js';
import { Log } from '../../platform/logging/log.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import type { RecordOutcome } from '../behaviours/behaviours.types.js';
import { DeadLettersStore } from './dead-letters.store.js';
import { type FoundFact, FactLookup } from './fact-lookup.js';
import { ParkedStore } from './parked.store.js';
import { isInRange, recordable, type StatedFact, statedFact } from './stated-fact.js';

/** A result for the caller, and whether anything was new about it. */
export interface StatedResult {
  readonly result: BehaviourResult;
  readonly isNew: boolean;
}
/** A fact as it was posted, or as the contract has parsed it. */
export type StatedItem = { readonly raw: unknown } | { readonly input: BehaviourInput };

/** Who states the facts, and what it may state. */
export interface Stating {
  readonly sourceId: string;
  readonly kinds: ReadonlySet<string>;
}

/** Takes facts from outside, each judged by itself: records, parks, or refuses. */
@Injectable()
export class FactsService {
  constructor(
    private readonly database: Database,
    private readonly lookup: FactLookup,
    private readonly behaviours: BehavioursService,
    private readonly parked: ParkedStore,
    private readonly deadLetters: DeadLettersStore,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** States facts, sharing queries and commit with whoever comes at the same time. Results in the order of the items. */
  async state(by: Stating, items: readonly StatedItem[]): Promise<StatedResult[]> {
    return this.judge(by, items, null);
  }

  /** The same within one transaction. One fact that breaks the database breaks the transaction. */
  async stateWithin(tx: Tx, by: Stating, items: readonly StatedItem[]): Promise<StatedResult[]> {
    return this.judge(by, items, tx);
  }

  private async judge(by: Stating, items: readonly StatedItem[], tx: Tx | null): Promise<StatedResult[]> {
    const nowMs = this.clock.nowMs();
    const read = items.map((item) => readItem(item, by, nowMs));
    const facts = read.flatMap((r) => ('fact' in r ? [r.fact] : []));
    const found = await this.lookup.find(by.sourceId, facts, tx);
    const results = new Map<StatedFact, StatedResult>();

    const known = found.filter((f) => f.memberId !== null && !clashes(f));
    const stated = tx ? await this.recordWithin(tx, by, known) : await this.recordTogether(by, known);
    known.forEach(({ fact }, i) =>
      results.set(fact, stated[i] ?? refused(fact.naturalKey, problems.internal)),
    );
    for (const { fact } of found.filter(clashes)) results.set(fact, refused(fact.naturalKey, keyReused));

    const unknown = found.filter((f) => f.memberId === null && !clashes(f));
    if (unknown.length > 0) {
      const settle = (within: Tx) => this.settleUnknown(within, by.sourceId, unknown);
      const settled = tx ? await settle(tx) : await this.database.transaction(settle);
      for (const [fact, result] of settled) results.set(fact, result);
    }
    return read.map((r) => ('fact' in r ? (results.get(r.fact) ?? refused(null, problems.internal)) : r));
  }

  private async recordWithin(tx: Tx, by: Stating, found: readonly FoundFact[]): Promise<StatedResult[]> {
    const outcomes = await this.behaviours.record(
      tx,
      found.map(({ fact, memberId }) => recordable(fact, by.sourceId, memberId ?? '')),
    );
    return outcomes.map((outcome, i) => answer(found[i]?.fact.naturalKey ?? '', outcome));
  }

  private async recordTogether(by: Stating, found: readonly FoundFact[]): Promise<StatedResult[]> {
    if (found.length === 0) return [];
    try {
      return await this.submit(by, found);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      // one of them cannot be taken: alone, each shows whether it is the one
      return Promise.all(found.map((one) => this.recordAlone(by, one)));
    }
  }

  private async recordAlone(by: Stating, one: FoundFact): Promise<StatedResult> {
    try {
      const [result] = await this.submit(by, [one]);
      return result ?? refused(one.fact.naturalKey, problems.internal);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      this.log.error('a fact could not be recorded', { sourceId: by.sourceId, error });
      const content = `${one.fact.naturalKey}\0${one.fact.bodyHash.toString('hex')}`;
      const reason = 'The fact could not be recorded.';
      await this.deadLetters.add(this.database, { sourceId: by.sourceId, reason, content, bytes: 0 });
      return refused(one.fact.naturalKey, problems.internal);
    }
  }

  private async submit(by: Stating, found: readonly FoundFact[]): Promise<StatedResult[]> {
    const outcomes = await this.behaviours.submit(
      found.map(({ fact, memberId }) => recordable(fact, by.sourceId, memberId ?? '')),
    );
    return outcomes.map((outcome, i) => answer(found[i]?.fact.naturalKey ?? '', outcome));
  }

  /** Parks what names nobody known; what stands already keeps its answer though its member has left. */
  private async settleUnknown(
    tx: Tx,
    sourceId: string,
    unknown: readonly FoundFact[],
  ): Promise<Map<StatedFact, StatedResult>> {
    const results = new Map<StatedFact, StatedResult>();
    const facts = unknown.map((u) => u.fact);
    const standing = await this.lookup.standing(tx, sourceId, facts);
    const park = new Map<string, FoundFact>();
    for (const found of unknown) {
      const { fact } = found;
      const stands = standing(fact);
      const earlier = park.get(fact.naturalKey);
      if (stands) {
        const isSame = stands.bodyHash.equals(fact.bodyHash);
        const outcome = isSame
          ? ({ ...stands, status: 'recorded', repeated: true } as const)
          : ({ status: 'conflict' } as const);
        results.set(fact, answer(fact.naturalKey, outcome));
      } else if (fact.address === null) results.set(fact, refused(fact.naturalKey, memberUnknown));
      else if (earlier && !earlier.fact.bodyHash.equals(fact.bodyHash))
        results.set(fact, refused(fact.naturalKey, keyReused));
      else {
        const isNew = found.parkedHash === null && earlier === undefined;
        results.set(fact, { result: { status: 'parked', naturalKey: fact.naturalKey }, isNew });
        park.set(fact.naturalKey, earlier ?? found);
      }
    }
    const fresh = [...park.values()].filter((f) => f.parkedHash === null);
    await this.parked.park(
      tx,
      sourceId,
      fresh.map((f) => f.fact),
    );
    return results;
  }
}

type Read = { readonly fact: StatedFact } | StatedResult;

function readItem(item: StatedItem, by: Stating, nowMs: number): Read {
  if ('input' in item) return allowed(item.input, by, nowMs);
  const parsed = behaviourInput.safeParse(item.raw);
  if (!parsed.success) return refused(keyOf(item.raw), problems.invalid, errorsOf(parsed.error));
  return allowed(parsed.data, by, nowMs);
}

/** What the source may state, of a time that can be. */
function allowed(input: BehaviourInput, by: Stating, nowMs: number): Read {
  const fact = statedFact(input);
  if (!by.kinds.has(fact.kind)) return refused(fact.naturalKey, kindNotAllowed);
  if (!isInRange(fact.occurredAtMs, nowMs)) return refused(fact.naturalKey, occurredOutOfRange);
  return { fact };
}

/** Something else is parked under the key. */
function clashes({ fact, parkedHash }: FoundFact): boolean {
  return parkedHash !== null && !parkedHash.equals(fact.bodyHash);
}

function answer(naturalKey: string, outcome: RecordOutcome): StatedResult {
  if (outcome.status === 'conflict') return refused(naturalKey, keyReused);
  const { points, total, because, repeated } = outcome;
  return { result: { status: 'recorded', naturalKey, points, total, because }, isNew: !repeated };
}

export function refused(
  naturalKey: string | null,
  { type, title }: Problem,
  errors?: ProblemDocument['errors'],
): StatedResult {
  const problem = errors === undefined ? { type, title } : { type, title, errors };
  return { result: { status: 'refused', naturalKey, problem }, isNew: false };
}

function keyOf(item: unknown): string | null {
  const key = typeof item === 'object' && item !== null && 'naturalKey' in item ? item.naturalKey : null;
  return typeof key === 'string' && key.length <= 200 ? key : null;
}
