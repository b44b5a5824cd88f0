import { describe, expect, it } from 'vitest';
import { linesOf, usualBeside } from './trend-lines';
import type { Trend } from './trend.store';

const trendOf = (count: number): Trend => ({
  season: '2026-Q4',
  weeks: [
    { key: '2026-W40', startsAt: '2026-09-28T00:00:00Z', current: false },
    { key: '2026-W41', startsAt: '2026-10-05T00:00:00Z', current: true },
  ],
  companyMean: [10, 12],
  people: [60, 60],
  departments: Array.from({ length: count }, (_, i) => ({
    id: `d${i}`,
    name: `Department ${i}`,
    weeks: [i === 1 ? null : { rank: 1, score: 10 + i, noise: 2 }, { rank: i + 1, score: 12 - i, noise: 1 }],
  })),
});

describe('the lines of a season', () => {
  it('are mine, one beside it, the mean, and the others faintly behind', () => {
    const lines = linesOf(trendOf(4), { mineId: 'd1', besideId: 'd0', meanName: 'Company' });
    expect(lines.map((line) => [line.id, line.tone])).toEqual([
      ['d2', 'faint'],
      ['d3', 'faint'],
      ['mean', 'mean'],
      ['d0', 'beside'],
      ['d1', 'mine'],
    ]);
    expect(lines.at(-1)).toMatchObject({ values: [null, 11], spread: [null, 1] });
  });

  it('stay few where there are many departments, and do without a department of mine', () => {
    const lines = linesOf(trendOf(9), { mineId: null, besideId: 'd3', meanName: 'Company' });
    expect(lines.map((line) => line.tone)).toEqual(['mean', 'beside']);
  });

  it('hold mine against whoever is first', () => {
    expect(usualBeside(trendOf(3), 'd2')).toBe('d0');
    expect(usualBeside(trendOf(3), 'd0')).toBe('d1');
    expect(usualBeside(trendOf(1), 'd0')).toBeNull();
  });
});
