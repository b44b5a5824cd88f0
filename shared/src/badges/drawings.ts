import type { Emblem } from './emblems.js';
import { box, disc, flame, shape, type Shape, star } from './shapes.js';

const candle = [
  shape('glow', disc(36, 38, 22)),
  shape('glow', disc(36, 38, 13)),
  shape('paper', 'M30 52h12v22h-12Z'),
  shape('shade', 'M22 74h28l-3 6H25Z'),
  shape('lit', flame(36, 51, 10)),
  shape('hot', flame(36, 50, 5)),
];
const telescope = [
  shape('far', star(52, 24, 6), star(24, 22, 3.5), star(60, 42, 3)),
  shape('shade', 'M33 56h6l9 24h-4L36 62 28 80h-4Z'),
  shape('body', 'M15 54 44 34l6 10-31 18Z'),
  shape('paper', 'M43 31l8-5 8 14-8 5Z'),
  shape('lit', 'M14 52l5-3 6 10-5 4Z'),
  shape('hot', disc(36, 55, 3.5)),
];
const lighthouse = [
  shape('glow', 'M38 32 68 20v22Z', 'M34 32 4 22v20Z'),
  shape('body', 'M6 72q7-4 15 0t15 0 15 0 15 0v12H6Z'),
  shape('shade', 'M22 72q14-9 28 0Z'),
  shape('paper', 'M31 38h10l3 32H28Z'),
  shape('body', 'M30 47h12l.7 8H29.300Z', 'M28.800 62h14.400l.7 8H28Z'),
  shape('hot', box(32, 27, 8, 10)),
  shape('shade', 'M28 36.500h16v3H28Z', 'M30 27 36 20l6 7Z'),
];
const owl = [
  shape('shade', 'M8 74q28-7 56 0v5H8Z'),
  shape('body', 'M19 34 22 20l9 7h10l9-7 3 14v20c0 13-8 21-17 21s-17-8-17-21Z'),
  shape('paper', 'M27 56h18c0 9-4 15-9 17-5-2-9-8-9-17Z'),
  shape('shade', disc(28.5, 41, 8.5), disc(43.5, 41, 8.5)),
  shape('lit', disc(28.5, 41, 6), disc(43.5, 41, 6)),
  shape('shade', disc(28.5, 41, 2.6), disc(43.5, 41, 2.6)),
  shape('hot', 'M36 45.500l3 4-3 4.500-3-4.500Z'),
];
const lantern = [
  shape('paper', 'M54 18a10 10 0 1 0 5 18 12 12 0 0 1-5-18Z'),
  shape('glow', disc(32, 58, 21)),
  shape('shade', 'M31 28a5 5 0 1 1 .01 0Zm0-3a2 2 0 1 0-.01 0Z', 'M23 44c0-9 18-9 18 0h-3c0-5-12-5-12 0Z'),
  shape('paper', 'M21 44h22l2 5H19Z', 'M18 74h28v5H18Z'),
  shape('lit', 'M21 49h22l2 25H19Z'),
  shape('hot', flame(32, 71, 7)),
];
const hearth = [
  shape('glow', disc(36, 50, 23)),
  shape('shade', 'M16 60h40l-5 10H21Z', 'M24 70h5l-4 10h-4Z', 'M43 70h5l3 10h-4Z'),
  shape('lit', flame(27, 60, 8), flame(45, 60, 8), flame(36, 60, 14)),
  shape('hot', flame(36, 60, 7)),
  shape('paper', 'M14 57h44v4H14Z'),
];
const spark = [
  shape('glow', disc(42, 36, 20)),
  shape('paper', 'M17 76 38 42l4 2.500L22 79Z'),
  shape('body', 'M36 45.500l3-5 4 2.500-3 5Z'),
  shape('lit', star(43, 33, 17)),
  shape('hot', star(43, 33, 9)),
  shape('far', star(20, 30, 5), star(58, 60, 4)),
];
const book = [
  shape('glow', 'M36 60 14 22h44Z'),
  shape('far', star(36, 26, 5), star(25, 34, 3), star(48, 36, 3.5)),
  shape('paper', 'M36 52c-7-6-17-7-25-5v25c8-2 18-1 25 5Z', 'M36 52c7-6 17-7 25-5v25c-8-2-18-1-25 5Z'),
  shape('shade', 'M35 51h2v26h-2Z'),
  shape(
    'lit',
    'M16 53q8-1 15 2v3q-7-3-15-2Z',
    'M16 60q8-1 15 2v3q-7-3-15-2Z',
    'M41 55q7-3 15-2v3q-8-1-15 2Z',
  ),
];
const quill = [
  shape('paper', 'M16 38h34v38H16Z'),
  shape('shade', 'M21 46h18v2.500H21Z', 'M21 53h14v2.500H21Z', 'M21 60h9v2.500h-9Z'),
  shape('glow', disc(48, 36, 15)),
  shape('lit', 'M60 14c2 18-8 34-22 44l-2-2C42 44 46 26 60 14Z'),
  shape('hot', 'M59 17C52 30 46 42 37 57l1 1c10-12 17-25 21-41Z'),
  shape('body', 'M22 68l5-4 3 3 7-5 2 3-9 7-3-3-4 3Z'),
];
const key = [
  shape('glow', disc(36, 34, 21)),
  shape('lit', `${disc(36, 33, 13)}${disc(36, 33, 6)}`),
  shape('lit', 'M33 45h6v33h-6Z', 'M39 62h9v5h-9Z', 'M39 71h11v5H39Z'),
  shape('hot', `${disc(36, 33, 9.5)}${disc(36, 33, 7.5)}`),
  shape('far', star(18, 60, 4), star(56, 54, 3)),
];

/** The first drawings: of speaking up, of learning, of habits. */
export const firstDrawings = {
  ...{ candle, telescope, lighthouse, owl, lantern, hearth, spark, book, quill, key },
} satisfies Partial<Record<Emblem, readonly Shape[]>>;
