import { describe, expect, it } from 'vitest';
import { defaultRules, knownKinds, ruleset } from './index.js';

describe('the default rules', () => {
  it('are one valid revision with one rule for each known kind', () => {
    const first = ruleset.parse({ revision: 1, effectiveFrom: '2026-01-01T00:00:00Z', rules: defaultRules });
    expect(first.rules.map((r) => r.kind).sort()).toEqual([...knownKinds].sort());
  });

  it('let a report earn more than silence, and keep silence quiet', () => {
    const by = (kind: string) => defaultRules.find((r) => r.kind === kind);
    expect(by('simulation.reported')?.base).toBeGreaterThan(by('simulation.passed')?.base ?? 0);
    expect(defaultRules.filter((r) => r.quiet).map((r) => r.kind)).toEqual([
      'simulation.passed',
      'check.correct',
      'recognition.received',
      'spotlight.received',
      'spotlight.coins',
    ]);
    expect(defaultRules.filter((r) => r.coinsOnly).map((r) => r.kind)).toEqual(['spotlight.coins']);
  });

  it('leave nothing that a person can repeat without limit', () => {
    for (const r of defaultRules)
      expect(r.oncePerObject || r.capPerDay !== null || r.capPerWeek !== null).toBe(true);
  });
});
