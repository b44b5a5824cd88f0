import type { BehaviourInput } from '@vigil/shared/behaviours';
import { emailKey } from '@vigil/shared/people';
import { hash } from 'node:crypto';
import type { RecordableBehaviour } from '../behaviours/behaviours.types.js';

/** A fact as a source states it, well formed, before anybody asked who is meant. */
export interface StatedFact {
  readonly naturalKey: string;
  /** One of the two is set. */
  readonly address: string | null;
  readonly memberId: string | null;
  readonly kind: string;
  readonly occurredAtMs: number;
  readonly object: string | null;
  readonly about: string | null;
  /** SHA-256 over all that was stated but the key. */
  readonly bodyHash: Buffer;
}

export function statedFact(input: BehaviourInput): StatedFact {
  const address = 'email' in input.member ? input.member.email.trim() : null;
  const memberId = 'id' in input.member ? input.member.id : null;
  const fact = {
    naturalKey: input.naturalKey,
    address,
    memberId,
    kind: input.kind,
    occurredAtMs: Date.parse(input.occurredAt),
    object: input.object ?? null,
    about: input.about ?? null,
  };
  const who = address === null ? ['id', memberId] : ['email', emailKey(address)];
  const body = [who, fact.kind, fact.occurredAtMs, fact.object, fact.about];
  return { ...fact, bodyHash: hash('sha256', JSON.stringify(body), 'buffer') };
}

export function recordable(fact: StatedFact, sourceId: string, memberId: string): RecordableBehaviour {
  const { naturalKey, bodyHash, kind, occurredAtMs, object, about } = fact;
  return {
    sourceId,
    naturalKey,
    bodyHash,
    memberId,
    kind,
    occurredAtMs,
    object,
    about,
    workingMinutes: null,
    first: false,
  };
}

const futureMs = 5 * 60_000;
const pastMs = 2 * 366 * 86_400_000;

/** Not more than five minutes ahead of us, not more than two years back. */
export function isInRange(occurredAtMs: number, nowMs: number): boolean {
  return occurredAtMs <= nowMs + futureMs && occurredAtMs >= nowMs - pastMs;
}
