import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DepartmentTotals } from '../leaderboards/department-board.js';
import { drawTeams, questReachOf, sidesOf, windowsLit, windowsOfBuilding, winnersOf } from './rules.js';
import { challengeDraft, kindsThatNeverCount } from './draft.js';
import { templateIds, templates } from './templates.js';
import { defaultRules } from '../points/default-rules.js';

const people = fc.uniqueArray(
  fc.record({ memberId: fc.uuid(), departmentId: fc.option(fc.constantFrom('a', 'b', 'c', 'd')) }),
  { selector: ({ memberId }) => memberId, maxLength: 120 },
);
const spread = (most: number, least: number) => most - least;

function totals(
  id: string,
  points: readonly number[],
  more: Partial<DepartmentTotals> = {},
): DepartmentTotals {
  const sum = points.reduce((all, one) => all + one, 0);
  const squares = points.reduce((all, one) => all + one * one, 0);
  const n = points.length;
  return {
    ...{ id, name: id, people: n, exposure: n, points: sum, hiddenPoints: 0, hiddenActive: 0 },
    active: points.filter((one) => one > 0).length,
    spread: { points: sum, squares, presence: n, presenceSquares: n, pointsPresence: sum },
    ...more,
  };
}
const many = (n: number, of: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => of(i));

describe('mixed teams', () => {
  it('differ by one person at most, in all and from each department', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 2, max: 6 }), fc.string(), (all, teams, seed) => {
        const drawn = drawTeams(all, teams, seed);
        expect(new Set(drawn.keys()).size).toBe(all.length);
        for (const department of [undefined, 'a', 'b', 'c', 'd', null]) {
          const of = all.filter((one) => department === undefined || one.departmentId === department);
          const sizes = many(teams, (team) => of.filter((one) => drawn.get(one.memberId) === team).length);
          expect(spread(Math.max(...sizes), Math.min(...sizes))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('are drawn the same from the same seed, whoever is named first', () => {
    fc.assert(
      fc.property(people, fc.string(), (all, seed) => {
        expect(drawTeams([...all].reverse(), 3, seed)).toEqual(drawTeams(all, 3, seed));
      }),
    );
  });
});

describe('how many would have reached a target', () => {
  it('is a figure only where five have and five have not, and then it is near the truth', () => {
    const group = fc
      .integer({ min: 0, max: 400 })
      .chain((all) => fc.tuple(fc.constant(all), fc.integer({ min: 0, max: all })));
    fc.assert(
      fc.property(group, ([all, reached]) => {
        const reach = questReachOf(all, reached);
        if (reach.told === 'share') {
          expect(Math.min(reached, all - reached)).toBeGreaterThanOrEqual(5);
          expect(Math.abs(reach.share - reached / all)).toBeLessThanOrEqual(0.025 + Number.EPSILON);
        }
        if (reach.told === 'few') expect(reached).toBeLessThan(5);
        if (reach.told === 'most') expect(all - reached).toBeLessThan(5);
        expect(reach.told === 'nothing').toBe(all < 10);
      }),
    );
  });
});

describe('windows', () => {
  it('never go out when points come, and all burn at the target', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 5_000, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.integer({ min: 1, max: 2_000 }),
        (average, more, target) => {
          expect(windowsLit(average + more, target)).toBeGreaterThanOrEqual(windowsLit(average, target));
          expect(windowsLit(target + more, target)).toBe(windowsOfBuilding);
        },
      ),
    );
  });
});

