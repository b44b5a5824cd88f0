import type { z } from 'zod';
import { type Rule, rule } from './ruleset.js';

/**
 * The rules of a new organisation, one for each kind that Vigil knows from the start. A report earns four times what
 * silence does; what a person can repeat at will is capped; what is about one thing (a course, a habit, a day) earns
 * once for that thing. `check.daily` has the day as its object. That the answer was right is quiet: nobody shall see on a
 * board who got it wrong. Thanks and lights of leaders are quiet: they buy no rank, and no pseudonym moves when somebody thanks its owner.
 * A light that is coins alone brings as many coins as any other.
 */
export const defaultRules: readonly Rule[] = [
  {
    kind: 'simulation.reported',
    base: 20,
    speed: [
      { withinWorkingMinutes: 15, points: 5 },
      { withinWorkingMinutes: 60, points: 3 },
      { withinWorkingMinutes: 240, points: 1 },
    ],
    first: 5,
    oncePerObject: true,
  },
  { kind: 'simulation.passed', base: 5, quiet: true, oncePerObject: true },
  { kind: 'threat.reported', base: 5, capPerDay: 15 },
  { kind: 'threat.confirmed', base: 30, oncePerObject: true },
  { kind: 'training.completed', base: 40, oncePerObject: true, capPerDay: 120 },
  { kind: 'quiz.passed', base: 10, oncePerObject: true, capPerDay: 50 },
  { kind: 'policy.attested', base: 10, oncePerObject: true },
  { kind: 'check.daily', base: 10, oncePerObject: true, capPerDay: 10 },
  { kind: 'check.correct', base: 5, quiet: true, oncePerObject: true, capPerDay: 5 },
  { kind: 'habit.adopted', base: 25, oncePerObject: true },
  { kind: 'suggestion.adopted', base: 20, oncePerObject: true },
  { kind: 'colleague.helped', base: 10, capPerDay: 20, capPerWeek: 50 },
  { kind: 'recognition.received', base: 5, quiet: true, capPerWeek: 25 },
  { kind: 'spotlight.received', base: 10, quiet: true, oncePerObject: true },
  { kind: 'spotlight.coins', base: 10, quiet: true, coinsOnly: true, oncePerObject: true },
  // whoever stacks challenges for the same doing has won two of them a week at most
  { kind: 'challenge.won', base: 50, oncePerObject: true, capPerWeek: 100 },
].map((given: z.input<typeof rule>) => rule.parse(given));
