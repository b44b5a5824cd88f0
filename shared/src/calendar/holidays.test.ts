import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  dayOfNumber,
  easterOf,
  holidayRegions,
  isHoliday,
  numberOfDay,
  regionOfZone,
  weekdayOfNumber,
} from './index.js';

const anyDay = fc.integer({ min: -200_000, max: 200_000 });

describe('days as numbers', () => {
  it('go there and back, and have the weekdays of the calendar', () => {
    fc.assert(
      fc.property(anyDay, (number) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days: number });
        if (date.year < 1 || date.year > 9999) return;
        expect(dayOfNumber(number)).toBe(date.toString());
        expect(numberOfDay(date.toString())).toBe(number);
        expect(weekdayOfNumber(number)).toBe(date.dayOfWeek);
      }),
    );
  });
});

describe('public holidays', () => {
  it.each([
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2024, '2024-03-31'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
  ])('Easter of %i is %s', (year, day) => {
    expect(dayOfNumber(easterOf(year))).toBe(day);
  });

  it.each([
    ['DE', '2026-05-14'],
    ['DE-BY', '2026-06-04'],
    ['DE-SN', '2026-11-18'],
    ['US', '2026-11-26'],
    ['US', '2026-07-03'],
    ['US', '2027-12-31'],
    ['GB-EAW', '2026-12-28'],
    ['GB-EAW', '2027-12-27'],
    ['GB-EAW', '2027-12-28'],
    ['GB-SCT', '2026-11-30'],
    ['CA', '2026-05-18'],
    ['SE', '2026-06-19'],
    ['FR', '2026-07-14'],
    ['IT', '2027-10-04'],
    ['PL', '2026-12-24'],
    ['DK', '2028-04-13'],
    ['NO', '2030-05-30'],
    ['DE-BB', '2031-10-31'],
    ['US', '2032-11-25'],
    ['CA', '2027-12-28'],
    ['IE', '2026-02-02'],
    ['AT', '2029-05-31'],
  ])('%s keeps %s', (region, day) => {
    expect(isHoliday(day, region)).toBe(true);
  });

  it.each([
    ['DE', '2026-06-04'],
    ['US', '2026-11-27'],
    ['GB-SCT', '2026-04-06'],
    ['XX', '2026-12-25'],
  ])('%s does not keep %s', (region, day) => {
    expect(isHoliday(day, region)).toBe(false);
  });

  it('know real dates, real zones, and each region once', () => {
    const codes = holidayRegions.map((r) => r.code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { rules, zones, code } of holidayRegions) {
      for (const rule of rules)
        if (typeof rule === 'string')
          expect(Temporal.PlainDate.from(`2027-${rule}`).toString()).toBe(`2027-${rule}`);
      for (const zone of zones) {
        expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
        expect(regionOfZone(zone)).toBe(code);
      }
    }
    expect(regionOfZone('Asia/Tokyo')).toBeNull();
  });
});
