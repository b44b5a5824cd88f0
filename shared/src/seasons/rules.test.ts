import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { countingPeriods, defaultGraceMs, periodBounds, periodOf, weekOfDay } from '../calendar/index.js';
import { fiveNumbers, kindsInNumber, seasonClosesAfterMs, seasonNumbers, seasonsFrom } from './index.js';

const zone = fc.constantFrom(
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Pacific/Kiritimati', 'Asia/Kathmandu'],
  ...['Africa/Cairo', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Antarctica/Troll'],
);
const anyMs = fc.integer({ min: Date.UTC(2016, 0, 1), max: Date.UTC(2036, 11, 31) });

/** The calendar itself: the quarter of the date on the wall. */
function oracle(ms: number, timeZone: string): string {
  const { year, month } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  return `${year}-Q${Math.floor((month - 1) / 3) + 1}`;
}

describe('seasons (E17)', () => {
  it('are the quarters of the calendar: each moment lies in one, and they meet without gap', () => {
    fc.assert(
      fc.property(anyMs, zone, (ms, timeZone) => {
        const season = periodOf('season', ms, { timeZone });
        expect(season.key).toBe(oracle(ms, timeZone));
        const { startMs, endMs } = periodBounds(season, { timeZone });
        expect(startMs !== null && startMs <= ms && endMs !== null && ms < endMs).toBe(true);
        // by date the first and the last of it are the first and the last of a quarter
        const first = Temporal.Instant.fromEpochMilliseconds(startMs ?? 0).toZonedDateTimeISO(timeZone);
        expect([1, 4, 7, 10]).toContain(first.month);
        expect(first.day).toBe(1);
        expect(oracle((startMs ?? 0) - 1, timeZone)).not.toBe(season.key);
        expect(periodOf('season', endMs ?? 0, { timeZone }).key).not.toBe(season.key);
      }),
    );
  });

  it('are listed from the first to the present one, none left out, none twice', () => {
    fc.assert(
      fc.property(anyMs, anyMs, zone, (one, other, timeZone) => {
        const [first, now] = [Math.min(one, other), Math.max(one, other)];
        const keys = seasonsFrom(first, now, { timeZone }).map(({ key }) => key);
        const days = Math.ceil((now - first) / 86_400_000);
        const seen = Array.from({ length: days + 1 }, (_, i) =>
          oracle(Math.min(now, first + i * 86_400_000), timeZone),
        );
        expect(keys).toEqual([...new Set(seen)]);
      }),
      // each run looks at every day of up to twenty years
      { numRuns: 12 },
    );
  });

  it('hold when somebody founded an organisation in the future of this clock', () => {
    expect(seasonsFrom(Date.UTC(2030, 0, 1), Date.UTC(2026, 10, 26), { timeZone: 'UTC' })).toEqual([
      { unit: 'season', key: '2026-Q4' },
    ]);
  });

  it('part at new year where ISO weeks do not, and week 53 belongs to no season of its own', () => {
    const calendar = { timeZone: 'Europe/Berlin' };
    const newYearsEve = Date.parse('2026-12-31T12:00:00Z');
    const newYear = Date.parse('2027-01-01T12:00:00Z');
    // one week, two seasons
    expect([weekOfDay('2026-12-31'), weekOfDay('2027-01-01')]).toEqual(['2026-W53', '2026-W53']);
    expect(countingPeriods(newYearsEve, newYearsEve, calendar).season).toBe('2026-Q4');
    expect(countingPeriods(newYear, newYear, calendar)).toEqual({
      week: '2026-W53',
      month: '2027-01',
      season: '2027-Q1',
    });
  });

  it('take late facts for 72 hours, and close an hour after none can come', () => {
    fc.assert(
      fc.property(anyMs, fc.integer({ min: 0, max: 20 * 86_400_000 }), zone, (at, late, timeZone) => {
        const calendar = { timeZone };
        const season = periodOf('season', at, calendar);
        const endMs = periodBounds(season, calendar).endMs ?? 0;
        const counts = countingPeriods(at, endMs + late, calendar).season;
        const stillOpen = late <= defaultGraceMs;
        expect(counts === season.key).toBe(stillOpen);
        // whoever closes finds nothing on its way
        if (late >= seasonClosesAfterMs) expect(counts).not.toBe(season.key);
      }),
    );
  });
});

describe('five numbers', () => {
  const values = fc.record(
    Object.fromEntries(seasonNumbers.map((what) => [what, fc.integer({ min: -5, max: 500 })])) as Record<
      (typeof seasonNumbers)[number],
      fc.Arbitrary<number>
    >,
  );
  it('are five, each once, none below nothing, and those with something in them come first', () => {
    fc.assert(
      fc.property(values, (given) => {
        const five = fiveNumbers(given);
        expect(five).toHaveLength(5);
        expect(new Set(five.map(({ what }) => what)).size).toBe(5);
        for (const { what, value } of five) expect(value).toBe(Math.max(0, given[what]));
        const firstEmpty = five.findIndex(({ value }) => value === 0);
        if (firstEmpty >= 0) expect(five.slice(firstEmpty).every(({ value }) => value === 0)).toBe(true);
        const left = seasonNumbers.filter((what) => !five.some((one) => one.what === what));
        if (firstEmpty >= 0) expect(left.every((what) => given[what] <= 0)).toBe(true);
      }),
    );
  });

  it('count no kind twice, and none that is quiet', () => {
    const kinds = Object.values(kindsInNumber).flat();
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds).not.toContain('simulation.passed');
    expect(kinds).not.toContain('check.correct');
  });
});
