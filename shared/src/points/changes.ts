import type { Rule } from './ruleset.js';

/** How the rule of one kind differs between two revisions; one side is null where the kind has none. */
export interface RuleChange {
  readonly kind: string;
  readonly before: Rule | null;
  readonly after: Rule | null;
}

const fields = [
  'title',
  'base',
  'speed',
  'first',
  'capPerDay',
  'capPerWeek',
  'cooldownMinutes',
  'oncePerObject',
  'quiet',
  'coinsOnly',
] as const;
export type RuleField = (typeof fields)[number];

/** The fields in which two rules differ, in the order in which a rule is read. */
export function changedFields(before: Rule, after: Rule): readonly RuleField[] {
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** What changed from one set of rules to another: changed and new kinds in the new order, then those that are gone. */
export function changesBetween(before: readonly Rule[], after: readonly Rule[]): readonly RuleChange[] {
  const old = new Map(before.map((rule) => [rule.kind, rule]));
  const kept = new Set(after.map((rule) => rule.kind));
  const changed = after.flatMap((rule): RuleChange[] => {
    const was = old.get(rule.kind) ?? null;
    if (was !== null && changedFields(was, rule).length === 0) return [];
    return [{ kind: rule.kind, before: was, after: rule }];
  });
  const gone = before
    .filter((rule) => !kept.has(rule.kind))
    .map((rule): RuleChange => ({ kind: rule.kind, before: rule, after: null }));
  return [...changed, ...gone];
}
