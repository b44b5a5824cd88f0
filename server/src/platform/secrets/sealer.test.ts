import { expect, it } from 'vitest';
import { Sealer, SealBroken } from './sealer.js';

const sealer = new Sealer({ secretKey: '0123456789abcdef'.repeat(4) });

it('opens what it sealed, and seals the same secret differently each time', () => {
  const sealed = sealer.seal('hush, a secret', 'one');
  expect(sealer.open(sealed, 'one')).toBe('hush, a secret');
  expect(sealed.equals(sealer.seal('hush, a secret', 'one'))).toBe(false);
  expect(sealed.toString('latin1')).not.toContain('secret');
});

it('opens nothing altered, cut short, of another purpose, or of another key', () => {
  const sealed = sealer.seal('hush', 'one');
  const altered = Buffer.from(sealed);
  altered[altered.length - 1]! ^= 1;
  const other = new Sealer({ secretKey: 'fedcba9876543210'.repeat(4) });
  expect(() => sealer.open(altered, 'one')).toThrow(SealBroken);
  expect(() => sealer.open(sealed.subarray(0, 20), 'one')).toThrow(SealBroken);
  expect(() => sealer.open(sealed, 'two')).toThrow(SealBroken);
  expect(() => other.open(sealed, 'one')).toThrow(SealBroken);
});

it('marks equal content equally, by its own key', () => {
  const other = new Sealer({ secretKey: 'fedcba9876543210'.repeat(4) });
  expect(sealer.mark('a').equals(sealer.mark('a'))).toBe(true);
  expect(sealer.mark('a').equals(sealer.mark('b'))).toBe(false);
  expect(sealer.mark('a').equals(other.mark('a'))).toBe(false);
});
