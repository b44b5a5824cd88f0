import type { Emblem } from './emblems.js';
import { box, disc, flame, shape, type Shape, star } from './shapes.js';

const seal = [
  shape('paper', 'M13 36h46v34H13Z'),
  shape('shade', 'M13 36l23 19 23-19v4L36 59 13 40Z'),
  shape('glow', disc(36, 58, 17)),
  shape('lit', disc(36, 59, 10.5)),
  shape('hot', star(36, 59, 7)),
  shape('far', star(22, 24, 4), star(50, 22, 3)),
];
const bulb = [
  shape('glow', disc(36, 40, 25)),
  shape('lit', 'M36 20a19 19 0 0 1 11 34.500c-2 1.500-3 3-3 5.500H28c0-2.500-1-4-3-5.500A19 19 0 0 1 36 20Z'),
  shape('hot', 'M30 42l6 5 6-5 2 2-6.500 6V60h-3V50L28 44Z'),
  shape('paper', box(28, 61, 16, 4), box(28, 67, 16, 4)),
  shape('shade', 'M31 73h10l-2 5h-6Z'),
];
const houses = [
  shape('glow', disc(36, 44, 20)),
  shape('body', 'M9 80V48l12-11 12 11v32Z', 'M39 80V42l12-11 12 11v38Z'),
  shape('paper', 'M7 48l14-13 14 13-2 2-12-11L9 50Z', 'M37 42l14-13 14 13-2 2-12-11-12 11Z'),
  shape('lit', box(15, 54, 5, 7), box(23, 54, 5, 7), box(45, 49, 5, 7), box(53, 61, 5, 7), box(45, 61, 5, 7)),
  shape('shade', box(20, 67, 7, 13), box(48, 71, 7, 9)),
  shape('hot', disc(29, 34, 2), disc(36, 36, 2), disc(43, 31, 2)),
];
const streetLamp = [
  shape('glow', 'M36 28 14 80h44Z'),
  shape('glow', disc(36, 30, 14)),
  shape('shade', 'M34.500 40h3v38h-3Z', 'M27 78h18v4H27Z', 'M26 22h20l-3-5H29Z'),
  shape('paper', 'M27 22h18l-4 18H31Z'),
  shape('lit', 'M29 24h14l-3.500 14h-7Z'),
  shape('hot', flame(36, 37, 5)),
];
const skyline = [
  shape('far', 'M6 80V52h9V40h11v22h8V34h12v26h8V46h12v34Z'),
  shape('body', 'M6 82V60h11v-8h8v10h7V42h9v26h8v-9h9v8h8v15Z'),
  shape('lit', box(9, 64, 3, 4), box(20, 57, 3, 4), box(34, 47, 3, 4), box(34, 55, 3, 4), box(51, 63, 3, 4)),
  shape('lit', box(20, 67, 3, 4), box(34, 66, 3, 4), box(60, 71, 3, 4), box(44, 73, 3, 4), box(9, 73, 3, 4)),
  shape('hot', 'M36 24l1.500 18h-3Z', disc(36, 23, 2.5)),
  shape('glow', disc(36, 24, 9)),
];
const rope = [
  shape('body', 'M10 80V44h14v36Z', 'M48 80V44h14v36Z'),
  shape('shade', 'M8 44l9-10 9 10Z', 'M46 44l9-10 9 10Z'),
  shape('lit', box(13, 50, 3, 5), box(18, 50, 3, 5), box(13, 60, 3, 5), box(51, 50, 3, 5), box(56, 60, 3, 5)),
  shape('paper', 'M20 30h32v3H20Z'),
  shape('glow', disc(36, 31, 14)),
  shape('lit', 'M34 22h4v10h-4Z', 'M28 32h16l-8 15Z'),
  shape('hot', 'M32 34h8l-4 8Z'),
];
const dawn = [
  shape('glow', disc(36, 56, 27), disc(36, 56, 20)),
  shape('lit', disc(36, 56, 14)),
  shape('hot', 'M35 20h2v14h-2Z', 'M14 30l1.500-1.500 9 10L23 40Z', 'M58 30l-1.500-1.500-9 10L49 40Z'),
  shape('body', 'M6 84V62q15-9 30 0 15-9 30 0v22Z'),
  shape('shade', 'M6 84V72q14-7 30 0 16-7 30 0v12Z'),
  shape('paper', 'M12 52h9v1.600h-9Z', 'M51 52h9v1.600h-9Z'),
];
const bouquet = [
  shape('glow', disc(36, 36, 23)),
  shape('body', 'M35 40h2v36h-2Z', 'M36 62 24 44l2-1.500 11 17Z', 'M36 62l12-18-2-1.500-11 17Z'),
  shape('lit', disc(36, 30, 8), disc(23, 40, 6.5), disc(49, 40, 6.5)),
  shape('hot', disc(36, 30, 3.5), disc(23, 40, 2.8), disc(49, 40, 2.8)),
  shape('paper', 'M25 58h22l-6 22H31Z'),
  shape('shade', 'M27 64h18l-.6 3H27.600Z'),
];
const gate = [
  shape('shade', 'M8 82V42h12v40Z', 'M52 82V42h12v40Z', 'M6 38h16v4H6Z', 'M50 38h16v4H50Z'),
  shape('glow', 'M22 82V44q14-16 28 0v38Z'),
  shape('lit', 'M26 82V48q10-11 20 0v34Z'),
  shape('hot', 'M32 82V56q4-5 8 0v26Z'),
  shape('paper', 'M20 44q16-20 32 0v4q-16-19-32 0Z'),
  shape('body', box(11, 50, 6, 8), box(55, 50, 6, 8)),
  shape('lit', flame(14, 37, 5), flame(58, 37, 5)),
];

/** Further drawings: of helping, of playing together, of points. */
export const moreDrawings = {
  ...{ seal, bulb, houses, 'street-lamp': streetLamp, skyline, rope, dawn, bouquet, gate },
} satisfies Partial<Record<Emblem, readonly Shape[]>>;
