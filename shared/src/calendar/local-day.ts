import { Temporal } from 'temporal-polyfill';

/** One day of a zone: a stretch of time without gap or overlap to its neighbours, and the periods it lies in. */
export interface LocalDay {
  /** `2026-11-23` */
  readonly day: string;
  /** `2026-W48` (ISO 8601: the week belongs to the year of its Thursday) */
  readonly week: string;
  /** `2026-11` */
  readonly month: string;
  /** `2026-Q4` */
  readonly season: string;
  /** ISO, 1 = Monday. */
  readonly weekday: number;
  readonly startMs: number;
  /** Exclusive. */
  readonly endMs: number;
}

const slotMs = 86_400_000;
const slotsKept = 1024;
const zonesKept = 64;
const memo = new Map<string, Map<number, LocalDay[]>>();

/**
 * The day of `timeZone` that holds the instant. Days start at the first moment of their date (01:00 where midnight
 * is missing). Where clocks go back over midnight, the repeated hour belongs to the new day, so that days never
 * interleave. Results of recent days are kept: a repeated call costs two look-ups.
 *
 * @throws RangeError for an unknown zone or an instant that is no number or outside the years that Temporal knows.
 */
export function localDayAt(instantMs: number, timeZone: string): LocalDay {
  const slots = slotsOf(timeZone);
  const slot = Math.floor(instantMs / slotMs);
  const days = slots.get(slot);
  for (const known of days ?? []) if (known.startMs <= instantMs && instantMs < known.endMs) return known;
  const found = computeDay(instantMs, timeZone);
  if (days) days.push(found);
  else {
    forgetOldest(slots, slotsKept);
    slots.set(slot, [found]);
  }
  return found;
}

/** The first moment of a date in a zone, epoch milliseconds. */
export function startOfDate(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime(timeZone).epochMilliseconds;
}

/** The ISO week of a date, `2026-W48`. */
export function weekOfDate(date: Temporal.PlainDate): string {
  const thursday = date.add({ days: 4 - date.dayOfWeek });
  return `${year(thursday)}-W${two(Math.ceil(thursday.dayOfYear / 7))}`;
}

/** Makes room in a memo of pure results. */
export function forgetOldest<K>(map: Map<K, unknown>, limit: number): void {
  if (map.size < limit) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}

function slotsOf(timeZone: string): Map<number, LocalDay[]> {
  const known = memo.get(timeZone);
  if (known) return known;
  const slots = new Map<number, LocalDay[]>();
  forgetOldest(memo, zonesKept);
  memo.set(timeZone, slots);
  return slots;
}

function computeDay(instantMs: number, timeZone: string): LocalDay {
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs));
  const onTheClock = instant.toZonedDateTimeISO(timeZone).toPlainDate();
  const tomorrow = onTheClock.add({ days: 1 });
  // After a step back over midnight the clock shows yesterday's date although today has begun.
  const date = startOfDate(tomorrow, timeZone) <= instantMs ? tomorrow : onTheClock;
  return {
    day: date.toString(),
    week: weekOfDate(date),
    month: `${year(date)}-${two(date.month)}`,
    season: `${year(date)}-Q${Math.ceil(date.month / 3)}`,
    weekday: date.dayOfWeek,
    startMs: startOfDate(date, timeZone),
    endMs: startOfDate(date.add({ days: 1 }), timeZone),
  };
}

function year(date: Temporal.PlainDate): string {
  return String(date.year).padStart(4, '0');
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
