import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { circlesOf, type Thanks, weigh, restMs, circleMs, largestCircle, starsOf, knots } from './index.js';

const dayMs = 86_400_000;
const someone = (n: number) => `p${String(n).padStart(3, '0')}`;
let made = 0;
const thanks = (from: number, to: number, atMs = 0, more: Partial<Thanks> = {}): Thanks => ({
  ...{ id: `t${String(++made).padStart(6, '0')}`, giverId: someone(from), receiverId: someone(to), atMs },
  ...{ fresh: false, weighing: 'open' },
  ...more,
});
/** What counts once everything is decided. */
const counting = (all: readonly Thanks[]): Thanks[] => {
  const decided = weigh(all);
  return all.filter((one) => (decided.get(one.id) ?? one.weighing) === 'counts');
};
const ring = (n: number, atOf: (i: number) => number = () => 0): Thanks[] =>
  Array.from({ length: n }, (_, i) => thanks(i, (i + 1) % n, atOf(i)));
const people = fc.integer({ min: 0, max: 11 });
const anyThanks = fc
  .array(fc.tuple(people, people, fc.integer({ min: 0, max: 60 }), fc.boolean()), { maxLength: 60 })
  .map((all) =>
    all
      .filter(([from, to]) => from !== to)
      .map(([from, to, day, fresh]) => thanks(from, to, day * dayMs, { fresh })),
  );
/** What one pair gets when one of them thanks the other whenever anybody does. */
const onePair = (all: readonly Thanks[]): number =>
  counting(all.map(({ atMs }) => thanks(900, 901, atMs))).length;

describe('thanks in circles (E5)', () => {
  it.each([2, 3, 10])('a ring of %i brings one award in all, in whatever order it closes', (n) => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 27 })), (days) => {
        const all = ring(n, () => (days.next().value ?? 0) * dayMs);
        expect(counting(all)).toHaveLength(1);
      }),
    );
  });

  it('however a closed group thanks each other, it gets no more than one pair would', () => {
    fc.assert(
      fc.property(anyThanks, (all) => {
        for (const circle of circlesOf(all)) {
          const inside = (one: Thanks) => circle.includes(one.giverId) && circle.includes(one.receiverId);
          expect(counting(all).filter(inside).length).toBeLessThanOrEqual(onePair(all.filter(inside)));
        }
      }),
    );
  });

  it('two who thank each other in turns get what one gets who is thanked', () => {
    const turns = Array.from({ length: 50 }, (_, i) => thanks(i % 2, (i + 1) % 2, i * dayMs));
    expect(counting(turns).length).toBe(onePair(turns));
  });

  it('a ring that closes later brings nothing more, and what was decided stays', () => {
    const chain = ring(10, (i) => i * dayMs).slice(0, 9);
    const first = counting(chain);
    expect(first).toHaveLength(9);
    const decided = chain.map((one) => ({ ...one, weighing: 'counts' as const }));
    const again = ring(10, () => 20 * dayMs);
    expect(counting([...decided, ...again])).toHaveLength(9);
  });

  it('a circle is small; in a company where all thank each other, pairs are looked at', () => {
    const company = ring(largestCircle + 1);
    expect(circlesOf(company)).toEqual([]);
    expect(counting(company)).toHaveLength(largestCircle + 1);
    expect(counting([...company, thanks(1, 0)])).toHaveLength(largestCircle + 1);
  });
});

describe('thanks that go one way', () => {
  it('count, for whoever thanks others and whoever is thanked by many', () => {
    const star = Array.from({ length: 12 }, (_, i) => thanks(i + 1, 0, i));
    expect(counting(star)).toHaveLength(12);
    expect(starsOf(star)).toEqual([{ receiverId: someone(0), givers: 12, fresh: 0, lastMs: 11 }]);
    expect(starsOf(star.slice(0, 9))).toEqual([]);
  });

  it('a pair counts once in four weeks, and again after', () => {
    const again = [0, 1, 27, 28, 55, 56].map((day) => thanks(1, 2, day * dayMs));
    expect(counting(again).map(({ atMs }) => atMs / dayMs)).toEqual([0, 28, 56]);
  });

  it('of people who are new bring nothing, also where twenty of them thank one (E6)', () => {
    const puppets = Array.from({ length: 20 }, (_, i) => thanks(i + 1, 0, i, { fresh: true }));
    expect(counting(puppets)).toEqual([]);
    expect(starsOf(puppets)[0]).toMatchObject({ givers: 20, fresh: 20 });
  });
});

describe('the decision', () => {
  it('does not depend on the order in which thanks come', () => {
    fc.assert(
      fc.property(
        anyThanks.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(weigh(shuffled)).toEqual(weigh(all));
        },
      ),
    );
  });

  it('is one for each that is open, and touches no other', () => {
    fc.assert(
      fc.property(anyThanks, fc.nat(), (all, seed) => {
        const some = all.map((one, i) => ({
          ...one,
          weighing: (seed + i) % 3 === 0 ? ('counts' as const) : one.weighing,
        }));
        const open = some.filter(({ weighing }) => weighing === 'open').map(({ id }) => id);
        expect([...weigh(some).keys()].sort()).toEqual(open.sort());
      }),
    );
  });

  it('counts nothing twice within its rest', () => {
    fc.assert(
      fc.property(anyThanks, (all) => {
        const kept = counting(all);
        for (const a of kept)
          for (const b of kept)
            if (a !== b && a.giverId === b.giverId && a.receiverId === b.receiverId)
              expect(Math.abs(a.atMs - b.atMs)).toBeGreaterThanOrEqual(restMs);
      }),
    );
    expect(circleMs).toBeGreaterThan(restMs);
  });
});

describe('knots', () => {
  /** Who can be reached from somebody, by trying everything. */
  const reached = (all: readonly Thanks[], from: string): Set<string> => {
    const found = new Set<string>();
    for (let more = [from]; more.length > 0;) {
      const next = more.flatMap((who) => all.filter((t) => t.giverId === who).map((t) => t.receiverId));
      more = [...new Set(next)].filter((who) => !found.has(who));
      for (const who of more) found.add(who);
    }
    return found;
  };

  it('are those who can be reached from each other', () => {
    fc.assert(
      fc.property(anyThanks, (all) => {
        const everybody = [...new Set(all.flatMap((t) => [t.giverId, t.receiverId]))].sort();
        const mutual = (who: string) =>
          everybody.filter((other) => reached(all, who).has(other) && reached(all, other).has(who));
        const expected = everybody.map(mutual).filter((knot) => knot.length > 1);
        const distinct = [...new Map(expected.map((knot) => [knot.join(), knot])).values()];
        expect(knots(all)).toEqual(distinct);
      }),
    );
  });

  it('may hang on a very long chain', () => {
    const chain = Array.from({ length: 50_000 }, (_, i) => thanks(i, i + 1));
    expect(knots(chain)).toEqual([]);
    expect(knots([...chain, thanks(50_000, 0)])[0]).toHaveLength(50_001);
  });
});
