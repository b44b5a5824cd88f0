import { r1 } from './hash';
import type { WindowKind } from './forms';

const rectangles: Readonly<Record<string, readonly [width: number, height: number, down: number]>> = {
  slit: [0.38, 0.86, 0.2],
  tall: [0.52, 0.82, 0.22],
  band: [0.8, 0.46, 0.36],
  square: [0.62, 0.62, 0.3],
};

/** The path of one window whose cell starts at (x, y) and is `u` wide. */
export function windowPath(kind: WindowKind, x: number, y: number, u: number): string {
  const centre = x + u / 2;
  const rectangle = rectangles[kind];
  if (rectangle) {
    const [width, height, down] = rectangle;
    return box(centre - (width * u) / 2, y + down * u, width * u, height * u);
  }
  if (kind === 'pair') {
    const top = y + 0.24 * u;
    return box(centre - 0.33 * u, top, 0.27 * u, 0.74 * u) + box(centre + 0.06 * u, top, 0.27 * u, 0.74 * u);
  }
  const w = 0.5 * u;
  const radius = r1(w / 2);
  return `M${r1(centre - w / 2)} ${r1(y + 0.44 * u)}a${radius} ${radius} 0 0 1 ${r1(w)} 0v${r1(0.58 * u)}h${r1(-w)}z`;
}

/** An upright rectangle as a path. */
export function box(x: number, y: number, width: number, height: number): string {
  return `M${r1(x)} ${r1(y)}h${r1(width)}v${r1(height)}h${r1(-width)}z`;
}

/** A full circle as a path. */
export function disc(cx: number, cy: number, r: number): string {
  return `M${r1(cx - r)} ${r1(cy)}a${r1(r)} ${r1(r)} 0 1 0 ${r1(2 * r)} 0a${r1(r)} ${r1(r)} 0 1 0 ${r1(-2 * r)} 0z`;
}
