import { expect, it } from 'vitest';
import { isSearched, nearlyFitting, patternsIn } from '../../test/patterns.js';

/**
 * What a linear search of this takes is some milliseconds; one that goes back over what it has read takes 10^10
 * steps or more. The limit lies between by factors, so that a slow machine changes nothing.
 */
const length = 300_000;
const limitMs = 4_000;
/** Patterns whose texts are cut short before they come to them; never more than so many characters. */
const cut = new Map([
  [/\bVersion\/.*\bSafari\//.source, 400],
  [/0+$/.source, 9],
]);

it('no pattern of ours takes longer than its text is long (I1)', () => {
  const patterns = patternsIn('shared/src', 'server/src');
  expect(patterns.length).toBeGreaterThan(80);
  const slow = patterns.filter(({ pattern }) =>
    [...nearlyFitting(pattern, cut.get(pattern.source) ?? length)].some(
      (text) => !isSearched(pattern, text, limitMs),
    ),
  );
  expect(slow.map(({ file, pattern }) => `${file} ${String(pattern)}`)).toEqual([]);
});

it.each([/^(a+)+$/, /(\d+)-?(\d+)x/, /\s+$/, /^[a-z0-9]+(-?[a-z0-9]+)*$/, /href=.*src=/])(
  'finds that %s does',
  (pattern) => {
    expect([...nearlyFitting(pattern, length)].some((text) => !isSearched(pattern, text, 1_000))).toBe(true);
  },
);
