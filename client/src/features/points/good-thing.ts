import type { PointsEntry } from '@vigil/shared/points';
import type { Rule } from '@vigil/shared/points';

/** Kinds that a person can set out to do today, without waiting for a mail, a campaign or a colleague's thanks. */
const withinReach: readonly string[] = [
  'habit.adopted',
  'training.completed',
  'quiz.passed',
  'policy.attested',
  'check.daily',
  'threat.reported',
  'colleague.helped',
];

/**
 * One good thing to do now: the kind within reach that earns most and that I have not done in the last seven days;
 * when all are done, the one that was done longest ago. Null where no rule is within reach.
 */
export function goodThing(
  rules: readonly Rule[],
  latest: readonly Pick<PointsEntry, 'kind' | 'occurredAt'>[],
  nowMs: number,
): Rule | null {
  const weekMs = 7 * 86_400_000;
  const lastDone = new Map<string, number>();
  for (const { kind, occurredAt } of latest) {
    lastDone.set(kind, Math.max(lastDone.get(kind) ?? 0, Date.parse(occurredAt)));
  }
  const reachable = rules.filter((rule) => rule.base > 0 && withinReach.includes(rule.kind));
  const open = reachable.filter((rule) => nowMs - (lastDone.get(rule.kind) ?? 0) >= weekMs);
  if (open.length > 0) return open.reduce((best, rule) => (rule.base > best.base ? rule : best));
  const age = (rule: Rule) => lastDone.get(rule.kind) ?? 0;
  return reachable.reduce<Rule | null>(
    (oldest, rule) => (oldest === null || age(rule) < age(oldest) ? rule : oldest),
    null,
  );
}
