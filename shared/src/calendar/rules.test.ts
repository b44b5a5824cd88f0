import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  type PeriodUnit,
  countingPeriods,
  dayOf,
  defaultGraceMs,
  periodBounds,
  periodOf,
  periodUnits,
  previousPeriod,
  weekOf,
  weekOfDay,
} from './index.js';
import { localDayAt } from './local-day.js';

const zones = [
  'UTC', 'America/New_York', 'America/Sao_Paulo', 'America/St_Johns', 'America/Santiago', 'America/Nuuk',
  'America/Havana', 'Europe/Berlin', 'Europe/Dublin', 'Africa/Cairo', 'Africa/Casablanca', 'Asia/Beirut',
  'Asia/Tehran', 'Asia/Kathmandu', 'Asia/Pyongyang', 'Asia/Gaza', 'Australia/Lord_Howe', 'Pacific/Apia',
  'Pacific/Chatham', 'Pacific/Kiritimati', 'Antarctica/Troll',
]; // prettier-ignore
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(2009, 0, 1), max: Date.UTC(2037, 0, 1) });
const unit = fc.constantFrom<PeriodUnit>('week', 'month', 'season');
const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds;

const clocks = new Map<string, Intl.DateTimeFormat>();
/** What the wall calendar shows, by another road: Intl instead of Temporal. */
function wallDate(instantMs: number, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    clocks.set(timeZone, clock);
  }
  return clock.format(instantMs);
}

/** ISO weeks by counting from a known Monday, day by day, in UTC. */
const isoWeeks = new Map<string, string>();
for (let ms = Date.UTC(2008, 11, 29), weeks: string[] = []; ms < Date.UTC(2038, 0, 4); ms += 7 * 86_400_000) {
  const year = String(new Date(ms + 3 * 86_400_000).getUTCFullYear());
  weeks = weeks[0] === year ? weeks : [year];
  weeks.push('one more');
  for (let d = 0; d < 7; d++) {
    const key = `${year}-W${String(weeks.length - 1).padStart(2, '0')}`;
    isoWeeks.set(new Date(ms + d * 86_400_000).toISOString().slice(0, 10), key);
  }
}

