import { createHash } from 'node:crypto';
import { internalSource, type RecordableBehaviour } from '../behaviours/behaviours.types.js';

/** The fact's own identity: a recognition brings what it brings once. */
export const naturalKeyOf = (recognitionId: string): string => `recognition:${recognitionId}`;

/** That somebody was recognised, when they were. */
export function recognitionFact(given: {
  readonly id: string;
  readonly receiverId: string;
  readonly at: Date;
}): RecordableBehaviour {
  const naturalKey = naturalKeyOf(given.id);
  return {
    sourceId: internalSource,
    naturalKey,
    bodyHash: createHash('sha256').update(naturalKey).digest(),
    memberId: given.receiverId,
    kind: 'recognition.received',
    occurredAtMs: given.at.getTime(),
    object: naturalKey,
    about: null,
    workingMinutes: null,
    first: false,
  };
}
