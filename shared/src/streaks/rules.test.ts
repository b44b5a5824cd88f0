import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfNumber, numberOfDay } from '../calendar/index.js';
import { type Life, offReason, streaksOf } from './index.js';

const monday = numberOfDay('2026-11-23');
const noon = (day: number): number => day * 86_400_000 + 43_200_000;
const life = (lit: Iterable<number>, more: Partial<Life> = {}): Life => ({
  lit: new Set([...lit].map(dayOfNumber)),
  zones: [{ fromMs: 0, timeZone: 'UTC' }],
  calendars: [{ fromDay: '2026-01-01', workingDays: [1, 2, 3, 4, 5], region: 'DE' }],
  leave: [],
  outages: [],
  ...more,
});
const currentOf = (of: Life, day: number): number => streaksOf(of, noon(day)).days.current;

describe('streaks', () => {
  it('go over weekends, and today is open until it is over', () => {
    const friday = life([monday, monday + 1, monday + 2, monday + 3, monday + 4]);
    for (const later of [5, 6, 7]) expect(currentOf(friday, monday + later)).toBe(5);
    const { recent, today } = streaksOf(friday, noon(monday + 7));
    expect(today).toBe('2026-11-30');
    expect(recent).toHaveLength(14);
    expect(recent.slice(-3).map((d) => [d.state, d.off])).toEqual([
      ['off', 'day-off'],
      ['off', 'day-off'],
      ['open', null],
    ]);
    // the freeze that five lamps earned is spent on Monday, Tuesday ends the streak
    expect(currentOf(friday, monday + 8)).toBe(5);
    expect(streaksOf(friday, noon(monday + 9)).days).toEqual({ current: 0, best: 5, charge: 0 });
  });

  it('end in weeks only when a whole week was dark', () => {
    const weeks = life([monday, monday + 9]);
    expect(streaksOf(weeks, noon(monday + 9)).weeks.current).toBe(2);
    expect(streaksOf(weeks, noon(monday + 20)).weeks.current).toBe(2);
    expect(streaksOf(weeks, noon(monday + 21)).weeks).toMatchObject({ current: 0, best: 2 });
    const away = { leave: [{ fromDay: '2026-12-07', untilDay: '2026-12-11' }] };
    expect(streaksOf({ ...weeks, ...away }, noon(monday + 21)).weeks.current).toBe(2);
  });

  it.each([
    ['holiday', '2026-12-25', {}],
    ['leave', '2026-11-25', { leave: [{ fromDay: '2026-11-25', untilDay: '2026-11-25' }] }],
    ['outage', '2026-11-25', { outages: [{ fromMs: noon(monday + 2), untilMs: noon(monday + 2) + 1 }] }],
    ['day-off', '2026-11-28', {}],
    ['travel', '2026-11-25', { zones: [{ fromMs: 0, timeZone: 'UTC' }, { fromMs: noon(monday + 2), timeZone: 'Asia/Tokyo' }] }],
    [null, '2026-11-25', {}],
  ] as const)('expect nothing: %s', (reason, day, more) => {
    expect(offReason(day, life([], more))).toBe(reason);
  }); // prettier-ignore

  it('a new work calendar counts from its day on', () => {
    const calendars = [
      { fromDay: '2026-01-01', workingDays: [1, 2, 3, 4, 5], region: null },
      { fromDay: '2026-11-26', workingDays: [1, 2], region: null },
    ];
    const part = life([], { calendars });
    expect(offReason('2026-11-25', part)).toBeNull();
    expect(offReason('2026-11-26', part)).toBe('day-off');
    expect(offReason('2025-11-26', part)).toBeNull();
  });

  it('never fall when a lamp, leave or an outage is found out afterwards, and do not care for the order of facts', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 50 });
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 9 }),
        (lit, one, length) => {
          const before = streaksOf(life(lit.map((n) => monday + n)), noon(monday + 61));
          const [fromDay, untilDay] = [dayOfNumber(monday + one), dayOfNumber(monday + one + length)];
          const changed: Partial<Life>[] = [
            { lit: life([...lit, one].map((n) => monday + n)).lit },
            { leave: [{ fromDay, untilDay }] },
            { outages: [{ fromMs: noon(monday + one), untilMs: noon(monday + one + length) }] },
          ];
          for (const more of changed) {
            const after = streaksOf({ ...life(lit.map((n) => monday + n)), ...more }, noon(monday + 61));
            expect(after.days.current).toBeGreaterThanOrEqual(before.days.current);
            expect(after.days.best).toBeGreaterThanOrEqual(before.days.best);
            expect(after.weeks.current).toBeGreaterThanOrEqual(before.weeks.current);
          }
          expect(streaksOf(life([...lit].reverse().map((n) => monday + n)), noon(monday + 61))).toEqual(
            before,
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});
