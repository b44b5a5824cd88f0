import { Temporal } from 'temporal-polyfill';
import type { NoticeChoice } from './kinds.js';

/** A stretch of every day, in minutes of the clock; it may cross midnight. Its end is the first minute after it. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** What is older is no news any more: it waits to be read. */
export const newsForMs = 15 * 60_000;

/**
 * Whether the clock of `timeZone` stands within the quiet hours. Only what the clock shows counts: an hour that it shows
 * twice is quiet twice, and one that it leaves out is missing.
 *
 * @throws RangeError for an unknown zone
 */
export function isQuiet(
  { fromMinute, untilMinute }: QuietHours,
  timeZone: string,
  instantMs: number,
): boolean {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs)).toZonedDateTimeISO(
    timeZone,
  );
  const now = hour * 60 + minute;
  return fromMinute <= untilMinute
    ? fromMinute <= now && now < untilMinute
    : fromMinute <= now || now < untilMinute;
}

/** What decides whether a notice may show itself now. */
export interface Moment {
  readonly choice: NoticeChoice;
  /** When it was told. */
  readonly atMs: number;
  readonly nowMs: number;
  readonly quietHours: QuietHours | null;
  readonly timeZone: string;
}

/** Whether a notice shows itself now: chosen to, still news, and the quiet hours held neither when it came nor now. */
export function showsItself({ choice, atMs, nowMs, quietHours, timeZone }: Moment): boolean {
  if (choice !== 'live' || nowMs - atMs > newsForMs) return false;
  return quietHours === null || ![atMs, nowMs].some((ms) => isQuiet(quietHours, timeZone, ms));
}
