import type { Emblem } from './emblems.js';
import { box, disc, flame, shape, type Shape, star } from './shapes.js';

const bridge = [
  shape('glow', disc(36, 34, 14)),
  shape('lit', disc(36, 34, 7)),
  shape('body', 'M6 82V66q7-3 15 0t15 0 15 0 15 0v16Z'),
  shape('paper', 'M4 52h64v5H4Z'),
  shape('shade', 'M18 30h4v38h-4Z', 'M50 30h4v38h-4Z'),
  shape('paper', 'M4 50Q14 46 20 31 36 60 52 31 58 46 68 50v2.500Q56 47 52 36 36 62 20 36 16 47 4 52.500Z'),
  shape('hot', disc(20, 29, 2.6), disc(52, 29, 2.6)),
];
const storm = [
  shape('far', 'M12 66l-3 10h2l4-10Z', 'M60 60l-3 10h2l4-10Z', 'M24 70l-3 10h2l4-10Z', 'M50 72l-3 9h2l4-9Z'),
  shape('body', 'M20 56a11 11 0 0 1 0-22 15 15 0 0 1 29-4 13 13 0 0 1 3 26Z'),
  shape('paper', 'M24 50a7 7 0 0 1 2-14 11 11 0 0 1 20-2q-9-1-12 7-7 0-10 9Z'),
  shape('glow', disc(37, 64, 14)),
  shape('lit', 'M40 46 28 64h8l-4 16 14-20h-8l5-14Z'),
  shape('hot', 'M39 50l-7 12h6l-3 9 7-10h-6Z'),
];
const hourglass = [
  shape('paper', 'M20 22h32v5H20Z', 'M20 75h32v5H20Z'),
  shape('body', 'M23 27h26c0 12-6 18-11 24 5 6 11 12 11 24H23c0-12 6-18 11-24-5-6-11-12-11-24Z'),
  shape('glow', disc(36, 51, 16)),
  shape('lit', 'M28 36h16c-2 5-5 9-8 13-3-4-6-8-8-13Z', 'M26 74c1-6 5-9 10-11 5 2 9 5 10 11Z'),
  shape('hot', 'M35.300 49h1.400v15h-1.400Z'),
];
const tools = [
  shape('glow', disc(36, 46, 22)),
  shape('body', 'M20 76l-5-5 25-25 5 5Z'),
  shape('paper', 'M40 46c-3-8 2-16 11-16l-6 7 2 5 5 2 7-6c0 9-8 14-16 11Z'),
  shape('lit', 'M24 30l6-6 9 9-6 6Z', 'M33 39l3-3 19 33-7 7Z'),
  shape('hot', 'M36 42l2-1.500 13 24-3 3Z'),
];
const compass = [
  shape('glow', disc(36, 48, 26)),
  shape('paper', `${disc(36, 48, 22)}${disc(36, 48, 18)}`),
  shape('body', disc(36, 48, 18)),
  shape('paper', box(35, 32, 2, 4), box(35, 60, 2, 4), box(20, 47, 4, 2), box(48, 47, 4, 2)),
  shape('lit', 'M47 37 40 52l-8-8Z'),
  shape('shade', 'M25 59l7-15 8 8Z'),
  shape('hot', disc(36, 48, 2.6)),
  shape('shade', 'M33 20h6v6h-6Z'),
];
const hands = [
  shape('glow', disc(36, 36, 20)),
  shape('lit', star(36, 34, 14)),
  shape('hot', star(36, 34, 7)),
  shape(
    'paper',
    'M10 58c8-3 14 2 18 7 6 0 7 5 3 7-6 3-14 2-21-3Z',
    'M62 58c-8-3-14 2-18 7-6 0-7 5-3 7 6 3 14 2 21-3Z',
  ),
  shape('shade', 'M6 54h6v20H6Z', 'M60 54h6v20h-6Z'),
];
const shield = [
  shape('glow', disc(36, 48, 25)),
  shape('paper', 'M36 20q10 8 20 7v21c0 15-10 25-20 31-10-6-20-16-20-31V27q10 1 20-7Z'),
  shape('body', 'M36 26q8 6 15 6v16c0 12-8 20-15 25-7-5-15-13-15-25V32q7 0 15-6Z'),
  shape('lit', star(36, 49, 14)),
  shape('hot', star(36, 49, 7)),
];
const bell = [
  shape('glow', disc(36, 46, 24)),
  shape('lit', 'M36 24c11 0 15 9 15 20 0 12 3 16 6 19H15c3-3 6-7 6-19 0-11 4-20 15-20Z'),
  shape('hot', 'M29 30c-4 5-4 15-5 24l-2 5h3c2-9 1-21 4-29Z'),
  shape('paper', box(13, 63, 46, 4), disc(36, 22, 3.5)),
  shape('shade', disc(36, 71, 5)),
];
const tree = [
  shape('glow', disc(36, 42, 24)),
  shape('shade', 'M33 56h6l3 24H30Z'),
  shape('body', disc(36, 34, 14), disc(24, 46, 10), disc(48, 46, 10), disc(36, 50, 10)),
  shape('lit', flame(28, 44, 4), flame(44, 42, 4), flame(36, 34, 4), flame(36, 56, 4)),
  shape('hot', disc(28, 42, 1.4), disc(44, 40, 1.4), disc(36, 32, 1.4)),
  shape('far', 'M10 80h52v3H10Z'),
];

/** The last drawings: of staying power and breadth, and some for badges of an organisation's own. */
export const lastDrawings = {
  ...{ bridge, storm, hourglass, tools, compass, hands, shield, bell, tree },
} satisfies Partial<Record<Emblem, readonly Shape[]>>;
