import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../calendar/index.js';
import { type Circumstances, type Life, offReason, streaksOf } from './index.js';

const zones = Intl.supportedValuesOf('timeZone');
const dayMs = 86_400_000;
const [firstYear, lastYear] = [2009, 2020];
/** Dates one after the other by the proleptic calendar of `Date`, in UTC: knows nothing of zones. */
const dates = Array.from(
  { length: (Date.UTC(lastYear, 0, 1) - Date.UTC(firstYear, 0, 1)) / dayMs },
  (_, i) => {
    const date = new Date(Date.UTC(firstYear, 0, 1) + i * dayMs);
    return { day: date.toISOString().slice(0, 10), works: date.getUTCDay() % 6 !== 0 };
  },
);
const workdays = dates.filter((d) => d.works).map((d) => d.day);
const working = [{ fromDay: '2000-01-01', workingDays: [1, 2, 3, 4, 5], region: null }];
const circumstances = (timeZone: string, more: Partial<Circumstances> = {}): Circumstances => ({
  zones: [{ fromMs: 0, timeZone }],
  calendars: working,
  leave: [],
  outages: [],
  ...more,
});
const at = (day: string, time: string, timeZone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;

/** Moments at which a zone's clock changed, within the ten years. */
function changes(timeZone: string): number[] {
  const found: number[] = [];
  let clock = Temporal.PlainDate.from(`${firstYear}-01-02`).toZonedDateTime(timeZone);
  for (;;) {
    const next = clock.getTimeZoneTransition('next');
    if (!next || next.year >= lastYear) return found;
    found.push(next.epochMilliseconds);
    clock = next;
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();
/** The date that a calendar on the wall shows, by Intl. */
function wallDate(ms: number, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    clocks.set(timeZone, clock);
  }
  return clock.format(ms);
}

function keepLit(lit: Set<string>, ms: number, timeZone: string): void {
  const day = dayOf(ms, { timeZone });
  if (new Date(`${day}T00:00Z`).getUTCDay() % 6 !== 0) lit.add(day);
}

describe('ten years in every zone', () => {
  const parts = [...new Set(zones.map((zone) => zone.split('/')[0] ?? ''))];
  it.each(parts)(
    '%s: a lamp on each working day makes a streak of all of them',
    (part) => {
      for (const timeZone of zones.filter((zone) => zone.split('/')[0] === part)) {
        const lit = new Set(workdays);
        // around each change of the clock the days come from instants, as those of facts do
        for (const change of changes(timeZone)) {
          for (const ms of [change - dayMs, change, change + dayMs]) lit.delete(wallDate(ms, timeZone));
          for (const ms of [change - 1, change, change + 1_800_000]) keepLit(lit, ms, timeZone);
          for (let ms = change - 1.5 * dayMs; ms <= change + 1.5 * dayMs; ms += 9 * 3_600_000)
            keepLit(lit, ms, timeZone);
        }
        const nowMs = Date.UTC(lastYear, 0, 1, 12);
        const streaks = streaksOf({ ...circumstances(timeZone), lit }, nowMs);
        const skipped = workdays.filter((day) => !lit.has(day));
        const message = `${timeZone} lacks ${skipped.join(', ')}`;
        // no day twice, no day too few but for dates that a zone never had
        expect(streaks.days.current, message).toBe(workdays.length - skipped.length);
        for (const day of skipped) expect(offReason(day, circumstances(timeZone)), message).toBe('travel');
      }
    },
    60_000,
  );

  it('one dark day is one dark day, also when it has 23 or 25 hours', () => {
    for (const timeZone of zones) {
      const days = changes(timeZone).map((ms) => dayOf(ms, { timeZone }));
      for (const day of days.slice(-3)) {
        const off = offReason(day, circumstances(timeZone));
        const works = new Date(`${day}T00:00Z`).getUTCDay() % 6 !== 0;
        expect(off, `${timeZone} ${day}`).toBe(works ? null : 'day-off');
      }
    }
  });

  it('Samoa’s missing Friday broke nobody’s streak', () => {
    const lit = new Set(['2011-12-28', '2011-12-29', '2012-01-02']);
    const life: Life = { ...circumstances('Pacific/Apia'), lit };
    expect(streaksOf(life, at('2012-01-02', '12:00', 'Pacific/Apia')).days.current).toBe(3);
    expect(offReason('2011-12-30', life)).toBe('travel');
    expect(offReason('2011-12-30', circumstances('Pacific/Auckland'))).toBeNull();
  });

  it('29 February and week 53 are a day and a week like others', () => {
    const lit = new Set(['2016-02-26', '2016-02-29', '2016-03-01']);
    expect(streaksOf({ ...circumstances('UTC'), lit }, Date.parse('2016-03-01T12:00Z')).days.current).toBe(3);
    // 2020-W53 and 2021-W01
    const weeks = new Set(['2020-12-22', '2020-12-30', '2021-01-06']);
    const life = { ...circumstances('UTC'), lit: weeks };
    expect(streaksOf(life, Date.parse('2021-01-06T12:00Z')).weeks.current).toBe(3);
  });
});

describe('a traveller', () => {
  const zone = fc.constantFrom(...zones);
  const journey = fc.array(fc.record({ afterDays: fc.double({ min: 0.2, max: 9, noNaN: true }), zone }), {
    minLength: 1,
    maxLength: 12,
  });
  const start = Date.UTC(2018, 4, 7, 9);

  /** Answers once in every twenty-four hours awake wherever they are, as often as a new date lets them. */
  function travelled(stops: readonly { afterDays: number; zone: string }[], home: string) {
    const clock = [{ fromMs: start - 30 * dayMs, timeZone: home }];
    let untilMs = start;
    for (const { afterDays, zone: timeZone } of stops) {
      untilMs += afterDays * dayMs;
      clock.push({ fromMs: untilMs, timeZone });
    }
    untilMs += 5 * dayMs;
    const lit = new Set<string>();
    for (let ms = start; ms <= untilMs; ms += 3_600_000) {
      const here = clock.findLast((c) => c.fromMs <= ms)?.timeZone ?? home;
      lit.add(dayOf(ms, { timeZone: here }));
    }
    return { clock, lit, untilMs };
  }

  it('who keeps at it never loses a streak, and gains no day that did not pass', () => {
    fc.assert(
      fc.property(journey, zone, (stops, home) => {
        const { clock, lit, untilMs } = travelled(stops, home);
        const life: Life = {
          zones: clock,
          calendars: [{ fromDay: '2000-01-01', workingDays: [1, 2, 3, 4, 5, 6, 7], region: null }],
          leave: [],
          outages: [],
          lit,
        };
        const streaks = streaksOf(life, untilMs);
        expect(streaks.days.current).toBe(lit.size);
        // each date counts once: what a new zone gives is at most the width of the world
        expect(streaks.days.current).toBeLessThanOrEqual((untilMs - start) / dayMs + 3);
      }),
      { numRuns: 150 },
    );
  });

  it('over the date line loses no streak, though a date is missing or comes twice', () => {
    const west = [
      { fromMs: 0, timeZone: 'America/Los_Angeles' },
      { fromMs: at('2026-11-24', '22:00', 'America/Los_Angeles'), timeZone: 'Asia/Tokyo' },
    ];
    const life = {
      ...circumstances('UTC'),
      zones: west,
      lit: new Set(['2026-11-23', '2026-11-24', '2026-11-26']),
    };
    expect(streaksOf(life, at('2026-11-26', '12:00', 'Asia/Tokyo')).days.current).toBe(3);
    const east = [
      { fromMs: 0, timeZone: 'Asia/Tokyo' },
      { fromMs: at('2026-11-25', '10:00', 'Asia/Tokyo'), timeZone: 'America/Los_Angeles' },
    ];
    const back = { ...circumstances('UTC'), zones: east, lit: new Set(['2026-11-24', '2026-11-25']) };
    // it is the 24th again there, and the lamp of the 25th is still lit
    expect(streaksOf(back, at('2026-11-24', '20:00', 'America/Los_Angeles')).days.current).toBe(2);
  });
});
