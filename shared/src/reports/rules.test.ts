import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { behavioursOf, median, reportKinds, sameMailTexts, verdicts } from './index.js';

describe('what an answered report brings', () => {
  it('is the same for one’s own mistake as for anything else that is reported', () => {
    for (const verdict of verdicts) {
      const of = (kind: (typeof reportKinds)[number]) => behavioursOf(kind, 'g', verdict, 1);
      for (const kind of reportKinds.filter((k) => k !== 'idea')) expect(of(kind)).toEqual(of('mistake'));
    }
  });

  it('is the thank-you of a false alarm, and more on top for what was true', () => {
    const kinds = (verdict: (typeof verdicts)[number]) =>
      behavioursOf('call', 'g', verdict, 1).map((b) => b.kind);
    expect(kinds('harmless')).toEqual(['threat.reported']);
    expect(kinds('confirmed')).toEqual(['threat.reported', 'threat.confirmed']);
    expect(behavioursOf('idea', 'g', 'harmless', 1)).toEqual([]);
    expect(behavioursOf('idea', 'g', 'confirmed', 1).map((b) => b.kind)).toEqual(['suggestion.adopted']);
  });

  it('thanks once, and proves anew when a verdict was taken back and given again', () => {
    const [thanks, proved] = behavioursOf('mail', 'g', 'confirmed', 1);
    const [again, provedAgain] = behavioursOf('mail', 'g', 'confirmed', 3);
    expect(again).toEqual(thanks);
    expect(provedAgain?.object).not.toBe(proved?.object);
    expect(provedAgain?.key).not.toBe(proved?.key);
  });
});

it('the median is the middle one', () => {
  expect(median([])).toBeNull();
  expect(median([7])).toBe(7);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 1 }), (numbers) => {
      const middle = median(numbers) ?? -1;
      expect(numbers.filter((n) => n <= middle).length * 2).toBeGreaterThanOrEqual(numbers.length);
      expect(numbers.filter((n) => n >= middle).length * 2).toBeGreaterThanOrEqual(numbers.length);
    }),
  );
});

describe('the same mail', () => {
  const mail = {
    messageId: '<a1@mail.example>',
    from: 'Parcel Service <info@parcel.example>',
    subject: 'Anna, parcel 4711 is waiting',
    text: 'Hello Anna,\n\nplease pay 2,99: https://pay.example/x?id=AAA\n',
    attachments: ['ff', '0a'],
  };
  const share = (a: readonly string[], b: readonly string[]) => a.some((text) => b.includes(text));
  const anna = sameMailTexts(mail, ['anna@northwind.example', 'Anna', 'Berg']);

  it('is found again in another person’s copy', () => {
    const copy = {
      ...mail,
      messageId: '<b2@mail.example>',
      subject: 'FW: Bo-Li, parcel 815 is waiting',
      text: 'Hello  Bo-Li,\nplease pay 1,49: https://pay.example/y?id=BBB',
      attachments: ['0a', 'ff'],
    };
    const nameless = {
      ...copy,
      subject: copy.subject.replace('Bo-Li', 'Mira'),
      text: copy.text.replace('Bo-Li', 'Mira'),
    };
    expect(share(anna, sameMailTexts(nameless, ['mira@northwind.example', 'Mira', 'Or']))).toBe(true);
  });

  it('is found by its own identity when a gateway has changed its text', () => {
    expect(share(anna, sameMailTexts({ ...mail, text: '[EXTERNAL]' }, ['Anna']))).toBe(true);
  });

  it('is another one with another sender, host, attachment or text', () => {
    for (const change of [
      { from: 'Parcel Service <info@parcel.test>' },
      { text: mail.text.replace('pay.example', 'pay.test'), messageId: null },
      { attachments: ['0a'], messageId: null },
      { text: 'Nothing alike', messageId: '<c3@mail.example>' },
    ])
      expect(share(anna, sameMailTexts({ ...mail, ...change }, ['Anna']))).toBe(false);
  });
});
