import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clientFrame } from '../../../test/raw-websocket.js';
import { FrameHeads } from './frame-heads.js';

it('finds every frame, of any kind and length, however its bytes arrive (C11)', () => {
  const frame = fc
    .record({
      opcode: fc.constantFrom(0, 1, 2, 8, 9, 10),
      bytes: fc.oneof(fc.constantFrom(0, 1, 125, 126, 127), fc.integer({ min: 0, max: 70_000 })),
    })
    .map(({ opcode, bytes }) => clientFrame(opcode, Buffer.alloc(bytes, 0x89)));
  fc.assert(
    fc.property(
      fc.array(frame, { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 40_000 })),
      fc.boolean(),
      (frames, cuts, drop) => {
        const heads = new FrameHeads();
        const all = Buffer.concat(frames);
        let [at, counted] = [0, 0];
        // byte by byte, in pieces, or whole
        const pieces = drop ? frames.flatMap((f) => [1, 1, 1, 1, 1, 1, f.length]) : [...cuts, all.length];
        for (const size of pieces) {
          counted += heads.countIn(all.subarray(at, at + size));
          at += size;
        }
        expect(counted + heads.countIn(all.subarray(at))).toBe(frames.length);
      },
    ),
  );
});
