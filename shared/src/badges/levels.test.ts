import fc from 'fast-check';
import { expect, it } from 'vitest';
import { levelBegins, levelOf } from './index.js';

const points = fc.integer({ min: 0, max: 2_000_000_000 });

it('begin at 0, 50, 150, 300, 500 points', () => {
  expect([1, 2, 3, 4, 5].map(levelBegins)).toEqual([0, 50, 150, 300, 500]);
  expect([0, 49, 50, 149, 150].map((n) => levelOf(n).level)).toEqual([1, 1, 2, 2, 3]);
});

it('hold what they say: from ≤ points < next', () => {
  fc.assert(
    fc.property(points, (n) => {
      const { level, from, next } = levelOf(n);
      expect(from).toBe(levelBegins(level));
      expect(next).toBe(levelBegins(level + 1));
      expect(from).toBeLessThanOrEqual(n);
      expect(next).toBeGreaterThan(n);
    }),
  );
});

it('never fall while points grow, and each takes more than the one before', () => {
  fc.assert(
    fc.property(points, fc.nat({ max: 10_000 }), (n, more) => {
      expect(levelOf(n + more).level).toBeGreaterThanOrEqual(levelOf(n).level);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (level) => {
      const takes = (l: number) => levelBegins(l + 1) - levelBegins(l);
      expect(takes(level + 1)).toBeGreaterThan(takes(level));
      expect(levelOf(levelBegins(level)).level).toBe(level);
    }),
  );
});

it('of a correction that went below nothing is the first', () => {
  expect(levelOf(-5)).toEqual({ level: 1, from: 0, next: 50 });
});
