import { Temporal } from 'temporal-polyfill';
import { type LocalDay, forgetOldest, localDayAt } from './local-day.js';
import type { OrganisationCalendar } from './types.js';

/** Longer stretches count as this long: a year, far beyond any speed step, so that a wild date costs little work. */
export const longestStretchMs = 366 * 86_400_000;

const minuteMs = 60_000;
const minutesPerDay = 1440;
const windowMemo = new Map<string, readonly [number, number]>();

/**
 * Whole minutes of real time between two instants that lie within the working hours of working days; 0 when `toMs`
 * is not after `fromMs`. A working day on which the clock changes has as many minutes as really pass. Hours that do
 * not end after they start count nothing.
 */
export function workingMinutesBetween(fromMs: number, toMs: number, calendar: OrganisationCalendar): number {
  const lastMs = Math.min(toMs, fromMs + longestStretchMs);
  let workedMs = 0;
  let day: LocalDay | null = fromMs < lastMs ? localDayAt(fromMs, calendar.timeZone) : null;
  while (day) {
    if (calendar.workingDays.includes(day.weekday)) {
      const [opensMs, closesMs] = workingHours(day, calendar);
      workedMs += Math.max(0, Math.min(closesMs, lastMs) - Math.max(opensMs, fromMs));
    }
    day = day.endMs < lastMs ? localDayAt(day.endMs, calendar.timeZone) : null;
  }
  return Math.floor(workedMs / minuteMs);
}

function workingHours(day: LocalDay, calendar: OrganisationCalendar): readonly [number, number] {
  const { timeZone, workFromMinute, workUntilMinute } = calendar;
  const memoKey = `${timeZone} ${day.day} ${workFromMinute} ${workUntilMinute}`;
  const known = windowMemo.get(memoKey);
  if (known) return known;
  const hours = [atMinute(day, workFromMinute, timeZone), atMinute(day, workUntilMinute, timeZone)] as const;
  forgetOldest(windowMemo, 1024);
  windowMemo.set(memoKey, hours);
  return hours;
}

function atMinute(day: LocalDay, minute: number, timeZone: string): number {
  if (minute <= 0) return day.startMs;
  if (minute >= minutesPerDay) return day.endMs;
  const time = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);
  const { epochMilliseconds } = Temporal.PlainDate.from(day.day).toZonedDateTime({
    timeZone,
    plainTime: time,
  });
  // A time that the clock skipped is read as later; it must not run into the next day's hours.
  return Math.min(day.endMs, Math.max(day.startMs, epochMilliseconds));
}
