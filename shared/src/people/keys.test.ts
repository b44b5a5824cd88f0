import fc from 'fast-check';
import { expect, it } from 'vitest';
import { departmentKey, emailKey } from './keys.js';
import { email } from './fields.js';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });

it('gives every spelling of an address one key', () => {
  expect(emailKey('  Siobhán.O\u2019Brien@Northwind.Example ')).toBe(
    'siobhán.o\u2019brien@northwind.example',
  );
  expect(emailKey('Ａnna@northwind.example')).toBe('anna@northwind.example');
  expect(emailKey('e\u0301va@x.example')).toBe(emailKey('\u00e9va@x.example'));
  expect(emailKey('ΝΙΚΟΣ@x.example')).toBe(emailKey('νικος@x.example'));
});

it('keeps addresses apart that mail servers keep apart', () => {
  expect(emailKey('strasse@x.example')).not.toBe(emailKey('straße@x.example'));
  expect(emailKey('anna+shop@x.example')).not.toBe(emailKey('anna@x.example'));
});

it('folds once and for all', () => {
  fc.assert(fc.property(text, (t) => emailKey(emailKey(t)) === emailKey(t)));
  fc.assert(fc.property(text, (t) => departmentKey(departmentKey(t)) === departmentKey(t)));
  fc.assert(fc.property(text, (t) => emailKey(t.toLowerCase()) === emailKey(t)));
});

it('gives every spelling of a department one key', () => {
  expect(departmentKey(' Human   Resources ')).toBe(departmentKey('human resources'));
});

it('refuses addresses that do not show what they are', () => {
  for (const bad of [
    '',
    'anna',
    'a b@x.example',
    '@x.example',
    'anna@',
    'anna\u200b@x.example',
    'a\u202enna@x.example',
    'a\0@x.example',
  ])
    expect(email.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  expect(email.parse(" siobhan.o'brien@northwind.example ")).toBe("siobhan.o'brien@northwind.example");
});
