import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textFrame } from './text-frame.js';

it('announces its length as websockets do, and carries the text as it is', () => {
  const lengths = fc.oneof(fc.constantFrom(0, 1, 125, 126, 127, 65_535, 65_536), fc.nat(70_000));
  const text = fc
    .tuple(lengths, fc.constantFrom('x', 'ß', '✓', '🌆'))
    .map(([n, letter]) => letter.repeat(n / letter.length));
  fc.assert(
    fc.property(text, (given) => {
      const frame = textFrame(given);
      const short = frame.readUInt8(1);
      const [head, length] =
        short < 126
          ? [2, short]
          : short === 126
            ? [4, frame.readUInt16BE(2)]
            : [10, Number(frame.readBigUInt64BE(2))];
      expect(frame.readUInt8(0)).toBe(0x81);
      expect(frame.length).toBe(head + length);
      expect(frame.toString('utf8', head)).toBe(given);
      // the shortest form that fits is the only one allowed
      expect(head).toBe(length < 126 ? 2 : length < 65_536 ? 4 : 10);
    }),
    { numRuns: 60 },
  );
});
