import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRfc3339Nano, msOfNs, parseRfc3339Nano } from './time.js';

const lastNs = BigInt(Date.UTC(2262, 0, 1)) * 1_000_000n - 1n;

describe('instants to the nanosecond', () => {
  it('are read as written', () => {
    expect(parseRfc3339Nano('2026-11-23T20:01:54.182339902Z')).toBe(1795464114182339902n);
    expect(parseRfc3339Nano('2026-11-23T20:01:54.18Z')).toBe(1795464114180000000n);
    expect(parseRfc3339Nano('2026-11-23T20:01:54Z')).toBe(1795464114000000000n);
    expect(parseRfc3339Nano('2026-11-23T15:01:54.000000001-05:00')).toBe(1795464114000000001n);
    expect(parseRfc3339Nano('2026-11-24T01:46:54+05:45')).toBe(1795464114000000000n);
    expect(parseRfc3339Nano('1970-01-01T00:00:00Z')).toBe(0n);
    expect(parseRfc3339Nano('1969-12-31T23:00:00-01:00')).toBe(0n);
    expect(parseRfc3339Nano('2028-02-29T00:00:00Z')).toBe(BigInt(Date.UTC(2028, 1, 29)) * 1_000_000n);
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: lastNs }), (ns) => {
        const text = formatRfc3339Nano(ns);
        expect(parseRfc3339Nano(text)).toBe(ns);
        expect(text).not.toMatch(/\.\d*0Z$/);
        expect(Date.parse(text)).toBe(msOfNs(ns));
      }),
    );
  });

  it('are the same instant in every offset', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1e11, max: 9e12 }),
        fc.integer({ min: -1439, max: 1439 }),
        (ms, minutes) => {
          const offset = Math.abs(minutes);
          const two = (n: number) => String(n).padStart(2, '0');
          const zone = `${minutes < 0 ? '-' : '+'}${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
          const text = new Date(ms + minutes * 60_000).toISOString().replace('Z', zone);
          expect(parseRfc3339Nano(text)).toBe(BigInt(ms) * 1_000_000n);
        },
      ),
    );
  });

  it.each([
    '', 'now', '2026-11-23', '2026-11-23T20:01:54', '2026-11-23 20:01:54Z', '2026-11-23T20:01Z', '2026-02-30T00:00:00Z',
    '2027-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-01-00T00:00:00Z', '2026-01-32T00:00:00Z',
    '2026-12-31T23:59:60Z', '2026-11-23T20:01:60Z', '2026-11-23T24:00:00Z', '2026-11-23T20:60:00Z', '2026-11-23T20:01:54.Z',
    '2026-11-23T20:01:54.1234567890Z', '2026-11-23T20:01:54+24:00', '2026-11-23T20:01:54+05:60', '2026-11-23T20:01:54+0500',
    '0001-01-01T00:00:00Z', '0099-01-01T00:00:00Z', '1969-12-31T23:59:59.999999999Z', '1970-01-01T00:00:00+00:01',
    '2262-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '-292277022657-01-27T08:29:52Z', '+002026-11-23T20:01:54Z',
    ' 2026-11-23T20:01:54Z', '2026-11-23T20:01:54Z\n', '２０２６-11-23T20:01:54Z',
  ])('refuse %j', (text) => {
    expect(() => parseRfc3339Nano(text)).toThrow(RangeError);
  }); // prettier-ignore

  it('are not written outside the years that can be read', () => {
    expect(() => formatRfc3339Nano(-1n)).toThrow(RangeError);
    expect(() => formatRfc3339Nano(lastNs + 1n)).toThrow(RangeError);
    expect(formatRfc3339Nano(lastNs)).toBe('2261-12-31T23:59:59.999999999Z');
  });
});
