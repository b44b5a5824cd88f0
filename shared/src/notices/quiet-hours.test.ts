import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isQuiet, newsForMs, noticeKindNames, noticeKinds, type QuietHours, showsItself } from './index.js';

const zones = Intl.supportedValuesOf('timeZone');
const minuteMs = 60_000;
const dayMinutes = 1_440;
const zone = fc.constantFrom(...zones);
const minute = fc.integer({ min: 0, max: dayMinutes - 1 });
const hours = fc
  .record({ fromMinute: minute, untilMinute: minute })
  .filter(({ fromMinute, untilMinute }) => fromMinute !== untilMinute);
const instant = fc.integer({ min: Date.UTC(2007, 0, 1), max: Date.UTC(2037, 0, 1) });

/** The minute of the day that a clock on the wall shows, by Intl, which knows nothing of Temporal. */
function wallMinute(ms: number, timeZone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const [hour = 0, at = 0] = clock.format(ms).split(':').map(Number);
  return (hour % 24) * 60 + at;
}
/** The minutes of a window, walked one by one from its beginning to its end. */
function minutesOf({ fromMinute, untilMinute }: QuietHours): Set<number> {
  const within = new Set<number>();
  for (let m = fromMinute; m !== untilMinute; m = (m + 1) % dayMinutes) within.add(m);
  return within;
}

describe('quiet hours', () => {
  it('are what the clock on the wall says, in every zone', () => {
    fc.assert(
      fc.property(hours, zone, instant, (window, timeZone, ms) => {
        expect(isQuiet(window, timeZone, ms)).toBe(minutesOf(window).has(wallMinute(ms, timeZone)));
      }),
      { numRuns: 400 },
    );
  });

  it('and the hours between them share out all time, without a gap or an overlap', () => {
    fc.assert(
      fc.property(hours, zone, instant, (window, timeZone, ms) => {
        const between = { fromMinute: window.untilMinute, untilMinute: window.fromMinute };
        expect(isQuiet(between, timeZone, ms)).toBe(!isQuiet(window, timeZone, ms));
      }),
    );
  });

  it('are as long as they say, on every day on which no clock changes; else differ by the change at most', () => {
    const sometimes = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Beirut',
    );
    fc.assert(
      fc.property(hours, fc.oneof(zone, sometimes), instant, (window, timeZone, ms) => {
        const day = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).startOfDay();
        const length = Math.round(day.hoursInDay * 60);
        let quiet = 0;
        for (let m = 0; m < length; m++)
          if (isQuiet(window, timeZone, day.epochMilliseconds + m * minuteMs)) quiet++;
        expect(Math.abs(quiet - minutesOf(window).size)).toBeLessThanOrEqual(Math.abs(length - dayMinutes));
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['the hour that comes twice is quiet twice', '2026-10-25T00:30:00Z', true],
    ['and again', '2026-10-25T01:30:00Z', true],
    ['behind the hour that is left out they are over', '2026-03-29T01:00:00Z', false],
    ['before it they hold', '2026-03-29T00:59:00Z', true],
  ])('%s', (_, at, expected) => {
    const night = { fromMinute: 22 * 60, untilMinute: 3 * 60 };
    expect(isQuiet(night, 'Europe/Berlin', Date.parse(at))).toBe(expected);
  });
});

describe('a notice', () => {
  const night = { fromMinute: 20 * 60, untilMinute: 7 * 60 };
  const moment = (at: string, now: string) =>
    showsItself({
      choice: 'live',
      atMs: Date.parse(at),
      nowMs: Date.parse(now),
      quietHours: night,
      timeZone: 'Asia/Kathmandu',
    });

  it('shows itself only where it was chosen, as news, and outside quiet hours', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('live', 'centre', 'off'),
        instant,
        fc.integer({ min: 0, max: 2 * newsForMs }),
        fc.option(hours),
        zone,
        (choice, atMs, ageMs, quietHours, timeZone) => {
          const nowMs = atMs + ageMs;
          const quiet = quietHours !== null && [atMs, nowMs].some((ms) => isQuiet(quietHours, timeZone, ms));
          expect(showsItself({ choice, atMs, nowMs, quietHours, timeZone })).toBe(
            choice === 'live' && ageMs <= newsForMs && !quiet,
          );
        },
      ),
    );
  });

  it('that came before or in the quiet hours waits, also when they are over', () => {
    // Kathmandu is 5 h 45 min ahead
    expect(moment('2026-11-26T01:10:00Z', '2026-11-26T01:16:00Z')).toBe(false);
    expect(moment('2026-11-26T14:14:00Z', '2026-11-26T14:16:00Z')).toBe(false);
    expect(moment('2026-11-26T01:15:00Z', '2026-11-26T01:16:00Z')).toBe(true);
  });

  it('of no kind tells of a simulation', () => {
    expect(noticeKindNames.filter((kind) => /simulation|click|note|campaign/.test(kind))).toEqual([]);
    for (const { link } of Object.values(noticeKinds)) expect(link).toMatch(/^\//);
  });
});
