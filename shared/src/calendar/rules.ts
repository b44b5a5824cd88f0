import { Temporal } from 'temporal-polyfill';
import { forgetOldest, localDayAt, startOfDate, weekOfDate } from './local-day.js';
import type { OrganisationCalendar, Period, PeriodUnit } from './types.js';

/** What decides days and periods; a member's own zone fits too. */
export type Zoned = Pick<OrganisationCalendar, 'timeZone'>;

/** How long a closed period still accepts facts that occurred in it. */
export const defaultGraceMs = 72 * 3_600_000;

/** Bounds of a period: start inclusive, end exclusive, epoch milliseconds; both null for `all`. */
export interface PeriodBounds {
  readonly startMs: number | null;
  readonly endMs: number | null;
}

/** The day in the organisation's zone, `2026-11-23`. */
export function dayOf(instantMs: number, calendar: Zoned): string {
  return localDayAt(instantMs, calendar.timeZone).day;
}

/** The ISO week in the organisation's zone, `2026-W48`. */
export function weekOf(instantMs: number, calendar: Zoned): string {
  return localDayAt(instantMs, calendar.timeZone).week;
}

/** The ISO week of a day, whatever the zone: `2026-11-23` → `2026-W48`. @throws RangeError if it is no day. */
export function weekOfDay(day: string): string {
  return weekOfDate(Temporal.PlainDate.from(day));
}

/** The period of a unit that holds the instant. */
export function periodOf(unit: PeriodUnit, instantMs: number, calendar: Zoned): Period {
  return { unit, key: unit === 'all' ? 'all' : localDayAt(instantMs, calendar.timeZone)[unit] };
}

/**
 * When a period starts and ends in the zone. Neighbouring periods meet without gap or overlap.
 *
 * @throws RangeError if the key names no period of its unit (`2025-W53`, `2026-13`).
 */
export function periodBounds(period: Period, calendar: Zoned): PeriodBounds {
  const memoKey = `${calendar.timeZone} ${period.unit} ${period.key}`;
  const known = boundsMemo.get(memoKey);
  if (known) return known;
  const dates = datesOf(period);
  const bounds: PeriodBounds = {
    startMs: dates && startOfDate(dates.first, calendar.timeZone),
    endMs: dates && startOfDate(dates.next, calendar.timeZone),
  };
  forgetOldest(boundsMemo, 512);
  boundsMemo.set(memoKey, bounds);
  return bounds;
}

/** The period just before; null for `all`, which has none. @throws RangeError if the key names no period. */
export function previousPeriod(period: Period): Period | null {
  const dates = datesOf(period);
  if (!dates) return null;
  return { unit: period.unit, key: keyOf(period.unit, dates.first.subtract({ days: 1 })) };
}

/**
 * The periods in which a fact counts: those in which it occurred, but each that closed more than `graceMs` before
 * now gives way to the present one, unit by unit. A fact from the last day of a season may so count in the past
 * season and in the present week.
 */
export function countingPeriods(
  occurredAtMs: number,
  nowMs: number,
  calendar: Zoned,
  graceMs: number = defaultGraceMs,
): { readonly week: string; readonly month: string; readonly season: string } {
  const then = localDayAt(occurredAtMs, calendar.timeZone);
  // No period that holds the fact can have closed before the fact itself.
  if (nowMs - occurredAtMs <= graceMs) return { week: then.week, month: then.month, season: then.season };
  const now = localDayAt(nowMs, calendar.timeZone);
  const key = (unit: 'week' | 'month' | 'season'): string => {
    const { endMs } = periodBounds({ unit, key: then[unit] }, calendar);
    return endMs !== null && nowMs - endMs > graceMs ? now[unit] : then[unit];
  };
  return { week: key('week'), month: key('month'), season: key('season') };
}

const boundsMemo = new Map<string, PeriodBounds>();

interface Dates {
  readonly first: Temporal.PlainDate;
  /** The day after the last. */
  readonly next: Temporal.PlainDate;
}

function datesOf(period: Period): Dates | null {
  if (period.unit === 'all' && period.key === 'all') return null;
  const first = firstDate(period);
  if (!first || keyOf(period.unit, first) !== period.key) {
    throw new RangeError(`"${period.key}" is no ${period.unit} period`);
  }
  const length = { week: { days: 7 }, month: { months: 1 }, season: { months: 3 }, all: {} }[period.unit];
  return { first, next: first.add(length) };
}

function firstDate({ unit, key }: Period): Temporal.PlainDate | null {
  const match = /^(\d{4})-([WQ]?)(\d{1,2})$/.exec(key);
  if (!match) return null;
  const year = Number(match[1]);
  const number = Number(match[3]);
  if (number < 1 || number > 53) return null;
  if (unit === 'week') {
    // 4 January always lies in week 1.
    const fourth = new Temporal.PlainDate(year, 1, 4);
    return fourth.add({ days: 1 - fourth.dayOfWeek + 7 * (number - 1) });
  }
  const month = unit === 'season' ? 3 * number - 2 : number;
  return month > 12 ? null : new Temporal.PlainDate(year, month, 1);
}

function keyOf(unit: PeriodUnit, date: Temporal.PlainDate): string {
  if (unit === 'week') return weekOfDate(date);
  const year = String(date.year).padStart(4, '0');
  if (unit === 'season') return `${year}-Q${Math.ceil(date.month / 3)}`;
  return `${year}-${String(date.month).padStart(2, '0')}`;
}
