import { dayOfNumber, numberOfDay, weekdayOfNumber } from './days.js';
import { type HolidayRegion, type HolidayRule, holidayRegions } from './holiday-rules.js';
import { forgetOldest } from './local-day.js';

const byCode = new Map(holidayRegions.map((region) => [region.code, region]));
const byZone = new Map(holidayRegions.flatMap((region) => region.zones.map((zone) => [zone, region.code])));
const memo = new Map<string, ReadonlySet<string>>();

/** Which public holidays somebody in this zone most likely keeps; null where none are known. */
export function regionOfZone(timeZone: string): string | null {
  return byZone.get(timeZone) ?? null;
}

/** Whether a date is a public holiday in a region; never where the region is not known. */
export function isHoliday(day: string, regionCode: string): boolean {
  const region = byCode.get(regionCode);
  return region !== undefined && holidaysOf(region, Number(day.slice(0, 4))).has(day);
}

/** Easter Sunday in the Gregorian calendar, as a day number (the anonymous algorithm of Nature, 1876). */
export function easterOf(year: number): number {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

function holidaysOf(region: HolidayRegion, year: number): ReadonlySet<string> {
  const key = `${region.code} ${year}`;
  const known = memo.get(key);
  if (known) return known;
  forgetOldest(memo, 256);
  // New Year's Day of the year after may be kept on 31 December
  const days = new Set([...daysIn(region, year), ...daysIn(region, year + 1)].map(dayOfNumber));
  memo.set(key, days);
  return days;
}

function daysIn(region: HolidayRegion, year: number): number[] {
  const days = region.rules.map((rule) => numberOf(rule, year));
  if (region.weekends === 'stays') return days;
  const taken = new Set(days);
  region.rules.forEach((rule, i) => {
    const number = days[i] ?? 0;
    const weekday = weekdayOfNumber(number);
    if (typeof rule !== 'string' || weekday < 6) return;
    if (region.weekends === 'nearest') taken.add(weekday === 6 ? number - 1 : number + 1);
    else taken.add(nextFree(number, taken));
  });
  return [...taken];
}

function nextFree(number: number, taken: ReadonlySet<number>): number {
  let free = number + 1;
  while (weekdayOfNumber(free) > 5 || taken.has(free)) free++;
  return free;
}

function numberOf(rule: HolidayRule, year: number): number {
  if (typeof rule === 'string') return numberOfDay(`${year}-${rule}`);
  if ('easter' in rule) return easterOf(year) + rule.easter;
  const from = numberOfDay(`${year}-${rule.from}`);
  return from + ((rule.weekday - weekdayOfNumber(from) + 7) % 7);
}
