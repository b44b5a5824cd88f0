/** What a shape of an emblem is made of; the reader's theme gives each its colour. */
export const inks = ['far', 'body', 'shade', 'paper', 'glow', 'lit', 'hot'] as const;
export type Ink = (typeof inks)[number];

/** One filled outline; holes follow from the even-odd rule. */
export interface Shape {
  readonly ink: Ink;
  readonly d: string;
}

export const shape = (ink: Ink, ...parts: readonly string[]): Shape => ({ ink, d: parts.join('') });

/** A circle. */
export const disc = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

/** An upright rectangle. */
export const box = (x: number, y: number, width: number, height: number): string =>
  `M${x} ${y}h${width}v${height}h${-width}Z`;

/** A flame that stands on its lowest point. */
export const flame = (x: number, y: number, size: number): string =>
  `M${x} ${y - size * 2}c${size * 0.9} ${size * 0.9} ${size * 0.8} ${size * 2} 0 ${size * 2}c${-size * 0.8} 0 ${-size * 0.9} ${-size * 1.1} 0 ${-size * 2}Z`;

/** A four-pointed star. */
export const star = (x: number, y: number, r: number): string => {
  const waist = r / 4;
  return `M${x} ${y - r}l${waist} ${r - waist} ${r - waist} ${waist} ${-(r - waist)} ${waist} ${-waist} ${r - waist} ${-waist} ${-(r - waist)} ${-(r - waist)} ${-waist} ${r - waist} ${-waist}Z`;
};
