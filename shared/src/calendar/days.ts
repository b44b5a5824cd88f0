import { Temporal } from 'temporal-polyfill';
import { startOfDate } from './local-day.js';

const dayMs = 86_400_000;

/** Days since 1 January 1970, whatever the zone: dates as numbers that can be counted. */
export function numberOfDay(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

/** The date of a day number. */
export function dayOfNumber(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, 10);
}

/** ISO, 1 = Monday. */
export function weekdayOfNumber(number: number): number {
  // 1 January 1970 was a Thursday
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** When a date starts and ends in a zone; both are the same moment where the zone never had that date. */
export function boundsOfDay(
  day: string,
  timeZone: string,
): { readonly startMs: number; readonly endMs: number } {
  const date = Temporal.PlainDate.from(day);
  return { startMs: startOfDate(date, timeZone), endMs: startOfDate(date.add({ days: 1 }), timeZone) };
}
