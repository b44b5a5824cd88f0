import { boundsOfDay, isHoliday, numberOfDay, weekdayOfNumber } from '../calendar/index.js';

/** Since when somebody's clock shows which zone. */
export interface ZoneSince {
  readonly fromMs: number;
  readonly timeZone: string;
}
/** Since which day somebody works on which days, and keeps whose public holidays (null: none). */
export interface WorkCalendarSince {
  readonly fromDay: string;
  /** ISO weekdays, 1 = Monday. */
  readonly workingDays: readonly number[];
  readonly region: string | null;
}
/** First and last day. */
export interface TimeAway {
  readonly fromDay: string;
  readonly untilDay: string;
}
export interface Outage {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** All that decides whether anything was expected of somebody on a day. Lists stand in order of time, none is empty but for leave and outages. */
export interface Circumstances {
  readonly zones: readonly ZoneSince[];
  readonly calendars: readonly WorkCalendarSince[];
  readonly leave: readonly TimeAway[];
  readonly outages: readonly Outage[];
}

/** Why nothing was expected: not a working day, a public holiday, leave, Vigil was away, or the clock was moved. */
export const offReasons = ['day-off', 'holiday', 'leave', 'outage', 'travel'] as const;
export type OffReason = (typeof offReasons)[number];

/** Why nothing was expected of somebody on a day; null where something was. */
export function offReason(day: string, life: Circumstances): OffReason | null {
  return restReason(day, life) ?? clockReason(day, life);
}

/** The part of it that is known beforehand: there is no question on such a day. */
export function restReason(
  day: string,
  life: Pick<Circumstances, 'calendars' | 'leave'>,
): Exclude<OffReason, 'outage' | 'travel'> | null {
  const calendar = life.calendars.findLast((c) => c.fromDay <= day) ?? life.calendars[0];
  if (calendar && !calendar.workingDays.includes(weekdayOfNumber(numberOfDay(day)))) return 'day-off';
  if (calendar?.region && isHoliday(day, calendar.region)) return 'holiday';
  return life.leave.some((l) => l.fromDay <= day && day <= l.untilDay) ? 'leave' : null;
}

/** Only a day that was lived whole under one clock counts: who crosses the date line, or moves, owes nothing for it. */
function clockReason(day: string, { zones, outages }: Circumstances): 'outage' | 'travel' | null {
  let whole = false;
  for (const [i, { fromMs, timeZone }] of zones.entries()) {
    const { startMs, endMs } = boundsOfDay(day, timeZone);
    const sinceMs = i === 0 ? -Infinity : fromMs;
    const untilMs = zones[i + 1]?.fromMs ?? Infinity;
    if (startMs >= endMs || startMs < sinceMs || endMs > untilMs) continue;
    whole = true;
    if (outages.some((o) => o.fromMs < endMs && o.untilMs > startMs)) return 'outage';
  }
  return whole ? null : 'travel';
}
