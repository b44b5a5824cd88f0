import { expect, it } from 'vitest';
import { badgeBox, drawings, emblems, inks } from './index.js';

it.each(emblems)('%s is drawn of our own shapes, within the window', (emblem) => {
  const shapes = drawings[emblem];
  expect(shapes.length).toBeGreaterThanOrEqual(3);
  // something in it is lit
  expect(shapes.some(({ ink }) => ink === 'lit' || ink === 'hot')).toBe(true);
  for (const { ink, d } of shapes) {
    expect(inks).toContain(ink);
    expect(d).toMatch(/^M[\d\s.,a-zA-Z-]*Z$/);
    expect(d).not.toMatch(/NaN|undefined|e\+/);
    for (const [, x, y] of d.matchAll(/M(-?[\d.]+)[ ,](-?[\d.]+)/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(badgeBox.width);
      expect(Number(y)).toBeGreaterThanOrEqual(0);
      expect(Number(y)).toBeLessThanOrEqual(badgeBox.height);
    }
  }
});

it('no two are alike', () => {
  expect(new Set(emblems.map((emblem) => JSON.stringify(drawings[emblem]))).size).toBe(emblems.length);
});
