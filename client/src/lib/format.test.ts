import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatDuration,
  formatNumber,
  formatOrdinal,
  formatPercent,
  formatPoints,
  formatRelative,
} from './format';

const berlin = 'Europe/Berlin';
const now = Date.parse('2026-11-24T09:00:00Z');
const ago = (iso: string, locale = 'en', zone = berlin) => formatRelative(iso, now, locale, zone);

describe('numbers', () => {
  it('groups and signs by locale', () => {
    expect(formatNumber(1240, 'en')).toBe('1,240');
    expect(formatNumber(141, 'de', 1)).toBe('141,0');
    expect(formatPoints(24, 'en')).toBe('+24');
    expect(formatPoints(-10, 'en')).toBe('−10');
    expect(formatPoints(0, 'en')).toBe('0');
    expect(formatPercent(0.764, 'en')).toBe('76%');
    expect(formatPercent(0.764, 'de')).toMatch(/^76\s%$/);
  });

  it('says ranks as each language does', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 32, 103].map((n) => formatOrdinal(n, 'en'))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '32nd',
      '103rd',
    ]);
    expect([1, 2, 32].map((n) => formatOrdinal(n, 'de-DE'))).toEqual(['1.', '2.', '32.']);
    expect([1, 2].map((n) => formatOrdinal(n, 'fr'))).toEqual(['1er', '2e']);
    expect(formatOrdinal(2, 'ja')).toBe('2');
  });
});

describe('time', () => {
  it('speaks of the near past in minutes and hours', () => {
    expect(ago('2026-11-24T08:59:30Z')).toBe('now');
    expect(ago('2026-11-24T08:49:00Z')).toBe('11 minutes ago');
    expect(ago('2026-11-24T07:00:00Z')).toBe('2 hours ago');
    expect(ago('2026-11-24T08:49:00Z', 'de')).toBe('vor 11 Minuten');
  });

  it('counts days by the midnights of the zone', () => {
    expect(ago('2026-11-23T20:00:00Z')).toBe('yesterday');
    expect(ago('2026-11-23T23:30:00Z', 'en', berlin)).toBe('9 hours ago');
    expect(ago('2026-11-23T23:30:00Z', 'en', 'UTC')).toBe('yesterday');
    expect(ago('2026-11-20T10:00:00Z')).toBe('Friday');
    expect(ago('2026-11-03T10:00:00Z')).toBe('Nov 3, 2026');
  });

  it('looks ahead as well', () => {
    expect(ago('2026-11-24T09:20:00Z')).toBe('in 20 minutes');
    expect(ago('2026-11-25T18:00:00Z')).toBe('tomorrow');
  });

  it('tells moments in the zone asked for, and lengths in two units', () => {
    expect(formatDate('2026-11-24T09:00:00Z', 'de', berlin, 'time')).toBe('10:00');
    expect(formatDuration(7_800_000, 'en')).toBe('2 hr 10 min');
    expect(formatDuration(86_400_000, 'en', 'long')).toBe('1 day');
    expect(formatDuration(400, 'en')).toBe('0 sec');
  });
});
