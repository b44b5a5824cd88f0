import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandRanks, orderOf, type Scored } from './fair-ranks.js';

const of = (id: string, score: number, noise = 1): Scored => ({ id, score, noise });
const some = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    score: fc.integer({ min: 0, max: 60 }).map((n) => n / 10),
    noise: fc.constantFrom(0, 0.5, 1, 3),
  }),
  { selector: (one) => one.id },
);
interface Place {
  readonly id: string;
  readonly rank: number;
}
const ranked = (scored: readonly Scored[], before: readonly Place[] = []): Place[] => {
  const order = orderOf(
    scored,
    before.map(({ id }) => id),
  );
  const earlier = new Map(before.map(({ id, rank }) => [id, rank]));
  const ranks = bandRanks(order, (id) => earlier.get(id));
  return order.map(({ id }, i) => ({ id, rank: ranks[i] ?? 0 }));
};

describe('ranks with noise bands', () => {
  it('share a rank up to a quarter of the error of the difference, counted from the first of the band', () => {
    // the error of a difference is √2 ≈ 1.41 here, a quarter of it 0.354
    expect(
      ranked([of('a', 10), of('b', 9.7), of('c', 9.5), of('d', 9.2), of('e', 5)]).map((p) => p.rank),
    ).toEqual([1, 1, 3, 3, 5]);
    expect(ranked([of('a', 3, 0), of('b', 3, 0), of('c', 2.9, 0)]).map((p) => p.rank)).toEqual([1, 1, 3]);
  });

  it('are competition ranks: 1 + how many stand in earlier bands', () => {
    fc.assert(
      fc.property(some, some, (earlier, now) => {
        const places = ranked(now, ranked(earlier));
        places.forEach(({ rank }, i) =>
          expect(rank).toBe(1 + places.findIndex((p) => p.rank === places[i]?.rank)),
        );
      }),
    );
  });

  it('do not move when nothing has changed', () => {
    fc.assert(
      fc.property(some, some, (earlier, now) => {
        const places = ranked(now, ranked(earlier));
        expect(ranked(now, places)).toEqual(places);
      }),
    );
  });

  it('do not flicker around the width of a band', () => {
    let places = ranked([of('a', 10), of('b', 9.6)]);
    expect(places.map((p) => p.rank)).toEqual([1, 2]);
    for (const b of [9.68, 9.62, 9.7, 9.6]) places = ranked([of('a', 10), of('b', b)], places);
    expect(places.map((p) => p.rank)).toEqual([1, 2]);
    places = ranked([of('a', 10), of('b', 9.8)], places);
    for (const b of [9.62, 9.66, 9.6]) places = ranked([of('a', 10), of('b', b)], places);
    expect(places.map((p) => p.rank)).toEqual([1, 1]);
    expect(ranked([of('a', 10), of('b', 9.5)], places).map((p) => p.rank)).toEqual([1, 2]);
  });

  it('change order only when somebody is clearly ahead', () => {
    const before = ranked([of('a', 10), of('b', 9.9)]);
    expect(ranked([of('a', 10), of('b', 10.05)], before).map((p) => p.id)).toEqual(['a', 'b']);
    expect(ranked([of('a', 10), of('b', 10.1)], before).map((p) => p.id)).toEqual(['b', 'a']);
    expect(ranked([of('a', 10), of('b', 9.9), of('c', 9.91)], before).map((p) => p.id)).toEqual([
      'a',
      'c',
      'b',
    ]);
  });

  it('put who is clearly ahead before, whatever stood before', () => {
    fc.assert(
      fc.property(some, some, (earlier, now) => {
        const scores = new Map<string, Scored>(now.map((one) => [one.id, one]));
        const places = ranked(now, ranked(earlier));
        places.slice(1).forEach(({ id }, i) => {
          const [ahead, behind] = [scores.get(places[i]?.id ?? ''), scores.get(id)];
          if (ahead === undefined || behind === undefined) throw new Error('a place of nobody');
          expect(behind.score - ahead.score).toBeLessThanOrEqual(
            0.05 * Math.hypot(ahead.noise, behind.noise) + 1e-9,
          );
        });
      }),
    );
  });
});
