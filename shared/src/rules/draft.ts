import { z } from 'zod';
import { fault, knownKinds, multiplier, type Rule, rule } from '../points/index.js';

interface Broken {
  readonly code: string;
  readonly kind: string;
  readonly field: keyof Rule;
  readonly message: string;
}

const known: ReadonlySet<string> = new Set(knownKinds);
/** Speaking up always pays: these can be worth more or less, never nothing. */
export const speakingUp = ['simulation.reported', 'threat.reported'] as const;

/**
 * Rules as an editor publishes them. Beyond the form of each rule they keep what Vigil promises to people: speaking up
 * always pays, a mail left alone brings less than a report and shows on no board (who has no such points would be known
 * to have clicked), and one practice mail counts once.
 */
export const rulesDraft = z
  .strictObject({
    rules: z.array(rule).min(1).max(200),
    multipliers: z.array(multiplier).max(50).default([]),
  })
  .superRefine(({ rules }, context) => {
    for (const { code, kind, field, message } of brokenIn(rules)) {
      const at = rules.findIndex((r) => r.kind === kind);
      const path = at < 0 ? ['rules'] : ['rules', at, field];
      context.addIssue({ code: 'custom', message, ...fault(code, ...path) });
    }
  });
export type RulesDraft = z.infer<typeof rulesDraft>;

function brokenIn(rules: readonly Rule[]): readonly Broken[] {
  const seen = new Set<string>();
  const each = rules.flatMap((r) => {
    const twice = seen.has(r.kind);
    seen.add(r.kind);
    return [
      ...when(twice, r, 'kind', 'kind-twice', 'Each kind has one rule.'),
      ...when(!known.has(r.kind) && r.title === undefined, r, 'title', 'own-title', 'Name this kind.'),
      ...when(
        r.capPerDay !== null && r.capPerWeek !== null && r.capPerDay > r.capPerWeek,
        r,
        'capPerDay',
        'day-over-week',
        'The limit of a day lies within that of a week.',
      ),
      ...when(
        r.kind.startsWith('simulation.') && !r.oncePerObject,
        r,
        'oncePerObject',
        'case-once',
        'A practice mail counts once.',
      ),
      ...when(
        r.kind === 'spotlight.coins' && !r.coinsOnly,
        r,
        'coinsOnly',
        'coins-alone',
        'Leaders grant these as coins alone.',
      ),
    ];
  });
  return [...each, ...speakingUp.flatMap((kind) => unpaid(rules, kind)), ...passes(rules)];
}

function unpaid(rules: readonly Rule[], kind: string): readonly Broken[] {
  const found = rules.find((r) => r.kind === kind);
  if (found !== undefined && found.base > 0 && !found.coinsOnly) return [];
  return [{ kind, field: 'base', code: 'report-pays', message: 'Speaking up always earns something.' }];
}

function passes(rules: readonly Rule[]): readonly Broken[] {
  const pass = rules.find((r) => r.kind === 'simulation.passed');
  const report = rules.find((r) => r.kind === 'simulation.reported');
  if (pass === undefined) return [];
  return [
    ...when(!pass.quiet, pass, 'quiet', 'pass-quiet', 'A mail left alone shows on no board.'),
    ...when(
      report !== undefined && report.base > 0 && pass.base >= report.base,
      pass,
      'base',
      'pass-below-report',
      'A mail left alone earns less than a report.',
    ),
  ];
}

function when(
  broken: boolean,
  { kind }: Rule,
  field: keyof Rule,
  code: string,
  message: string,
): readonly Broken[] {
  return broken ? [{ kind, field, code, message }] : [];
}
