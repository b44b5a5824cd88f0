import { expect, it } from 'vitest';
import { weeksOf } from './season-weeks.js';

it('every week belongs to exactly one season, in order', () => {
  const seasons = ['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4', '2027-Q1'];
  const weeks = seasons.flatMap((key) => weeksOf({ unit: 'season', key }, { timeZone: 'America/New_York' }));
  const keys = weeks.map((week) => week.key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toEqual([...keys].sort());
  expect(keys.filter((key) => key.startsWith('2026-'))).toHaveLength(53);
  expect(weeksOf({ unit: 'season', key: '2026-Q4' }, { timeZone: 'UTC' }).map((week) => week.key)).toEqual(
    Array.from({ length: 14 }, (_, i) => `2026-W${40 + i}`),
  );
  expect(weeksOf({ unit: 'all', key: 'all' }, { timeZone: 'UTC' })).toEqual([]);
});
