import { r1 } from './hash';
import type { Shape } from './types';
import { box } from './windows';

/** Under five people there is nothing to show yet, so there is no building yet: never dark windows. */
export function scaffold(
  x: number,
  ground: number,
  width: number,
  u: number,
  tone: string,
): { shapes: Shape[]; height: number } {
  const height = u * 3.4;
  const bays = 4;
  const lift = height / 3.2;
  const bay = width / bays;
  let d = '';
  for (let i = 0; i <= bays; i++) d += `M${r1(x + bay * i)} ${r1(ground)}V${r1(ground - height)}`;
  for (let i = 1; i <= 3; i++) d += `M${r1(x - u * 0.25)} ${r1(ground - lift * i)}h${r1(width + u * 0.5)}`;
  d += `M${r1(x)} ${r1(ground)}l${r1(bay)} ${r1(-lift)}M${r1(x + width)} ${r1(ground - lift)}l${r1(-bay)} ${r1(-lift)}`;
  d += `M${r1(x + width / 2)} ${r1(ground - lift * 2)}l${r1(bay)} ${r1(-lift)}`;
  return {
    shapes: [
      { key: 'footing', cls: `${tone} sk-footing`, d: box(x, ground - lift, width, lift) },
      { key: 'poles', cls: 'sk-scaf', d, stroke: r1(Math.max(1, u * 0.09)) },
    ],
    height,
  };
}
