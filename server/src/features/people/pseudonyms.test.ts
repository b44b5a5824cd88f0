import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudonymCounts, pseudonymFrom } from './pseudonyms.js';

const draws = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
const drawn = (stream: Iterator<number>, length: 'short' | 'long') =>
  pseudonymFrom((below) => Math.floor((stream.next().value as number) * below), length);

describe('pseudonyms', () => {
  it('are enough for the largest company, and for many changes of mind', () => {
    expect(pseudonymCounts.short).toBeGreaterThan(25_000);
    expect(pseudonymCounts.long).toBeGreaterThan(900_000);
  });

  it('are words that can be read aloud, and fit a row', () => {
    fc.assert(
      fc.property(draws, fc.constantFrom('short' as const, 'long' as const), (stream, length) => {
        const words = drawn(stream, length).split(' ');
        expect(words).toHaveLength(length === 'short' ? 2 : 3);
        for (const word of words) expect(word).toMatch(/^[A-Z][a-z]{1,13}$/);
      }),
    );
  });

  it('are different for every draw', () => {
    let counter = 0;
    const all = new Set<string>();
    const next = (below: number): number => {
      const digit = counter % below;
      counter = Math.floor(counter / below);
      return digit;
    };
    for (let n = 0; n < pseudonymCounts.short; n++) {
      counter = n;
      all.add(pseudonymFrom(next, 'short'));
    }
    expect(all.size).toBe(pseudonymCounts.short);
  });
});
