import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DepartmentTally } from './department-tally.js';
import type { PresenceBook } from './presence.store.js';
import type { AttributedPoints, MemberFacts } from './member-facts.js';

const departments = [
  { id: 'sales', name: 'Sales' },
  { id: 'law', name: 'Law' },
];
const place = fc.constantFrom('sales', 'law');
const states = fc.record({
  told: fc.constantFrom('alone' as const, 'together' as const, 'veiled' as const),
  stays: fc.uniqueArray(fc.tuple(place, fc.nat({ max: 40 }), fc.boolean()), { selector: ([of]) => of }),
  earned: fc.uniqueArray(fc.tuple(place, fc.integer({ min: -5, max: 90 })), { selector: ([of]) => of }),
});
type State = Parameters<typeof factsOf>[1];
const histories = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), states), {
  maxLength: 25,
});

function factsOf(
  id: string,
  { told, earned }: Pick<AttributedPoints, 'told'> & { earned: readonly (readonly [string, number])[] },
): MemberFacts {
  return {
    ...{
      id,
      departmentId: null,
      eligible: true,
      faces: [told === 'alone' ? { name: id, pseudonym: false } : null],
      formerDepartments: [],
      points: [0],
      reachedAtMs: [0],
    },
    attributed: earned.map(([departmentId, points]) => ({ departmentId, points: [points], told })),
  };
}
const bookOf = (id: string, stays: readonly (readonly [string, number, boolean])[]): PresenceBook =>
  new Map([
    [id, stays.map(([departmentId, days, there]) => ({ departmentId, days: [days], atEnd: [there] }))],
  ]);

describe('running totals of departments', () => {
  it('are those of a count afresh, whatever came in between', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const [running, afresh] = [new DepartmentTally(1), new DepartmentTally(1)];
        // somebody who was there longer than anybody, so that presence has the same measure in both
        const longest = { departments, members: [factsOf('z', { told: 'alone', earned: [] })] };
        for (const tally of [running, afresh]) await tally.update(longest, bookOf('z', [['law', 100, true]]));
        for (const [id, state] of history)
          await running.update({ departments, members: [factsOf(id, state)] }, bookOf(id, state.stays));
        for (const [id, state] of new Map(history))
          await afresh.update({ departments, members: [factsOf(id, state)] }, bookOf(id, state.stays));
        expect(running.of(0)).toEqual(afresh.of(0));
      }),
    );
  });

  it('keep what is veiled out of the points, and take who hides for somebody without any in the spread', async () => {
    const tally = new DepartmentTally(1);
    const somebody = (told: AttributedPoints['told']): State => ({ told, earned: [['sales', 30]] });
    await tally.update(
      { departments, members: [factsOf('a', somebody('alone'))] },
      bookOf('a', [['sales', 10, true]]),
    );
    const seen = tally.of(0)[0]!;
    await tally.update(
      { departments, members: [factsOf('b', somebody('veiled'))] },
      bookOf('b', [['sales', 5, true]]),
    );
    expect(tally.of(0)[0]).toEqual({
      ...seen,
      people: 2,
      exposure: 1.5,
      hiddenPoints: 30,
      hiddenActive: 1,
      spread: { ...seen.spread, presence: 1.5, presenceSquares: 1.25 },
    });
  });

  it('add up what is told together, and keep it out of the spread', async () => {
    const tally = new DepartmentTally(1);
    const members = [factsOf('a', { told: 'together', earned: [['sales', 30]] })];
    await tally.update({ departments, members }, bookOf('a', [['sales', 10, true]]));
    expect(tally.of(0)[0]).toMatchObject({
      points: 30,
      hiddenPoints: 0,
      active: 1,
      spread: { points: 0, squares: 0, presence: 1 },
    });
  });

  it('know where somebody is until told otherwise', async () => {
    const tally = new DepartmentTally(1);
    const earned = (points: number) => ({
      departments,
      members: [factsOf('a', { told: 'alone', earned: [['sales', points]] })],
    });
    await tally.update(earned(1), bookOf('a', [['sales', 10, true]]));
    await tally.update(earned(9), new Map());
    expect(tally.of(0)[0]).toMatchObject({ people: 1, exposure: 1, points: 9 });
    await tally.update(earned(9), bookOf('a', []));
    expect(tally.of(0)[0]).toMatchObject({ people: 0, exposure: 0, points: 9 });
  });
});