describe('days', () => {
  it('are those of the wall calendar, but for an hour repeated over midnight, which belongs to the new day', () => {
    fc.assert(
      fc.property(instant, zone, (ms, timeZone) => {
        const shown = wallDate(ms, timeZone);
        const day = dayOf(ms, { timeZone });
        if (day !== shown) {
          expect(Date.parse(day) - Date.parse(shown)).toBe(86_400_000);
          expect(wallDate(ms - 3_600_000, timeZone)).toBe(day);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('meet without gap or overlap', () => {
    fc.assert(
      fc.property(instant, zone, (ms, timeZone) => {
        const day = localDayAt(ms, timeZone);
        expect(day.startMs).toBeLessThanOrEqual(ms);
        expect(day.endMs).toBeGreaterThan(ms);
        expect(localDayAt(day.startMs, timeZone)).toEqual(day);
        expect(localDayAt(day.endMs - 1, timeZone)).toEqual(day);
        expect(localDayAt(day.endMs, timeZone).startMs).toBe(day.endMs);
        expect(localDayAt(day.startMs - 1, timeZone).endMs).toBe(day.startMs);
      }),
    );
  });

  it.each([
    ['America/Sao_Paulo', '2018-11-04', 23],
    ['Asia/Beirut', '2022-03-27', 23],
    ['Africa/Cairo', '2024-04-26', 23],
    ['America/Sao_Paulo', '2019-02-16', 25],
    ['America/New_York', '2026-11-01', 25],
    ['America/New_York', '2026-03-08', 23],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ])('%s %s has %s hours', (timeZone, date, hours) => {
    const day = localDayAt(at(`${date}T12:00[${timeZone}]`), timeZone);
    expect(day.day).toBe(date);
    expect((day.endMs - day.startMs) / 3_600_000).toBe(hours);
  });

  it('begin once where the clock shows an hour again over midnight', () => {
    const stJohns = { timeZone: 'America/St_Johns' };
    const backMs = Date.parse('2010-11-07T02:31:00Z');
    expect(wallDate(backMs - 1, stJohns.timeZone)).toBe('2010-11-07');
    expect(wallDate(backMs, stJohns.timeZone)).toBe('2010-11-06');
    expect([dayOf(backMs, stJohns), dayOf(backMs - 1, stJohns)]).toEqual(['2010-11-07', '2010-11-07']);
    expect(dayOf(backMs - 60_001, stJohns)).toBe('2010-11-06');
  });

  it('leave out a date that a zone never had', () => {
    const day = localDayAt(at('2011-12-29T12:00[Pacific/Apia]'), 'Pacific/Apia');
    expect(localDayAt(day.endMs, 'Pacific/Apia').day).toBe('2011-12-31');
  });

  it('refuse what is no instant and no zone', () => {
    expect(() => dayOf(Number.NaN, { timeZone: 'UTC' })).toThrow(RangeError);
    expect(() => dayOf(Infinity, { timeZone: 'UTC' })).toThrow(RangeError);
    expect(() => dayOf(0, { timeZone: 'Mars/Olympus' })).toThrow(RangeError);
  });
});

describe('periods', () => {
  it('have the keys of an independent calendar', () => {
    fc.assert(
      fc.property(instant, zone, (ms, timeZone) => {
        const calendar = { timeZone };
        const day = dayOf(ms, calendar);
        expect(weekOf(ms, calendar)).toBe(isoWeeks.get(day));
        expect(weekOfDay(day)).toBe(isoWeeks.get(day));
        expect(periodOf('week', ms, calendar).key).toBe(isoWeeks.get(day));
        expect(periodOf('month', ms, calendar).key).toBe(day.slice(0, 7));
        const quarter = ['', '01,02,03', '04,05,06', '07,08,09', '10,11,12'].findIndex((m) =>
          m.includes(day.slice(5, 7)),
        );
        expect(periodOf('season', ms, calendar).key).toBe(`${day.slice(0, 4)}-Q${quarter}`);
        expect(periodOf('all', ms, calendar)).toEqual({ unit: 'all', key: 'all' });
      }),
      { numRuns: 500 },
    );
  });

  it('hold their instants, meet their neighbours and know the one before', () => {
    fc.assert(
      fc.property(instant, zone, unit, (ms, timeZone, u) => {
        const calendar = { timeZone };
        const period = periodOf(u, ms, calendar);
        const { startMs, endMs } = periodBounds(period, calendar);
        expect(startMs).toBeLessThanOrEqual(ms);
        expect(endMs).toBeGreaterThan(ms);
        expect(periodOf(u, startMs ?? 0, calendar)).toEqual(period);
        expect(periodOf(u, (endMs ?? 0) - 1, calendar)).toEqual(period);
        const before = previousPeriod(period);
        expect(before).toEqual(periodOf(u, (startMs ?? 0) - 1, calendar));
        expect(before && periodBounds(before, calendar).endMs).toBe(startMs);
      }),
      { numRuns: 500 },
    );
  });

  it('know week 53, the new year and 29 February', () => {
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(weekOf(at('2027-01-03T23:59[Europe/Berlin]'), berlin)).toBe('2026-W53');
    expect(weekOf(at('2027-01-04T00:00[Europe/Berlin]'), berlin)).toBe('2027-W01');
    expect(weekOf(at('2024-12-30T00:00[Europe/Berlin]'), berlin)).toBe('2025-W01');
    expect(previousPeriod({ unit: 'week', key: '2027-W01' })).toEqual({ unit: 'week', key: '2026-W53' });
    expect(previousPeriod({ unit: 'month', key: '2026-01' })).toEqual({ unit: 'month', key: '2025-12' });
    expect(previousPeriod({ unit: 'season', key: '2026-Q1' })).toEqual({ unit: 'season', key: '2025-Q4' });
    expect(dayOf(at('2028-02-29T23:30[Europe/Berlin]'), berlin)).toBe('2028-02-29');
    expect(periodBounds({ unit: 'month', key: '2028-02' }, berlin).endMs).toBe(
      at('2028-03-01T00:00[Europe/Berlin]'),
    );
  });

  it('are endless for all time', () => {
    expect(periodBounds({ unit: 'all', key: 'all' }, { timeZone: 'UTC' })).toEqual({
      startMs: null,
      endMs: null,
    });
    expect(previousPeriod({ unit: 'all', key: 'all' })).toBeNull();
    expect(periodUnits).toContain('all');
  });

  it.each([
    ['week', '2025-W53'], ['week', '2026-W00'], ['week', '2026-W54'], ['week', '2026-W8'], ['month', '2026-13'],
    ['month', '2026-00'], ['season', '2026-Q5'], ['season', '2026-Q0'], ['season', '2026-11'], ['month', '2026-Q1'],
    ['all', 'ever'], ['week', 'all'], ['month', '__proto__'],
  ] as const)('refuse the %s key %s', (u, key) => {
    expect(() => periodBounds({ unit: u, key }, { timeZone: 'UTC' })).toThrow(RangeError);
    expect(() => previousPeriod({ unit: u, key })).toThrow(RangeError);
  }); // prettier-ignore
});

describe('counting periods', () => {
  const calendar = { timeZone: 'America/New_York' };
  const sunday = at('2026-11-29T23:59[America/New_York]');
  const weekEnds = at('2026-11-30T00:00[America/New_York]');

  it('accept facts into a closed period for 72 hours, then count them now, unit by unit', () => {
    const inTime = countingPeriods(sunday, weekEnds + defaultGraceMs, calendar);
    expect(inTime).toEqual({ week: '2026-W48', month: '2026-11', season: '2026-Q4' });
    const late = countingPeriods(sunday, weekEnds + defaultGraceMs + 1, calendar);
    expect(late).toEqual({ week: '2026-W49', month: '2026-11', season: '2026-Q4' });
    const later = countingPeriods(sunday, at('2026-12-04T00:01[America/New_York]'), calendar);
    expect(later).toEqual({ week: '2026-W49', month: '2026-12', season: '2026-Q4' });
    const nextYear = countingPeriods(sunday, at('2027-01-04T00:01[America/New_York]'), calendar);
    expect(nextYear).toEqual({ week: '2027-W01', month: '2027-01', season: '2027-Q1' });
  });

  it('take each unit from the fact or from now, by that rule alone', () => {
    const grace = fc.integer({ min: 0, max: 10 * 86_400_000 });
    const delay = fc.oneof(
      fc.integer({ min: -3_600_000, max: 9 * 86_400_000 }),
      fc.integer({ min: 0, max: 4e10 }),
    );
    fc.assert(
      fc.property(instant, delay, zone, grace, (ms, delayMs, timeZone, graceMs) => {
        const counted = countingPeriods(ms, ms + delayMs, { timeZone }, graceMs);
        for (const u of ['week', 'month', 'season'] as const) {
          const own = periodOf(u, ms, { timeZone });
          const closedMs = ms + delayMs - (periodBounds(own, { timeZone }).endMs ?? 0);
          const expected = closedMs > graceMs ? periodOf(u, ms + delayMs, { timeZone }) : own;
          expect(counted[u]).toBe(expected.key);
        }
      }),
      { numRuns: 500 },
    );
  });
});
