import { formOf, toneOf } from './forms';
import type { Form, Shape, Tone } from './types';
import { box } from './windows';

type Lit = readonly [x: number, y: number, width: number, height: number, on: 0 | 1];

interface Art {
  wall: string;
  windows: readonly Lit[];
}

/* Drawn by hand on a 24 grid: each form's own roof line and window. */
const art: Readonly<Record<Form, Art>> = {
  deco: {
    wall: 'M11.5 1h1v3H14v3h2.5v5H19v11H5V12h2.5V7H10V4h1.5z',
    windows: [
      [11, 8.5, 2, 3, 1],
      [8, 14, 2, 3.4, 0],
      [11, 14, 2, 3.4, 1],
      [14, 14, 2, 3.4, 1],
    ],
  },
  vault: {
    wall: 'M5 10C5 2.5 19 2.5 19 10v13H5z',
    windows: [
      [8, 10, 2.8, 3.6, 1],
      [13.2, 10, 2.8, 3.6, 1],
      [8, 15.6, 2.8, 3.6, 1],
      [13.2, 15.6, 2.8, 3.6, 0],
    ],
  },
  slab: {
    wall: 'M16 1h1v4h2v18H5V5h2V3h5v2h4z',
    windows: [
      [7.4, 8, 9.2, 2.2, 1],
      [7.4, 12, 9.2, 2.2, 0],
      [7.4, 16, 9.2, 2.2, 1],
    ],
  },
  saw: {
    wall: 'M1 23V9.5l5.5 3.6V9.5l5.5 3.6V9.5l5 3.3V4h3v9l3 .6V23z',
    windows: [
      [4, 16, 3.2, 3.2, 1],
      [10.2, 16, 3.2, 3.2, 1],
      [16.4, 16, 3.2, 3.2, 0],
    ],
  },
  dome: {
    wall: 'M11.5 1h1v2.2A5.2 5.2 0 0 1 17 8.4V10h4v2h-1v11H4V12H3v-2h4V8.4a5.2 5.2 0 0 1 4.5-5.2z',
    windows: [
      [7, 15, 3.2, 5, 1],
      [13.8, 15, 3.2, 5, 1],
    ],
  },
  gable: {
    wall: 'M5 23V11h1.6V8h1.7V5H10V2h4v3h1.7v3h1.7v3H19v12z',
    windows: [
      [8.2, 12, 1.5, 4, 1],
      [10.6, 12, 1.5, 4, 1],
      [13.6, 12, 1.5, 4, 1],
      [8.2, 17.6, 1.5, 3.4, 1],
      [13.6, 17.6, 1.5, 3.4, 0],
    ],
  },
};

const poles = 'M5 23V6M12 23V6M19 23V6M3 8.5h18M3 15.5h18M5 23l7-7.5M19 15.5l-7-7';

/** The sign of a department on a 24 grid; a scaffold where it has fewer than five people. */
export function mark(id: string, over: { form?: Form; tone?: Tone; scaffold?: boolean } = {}): Shape[] {
  if (over.scaffold) return [{ key: 'poles', cls: 'sk-scaf', d: poles, stroke: 1.4 }];
  const { wall, windows } = art[over.form ?? formOf(id)];
  return [
    { key: 'wall', cls: `mk-${over.tone ?? toneOf(id)}`, d: wall },
    ...windows.map(([x, y, w, h, on], i) => ({
      key: `w${i}`,
      cls: on ? 'mk-on' : 'mk-off',
      d: box(x, y, w, h),
    })),
  ];
}
