import type { ScorableBehaviour } from './decide.types.js';
import { type Rule, type RulePart, type Ruleset, ruleParts } from './ruleset.js';

/** What a fact is worth by its rule, before caps and before what was given earlier. */
export interface Target {
  readonly points: Readonly<Record<RulePart, number>>;
  readonly factorBp: number;
  readonly speedStep: { readonly withinWorkingMinutes: number; readonly points: number } | null;
}

const wholeBp = 10_000;
const mostPerEntry = 1000;
const ruleIndex = new WeakMap<Ruleset, Map<string, Rule>>();

/** The rule of a kind, or null if the kind earns nothing in this revision. */
export function ruleOf(ruleset: Ruleset, kind: string): Rule | null {
  let index = ruleIndex.get(ruleset);
  if (!index) {
    index = new Map(ruleset.rules.map((r) => [r.kind, r]));
    ruleIndex.set(ruleset, index);
  }
  return index.get(kind) ?? null;
}

/**
 * The revision that holds at an instant: the latest `effectiveFrom` that is not after it, the highest revision among
 * equals. A fact older than every revision takes the first.
 *
 * @throws RangeError if there is no revision at all.
 */
export function rulesetAt(rulesets: readonly Ruleset[], instantMs: number): Ruleset {
  const byTime = rulesets
    .map((ruleset) => ({ ruleset, fromMs: Date.parse(ruleset.effectiveFrom) }))
    .sort((a, b) => a.fromMs - b.fromMs || a.ruleset.revision - b.ruleset.revision);
  const first = byTime[0];
  if (!first) throw new RangeError('there is no ruleset');
  const reachedMs = Math.max(instantMs, first.fromMs);
  return byTime.findLast((r) => r.fromMs <= reachedMs)?.ruleset ?? first.ruleset;
}

/** The highest multiplier, in basis points, of the live events that hold for a kind at an instant; 10 000 without one. */
export function factorOf(ruleset: Ruleset, kind: string, instantMs: number): number {
  let factorBp = wholeBp;
  for (const m of ruleset.multipliers) {
    if (m.factorBp <= factorBp || !m.kinds.includes(kind)) continue;
    if (Date.parse(m.from) <= instantMs && instantMs < Date.parse(m.until)) factorBp = m.factorBp;
  }
  return factorBp;
}

/**
 * The target of a fact: a pure function of the fact and the revision. Each part is multiplied and rounded half up by
 * itself, in integers, and the whole is the sum of its parts: a part never changes because another one did, which is
 * what lets an award grow part by part in any order. A single part never exceeds 1,000.
 */
export function targetOf(ruleset: Ruleset, rule: Rule, behaviour: ScorableBehaviour): Target {
  const factorBp = factorOf(ruleset, rule.kind, behaviour.occurredAtMs);
  const minutes = behaviour.workingMinutes;
  const speedStep =
    minutes === null ? null : (rule.speed.find((s) => minutes <= s.withinWorkingMinutes) ?? null);
  const times = (points: number): number =>
    Math.min(mostPerEntry, Math.floor((points * factorBp + wholeBp / 2) / wholeBp));
  return {
    points: {
      base: times(rule.base),
      speed: times(speedStep?.points ?? 0),
      first: times(behaviour.first ? rule.first : 0),
    },
    factorBp,
    speedStep,
  };
}

/** A record with one value for each part. */
export function eachPart(value: (part: RulePart) => number): Record<RulePart, number> {
  return { base: value('base'), speed: value('speed'), first: value('first') };
}

/** The sum over all parts. */
export function sumOfParts(points: Readonly<Record<RulePart, number>>): number {
  return ruleParts.reduce((sum, part) => sum + points[part], 0);
}
