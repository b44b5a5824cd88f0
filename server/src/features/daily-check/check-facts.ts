import { createHash } from 'node:crypto';
import { internalSource, type RecordableBehaviour } from '../behaviours/behaviours.types.js';

/** Natural keys of the facts of a check: by member and local day, so that a day brings what it brings once. */
export function checkKeys(
  memberId: string,
  day: string,
): { readonly answered: string; readonly correct: string } {
  return { answered: `check:${memberId}:${day}`, correct: `check-correct:${memberId}:${day}` };
}

/** What an answer states: that the minute was taken; and, quietly, that it was right. */
export function checkFacts(
  memberId: string,
  { day, correct, atMs }: { readonly day: string; readonly correct: boolean; readonly atMs: number },
): RecordableBehaviour[] {
  const keys = checkKeys(memberId, day);
  const fact = (kind: string, naturalKey: string): RecordableBehaviour => ({
    sourceId: internalSource,
    naturalKey,
    bodyHash: createHash('sha256').update(naturalKey).digest(),
    memberId,
    kind,
    occurredAtMs: atMs,
    object: `day/${day}`,
    about: null,
    workingMinutes: null,
    first: false,
    localDay: day,
  });
  const answered = fact('check.daily', keys.answered);
  return correct ? [answered, fact('check.correct', keys.correct)] : [answered];
}
