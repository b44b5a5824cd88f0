/**
 * FNV-1a with a final mix, as a number in [0, 1). The only source of variety in the drawing: no clock, no chance.
 * Constants: Fowler, Noll and Vo (32 bit); the mix is Murmur3's finaliser, first half.
 */
export function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 16777619);
  }
  h ^= h >>> 15;
  h = Math.imul(h, 2246822507);
  h ^= h >>> 13;
  return (h >>> 0) / 4294967296;
}

/** Rounds a coordinate to a tenth of a pixel, so that the same input gives the same text. */
export function r1(n: number): number {
  return Math.round(n * 10) / 10;
}
