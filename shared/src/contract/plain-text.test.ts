import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.js';

const name = plainText(80);
const takes = (text: string) => name.safeParse(text).success;

describe('text of a person', () => {
  it.each([
    ['accents, apart', 'Zoe\u0308 Łukasz Ñandú'],
    ['Vietnamese', 'Nguyễn Thị Ánh'],
    ['Hebrew with points', 'שָׁלוֹם'],
    ['Thai', 'สุภาพร'],
    ['Persian with a joiner that keeps letters apart', 'علی\u200cرضا'],
    ['Malayalam with a joiner at the end of a word', 'മോഹന്\u200d കുമാര്\u200d'],
    ['Sinhala', 'ශ්\u200dරී'],
    ['an emoji of four people', 'Team 👨\u200d👩\u200d👧\u200d👦'],
    ['an emoji with a colour', '👩🏽\u200d💻 and ❤\ufe0f\u200d🔥 and 1\ufe0f\u20e3'],
    ['what looks like code', '{{7*7}} ${x} <b> =1+1'],
  ])('%s is taken', (_, text) => {
    expect(name.parse(text)).toBe(text.normalize('NFC'));
  });

  it.each([
    ['a right-to-left override', '\u202etxt.exe'],
    ['direction marks', 'Ann\u200f Ek'],
    ['isolates', '\u2066Ann\u2069'],
    ['ten thousand zero-width spaces', `Ann${'\u200b'.repeat(10_000)}`],
    ['ten thousand joiners', `Ann${'\u200d'.repeat(10_000)}`],
    ['a joiner within Latin letters', 'Ad\u200dmin'],
    ['a joiner within Cyrillic letters', 'А\u200cнна'],
    ['a joiner alone', '\u200d'],
    ['joiners in a row', 'علی\u200c\u200cرضا'],
    ['a soft hyphen', 'Ad\u00admin'],
    ['a variation of a letter', 'A\ufe00nn'],
    ['letters drawn as nothing', '\u3164'],
    ['another one', '\u115f\u1160'],
    ['an empty pattern of Braille', '\u2800\u2800'],
    ['a grapheme joiner', 'A\u034fnn'],
    ['characters of tags', 'Ann\u{e0041}'],
    ['a byte order mark', 'A\ufeffnn'],
    ['a hundred marks on one letter', `A${'\u0335\u0336'.repeat(20)}nn`],
    ['a line break', 'Ann\nEk'],
    ['spaces alone', ' \u2003\u00a0 '],
    ['more than there is room for', 'x'.repeat(81)],
  ])('%s is refused', (_, text) => {
    expect(takes(text)).toBe(false);
  });

  it('is never longer to the eye than its limit, and never empty to it', () => {
    const eye = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
        const parsed = name.safeParse(text);
        if (!parsed.success) return;
        const seen = [...eye.segment(parsed.data)].length;
        expect(seen).toBeGreaterThan(0);
        expect(seen).toBeLessThanOrEqual(80);
        expect(parsed.data).toMatch(/[^\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
      }),
    );
  });
});