describe('sides', () => {
  const terms = { target: 40, closed: false };
  it('do not depend on size: the same behaviour lights the same windows', () => {
    const [small, big] = sidesOf(
      'race',
      [
        totals(
          's',
          many(6, () => 20),
        ),
        totals(
          'b',
          many(200, () => 20),
        ),
      ],
      terms,
    );
    expect(small?.lit).toBe(30);
    expect(big?.lit).toBe(30);
    expect(winnersOf('race', [small!, big!], 40)).toEqual(['s', 'b']);
  });

  it('tell nothing of fewer than five people, and count them in no sum', () => {
    const of = (few: number) =>
      sidesOf(
        'goal',
        [
          totals(
            'many',
            many(30, (i) => i),
          ),
          totals(
            'few',
            many(4, () => few),
          ),
        ],
        terms,
      );
    expect(of(0)).toEqual(of(900));
    const [, few] = sidesOf(
      'race',
      [
        totals(
          'many',
          many(30, (i) => i),
        ),
        totals('few', [9, 9, 9, 9]),
      ],
      terms,
    );
    expect(few).toMatchObject({ people: null, average: null, lit: null, participation: null, rank: null });
  });

  it('are not moved by what few hidden people have', () => {
    const of = (hiddenPoints: number) =>
      sidesOf(
        'race',
        [
          totals(
            'a',
            many(9, (i) => i),
            { hiddenPoints },
          ),
          totals(
            'b',
            many(9, () => 3),
          ),
        ],
        {
          ...terms,
          closed: true,
        },
      );
    expect(of(0)).toEqual(of(500));
  });

  it('name a clear winner, nobody where nothing happened, and the company at its target', () => {
    const sides = sidesOf(
      'race',
      [
        totals(
          'a',
          many(40, (i) => 30 + (i % 3)),
        ),
        totals(
          'b',
          many(40, (i) => i % 3),
        ),
      ],
      terms,
    );
    expect(winnersOf('race', sides, 40)).toEqual(['a']);
    const dark = sidesOf(
      'race',
      [
        totals(
          'a',
          many(8, () => 0),
        ),
        totals(
          'b',
          many(8, () => 0),
        ),
      ],
      terms,
    );
    expect(winnersOf('race', dark, 40)).toEqual([]);
    expect(
      winnersOf(
        'goal',
        sidesOf(
          'goal',
          [
            totals(
              'a',
              many(8, () => 40),
            ),
          ],
          terms,
        ),
        40,
      ),
    ).toEqual(['company']);
    expect(
      winnersOf(
        'goal',
        sidesOf(
          'goal',
          [
            totals(
              'a',
              many(8, () => 39),
            ),
          ],
          terms,
        ),
        40,
      ),
    ).toEqual([]);
    expect(
      winnersOf(
        'race',
        sidesOf(
          'race',
          [
            totals(
              'a',
              many(8, () => 9),
            ),
            totals('b', [9]),
          ],
          terms,
        ),
        40,
      ),
    ).toEqual([]);
  });
});

describe('templates', () => {
  it('are eight, of every form, made of kinds that earn points and may count', () => {
    expect(templates.map(({ id }) => id)).toEqual(templateIds);
    expect(templates).toHaveLength(8);
    expect(new Set(templates.map(({ form }) => form)).size).toBe(4);
    const earning = new Set(defaultRules.filter((rule) => rule.base > 0).map((rule) => rule.kind));
    for (const { kinds } of templates)
      for (const kind of kinds) {
        expect(earning).toContain(kind);
        expect(kindsThatNeverCount).not.toContain(kind);
      }
  });

  it('become drafts that stand', () => {
    const [startsAt, a, b] = ['2026-11-23T08:00:00Z', crypto.randomUUID(), crypto.randomUUID()];
    for (const { days, id, form, kinds, target } of templates) {
      const endsAt = new Date(Date.parse(startsAt) + days * 86_400_000).toISOString();
      const draft = {
        ...{ form, template: id, name: 'N', text: null, startsAt, endsAt, kinds, target, prize: null },
        departmentIds: form === 'race' ? [a, b] : [],
        teams: form === 'teams' ? ['A', 'B'] : [],
      };
      expect(challengeDraft.safeParse(draft).success, id).toBe(true);
      expect(challengeDraft.safeParse({ ...draft, endsAt: startsAt }).success).toBe(false);
      expect(challengeDraft.safeParse({ ...draft, kinds: ['challenge.won'] }).success).toBe(false);
    }
  });
});
