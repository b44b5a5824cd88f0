import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Badge,
  type BadgeCatalogue,
  type BadgeFacts,
  defaultBadges,
  type HeldTier,
  nextTier,
  settle,
  tiers,
} from './index.js';

const plain: Badge = {
  key: 'plain',
  emblem: 'candle',
  title: { en: 'Plain', de: 'Schlicht' },
  text: { en: 'Text', de: 'Text' },
  criterion: { by: 'behaviours', kinds: ['habit.adopted'] },
  thresholds: { bronze: 2, silver: 5, gold: 9 },
  retired: false,
};
const facts = (habits: number): BadgeFacts => ({ counts: new Map([['habit.adopted', habits]]) });
const revision = (number: number, more: Partial<Badge> = {}): BadgeCatalogue => ({
  revision: number,
  badges: [{ ...plain, ...more }],
});
const rulesOf = (...all: BadgeCatalogue[]) => ({ current: all.at(-1) ?? revision(1), all });

/** Carries what is held through a walk of values, one change after the other. */
function walk(rules: ReturnType<typeof rulesOf>, values: readonly number[], held: readonly HeldTier[] = []) {
  let present = [...held];
  for (let i = 1; i < values.length; i++) {
    const { given, withdrawn } = settle(rules, present, facts(values[i - 1] ?? 0), facts(values[i] ?? 0));
    present = [
      ...present.filter((one) => !withdrawn.includes(one)),
      ...given.map(({ badge, tier }) => ({ badge, tier, revision: rules.current.revision })),
    ];
  }
  return present;
}
const names = (held: readonly { readonly tier: string }[]) => held.map(({ tier }) => tier).sort();
const value = fc.integer({ min: 0, max: 12 });
const values = fc.array(value, { minLength: 1, maxLength: 20 }).map((all) => [0, ...all]);
const thresholds = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 3, maxLength: 3 })
  .map((all) => [...all].sort((a, b) => a - b))
  .map(([bronze = 1, silver = 2, gold = 3]) => ({ bronze, silver, gold }));

describe('what a change of facts brings and takes', () => {
  it('is, whatever the way, what the last value reaches', () => {
    fc.assert(
      fc.property(values, (all) => {
        const held = walk(rulesOf(revision(1)), all);
        const last = all.at(-1) ?? 0;
        expect(names(held)).toEqual(tiers.filter((tier) => last >= plain.thresholds[tier]).sort());
      }),
    );
  });

  it('is given once: the same change again brings nothing', () => {
    fc.assert(
      fc.property(values, value, (all, next) => {
        const rules = rulesOf(revision(1));
        const held = walk(rules, [...all, next]);
        expect(settle(rules, held, facts(next), facts(next))).toEqual({ given: [], withdrawn: [] });
      }),
    );
  });

  it('leaves no tier without the one below, whatever the rules were', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(thresholds, values), { minLength: 1, maxLength: 4 }), (chapters) => {
        let held: HeldTier[] = [];
        const all: BadgeCatalogue[] = [];
        let last = 0;
        for (const [i, [taken, way]] of chapters.entries()) {
          all.push(revision(i + 1, { thresholds: taken }));
          held = walk(rulesOf(...all), [last, ...way.slice(1)], held);
          last = way.at(-1) ?? last;
          const has = new Set(held.map(({ tier }) => tier));
          expect(has.size).toBe(held.length);
          for (const [at, tier] of tiers.entries())
            if (has.has(tier)) for (const below of tiers.slice(0, at)) expect(has).toContain(below);
        }
      }),
    );
  });

  it('takes back nothing that the change did not bring', () => {
    fc.assert(
      fc.property(value, value, thresholds, (before, after, higher) => {
        // granted by rules that took less; what is missing by the present ones was missing before
        const easy = revision(1, { thresholds: { bronze: 1, silver: 2, gold: 3 } });
        const held = walk(rulesOf(easy), [0, before]);
        const { withdrawn } = settle(
          rulesOf(easy, revision(2, { thresholds: higher })),
          held,
          facts(before),
          facts(after),
        );
        for (const { tier } of withdrawn) {
          const least = easy.badges[0]?.thresholds[tier] ?? 0;
          expect(before).toBeGreaterThanOrEqual(least);
          expect(after).toBeLessThan(least);
          expect(after).toBeLessThan(higher[tier]);
        }
      }),
    );
  });

  it('says nothing where nothing is known, and gives nothing that is retired', () => {
    const unknown: BadgeFacts = { counts: new Map() };
    const held = walk(rulesOf(revision(1)), [0, 9]);
    expect(settle(rulesOf(revision(1)), held, facts(9), unknown)).toEqual({ given: [], withdrawn: [] });
    expect(settle(rulesOf(revision(1)), held, unknown, facts(0))).toEqual({ given: [], withdrawn: [] });
    const retired = rulesOf(revision(1), revision(2, { retired: true }));
    expect(settle(retired, [], facts(0), facts(9)).given).toEqual([]);
    // what somebody has of it goes only with what it rests on
    expect(settle(retired, held, facts(9), facts(8)).withdrawn.map(({ tier }) => tier)).toEqual(['gold']);
  });

  it('shows the next tier until all are there', () => {
    expect(nextTier(plain, [])).toEqual({ tier: 'bronze', threshold: 2 });
    expect(nextTier(plain, ['bronze', 'silver'])).toEqual({ tier: 'gold', threshold: 9 });
    expect(nextTier(plain, tiers)).toBeNull();
  });
});

describe('the badges that the product comes with', () => {
  it('are 24 and one for thanks given, each with a drawing of its own, in both languages', () => {
    expect(defaultBadges).toHaveLength(25);
    expect(new Set(defaultBadges.map(({ emblem }) => emblem)).size).toBe(25);
    for (const { title, text } of defaultBadges)
      for (const words of [title.en, title.de, text.en, text.de]) expect(words.trim()).not.toBe('');
  });
});
