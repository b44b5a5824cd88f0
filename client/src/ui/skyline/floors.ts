import { forms } from './forms';
import type { Form } from './types';

/** Windows a floor from the ground up; their sum is exactly the number asked for. */
export interface Floors {
  columns: number;
  rows: number[];
}

/** Distributes `n` windows (n ≥ 1) over the floors of a form. */
export function floors(form: Form, n: number): Floors {
  const rule = forms[form];
  const columns = Math.max(rule.minColumns, Math.round(Math.sqrt(n / rule.ratio)));
  return form === 'deco' ? setBack(columns, n) : stacked(columns, rule.minColumns, n);
}

/** Straight walls: the column count nearby that leaves the smallest rest; the rest gives way to the door. */
function stacked(wanted: number, min: number, n: number): Floors {
  let columns = wanted;
  for (const near of [wanted + 1, wanted - 1]) {
    if (near >= min && n % near < n % columns) columns = near;
  }
  const rest = n % columns;
  const full = Array.from({ length: (n - rest) / columns }, () => columns);
  return { columns, rows: rest > 0 ? [rest, ...full] : full };
}

/** Three blocks, each two windows narrower than the one below. */
function setBack(wanted: number, n: number): Floors {
  const columns = wanted % 2 === 0 ? wanted + 1 : wanted;
  const rows: number[] = [];
  let left = n;
  const storey = (width: number) => {
    const count = Math.min(width, left);
    if (count > 0) rows.push(count);
    left -= count;
  };
  for (const [width, share] of [
    [columns, 0.56],
    [columns - 2, 0.32],
  ] as const) {
    for (let k = Math.max(1, Math.round((n * share) / width)); k > 0; k--) storey(width);
  }
  while (left > 0) storey(Math.max(1, columns - 4));
  return { columns, rows };
}
