import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type OrganisationCalendar, longestStretchMs, workingMinutesBetween } from './index.js';

const newYork: OrganisationCalendar = {
  timeZone: 'America/New_York',
  workingDays: [1, 2, 3, 4, 5],
  workFromMinute: 540,
  workUntilMinute: 1020,
};
const at = (text: string): number =>
  Temporal.ZonedDateTime.from(`${text}[America/New_York]`).epochMilliseconds;
const minute = 60_000;

/** Counts minutes one by one on Intl's clock. */
function stepping(fromMs: number, toMs: number, calendar: OrganisationCalendar): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: calendar.timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }); // prettier-ignore
  let minutes = 0;
  for (let ms = fromMs; ms < toMs; ms += minute) {
    const parts = Object.fromEntries(clock.formatToParts(ms).map((p) => [p.type, p.value]));
    const weekday = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday ?? '');
    const shown = Number(parts.hour) * 60 + Number(parts.minute);
    const works = calendar.workingDays.includes(weekday);
    if (works && shown >= calendar.workFromMinute && shown < calendar.workUntilMinute) minutes++;
  }
  return minutes;
}

const calendar = fc.record({
  timeZone: fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Africa/Cairo', 'America/Sao_Paulo', 'Pacific/Apia', 'Asia/Beirut'),
  workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 }),
  workFromMinute: fc.integer({ min: 300, max: 800 }),
  workUntilMinute: fc.integer({ min: 700, max: 1380 }),
}); // prettier-ignore
const instant = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2030, 0, 1) });

describe('working minutes', () => {
  it('agree with counting minute by minute', () => {
    const start = instant.map((ms) => Math.floor(ms / minute) * minute);
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 3000 }), calendar, (fromMs, minutes, cal) => {
        const toMs = fromMs + minutes * minute;
        expect(workingMinutesBetween(fromMs, toMs, cal)).toBe(stepping(fromMs, toMs, cal));
      }),
      { numRuns: 40 },
    );
  });

  it('add up: never more than passed, monotone, and the parts give the whole but for cut seconds', () => {
    const length = fc.integer({ min: 0, max: 90 * 86_400_000 });
    fc.assert(
      fc.property(instant, length, length, calendar, (ms, a, b, cal) => {
        const first = workingMinutesBetween(ms, ms + a, cal);
        const second = workingMinutesBetween(ms + a, ms + a + b, cal);
        const whole = workingMinutesBetween(ms, ms + a + b, cal);
        expect(first).toBeLessThanOrEqual(a / minute);
        expect(whole).toBeGreaterThanOrEqual(first + second);
        expect(whole).toBeLessThanOrEqual(first + second + 1);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['within one afternoon', '2026-11-23T15:00', '2026-11-23T15:10', 10],
    ['from evening to morning', '2026-11-23T16:50', '2026-11-24T09:05', 15],
    ['over a weekend', '2026-11-20T16:59', '2026-11-23T09:01', 2],
    ['on a Sunday', '2026-11-22T10:00', '2026-11-22T12:00', 0],
    ['over the end of summer time', '2026-10-30T16:00', '2026-11-02T10:00', 120],
    ['backwards', '2026-11-23T15:10', '2026-11-23T15:00', 0],
    ['nothing', '2026-11-23T15:00', '2026-11-23T15:00', 0],
  ])('%s', (_, from, to, minutes) => {
    expect(workingMinutesBetween(at(from), at(to), newYork)).toBe(minutes);
  });

  it('count what really passes where the clock changes during work', () => {
    const nightly = { ...newYork, workingDays: [7], workFromMinute: 0, workUntilMinute: 1440 };
    expect(workingMinutesBetween(at('2026-03-07T12:00'), at('2026-03-09T12:00'), nightly)).toBe(23 * 60);
    expect(workingMinutesBetween(at('2026-10-31T12:00'), at('2026-11-02T12:00'), nightly)).toBe(25 * 60);
  });

  it('count nothing for hours that do not end after they start, and no day twice where a date is missing', () => {
    expect(
      workingMinutesBetween(at('2026-11-01T00:00'), at('2026-11-30T00:00'), {
        ...newYork,
        workFromMinute: 1020,
      }),
    ).toBe(0);
    const apia = { ...newYork, timeZone: 'Pacific/Apia', workingDays: [1, 2, 3, 4, 5, 6, 7] };
    const noon = (day: string) => Temporal.ZonedDateTime.from(`${day}T12:00[Pacific/Apia]`).epochMilliseconds;
    expect(workingMinutesBetween(noon('2011-12-29'), noon('2011-12-31'), apia)).toBe(480);
  });

  it('end with the day where the clock skips its last half hour', () => {
    const pyongyang = { ...newYork, timeZone: 'Asia/Pyongyang', workFromMinute: 0, workUntilMinute: 1425 };
    const week = { ...pyongyang, workingDays: [1, 2, 3, 4, 5, 6, 7] };
    const noon = (day: string) =>
      Temporal.ZonedDateTime.from(`${day}T12:00[Asia/Pyongyang]`).epochMilliseconds;
    expect(workingMinutesBetween(noon('2018-05-04'), noon('2018-05-05'), week)).toBe(690 + 720);
  });

  it('stop at a year', () => {
    const start = at('2026-01-01T00:00');
    const oneYear = workingMinutesBetween(start, start + longestStretchMs, newYork);
    expect(workingMinutesBetween(start, start + 20 * longestStretchMs, newYork)).toBe(oneYear);
    expect(oneYear / 480).toBe(262);
  });
});
