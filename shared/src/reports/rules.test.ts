import { describe, expect, it } from 'vitest';
import { behavioursOf, reportKinds, sameMailTexts } from './index.js';

describe('what an answered report brings', () => {
  it('is the same for one’s own mistake as for anything else that is reported', () => {
    for (const provedNo of [null, 1]) {
      const of = (kind: (typeof reportKinds)[number]) => behavioursOf(kind, 'g', provedNo);
      for (const kind of reportKinds.filter((k) => k !== 'idea')) expect(of(kind)).toEqual(of('mistake'));
    }
  });

  it('is the thank-you of a false alarm, and more on top for what was true', () => {
    const kinds = (provedNo: number | null) => behavioursOf('call', 'g', provedNo).map((b) => b.kind);
    expect(kinds(null)).toEqual(['threat.reported']);
    expect(kinds(1)).toEqual(['threat.reported', 'threat.confirmed']);
    expect(behavioursOf('idea', 'g', null)).toEqual([]);
    expect(behavioursOf('idea', 'g', 1).map((b) => b.kind)).toEqual(['suggestion.adopted']);
  });

  it('thanks once, and proves anew when a verdict was taken back and given again', () => {
    const [thanks, proved] = behavioursOf('mail', 'g', 1);
    const [again, provedAgain] = behavioursOf('mail', 'g', 3);
    expect(again).toEqual(thanks);
    expect(provedAgain?.object).not.toBe(proved?.object);
    expect(provedAgain?.key).not.toBe(proved?.key);
  });
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
