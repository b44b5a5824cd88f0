import { floors } from './floors';
import { formOf, forms, toneOf } from './forms';
import { hash, r1 } from './hash';
import { lightOrder, litWindows } from './light-order';
import { roof } from './roofs';
import { scaffold } from './scaffold';
import type { Building, Form, Pane, Shape, SkylineDepartment } from './types';
import { box, windowPath } from './windows';

/** Where a building stands and how large it is drawn. */
export interface Site {
  x: number;
  ground: number;
  u: number;
  /** Windows in all; 0 draws a scaffold. */
  windows: number;
  mine: boolean;
}

const margin = 0.45;
const storey = 1.32;
const plinth = 0.7;
const coping = 0.35;
const scaffoldColumns = 4;

/** The width of a building's front at pitch `u`. */
export function frontWidth(department: SkylineDepartment, windows: number, u: number): number {
  const columns = windows === 0 ? scaffoldColumns : floors(formFor(department), windows).columns;
  return (columns + margin * 2) * u;
}

/** The height of a building at pitch `u`, roof included. */
export function fullHeight(department: SkylineDepartment, windows: number, u: number): number {
  return -building(department, { x: 0, ground: 0, u, windows, mine: false }).top;
}

/** Draws one department: walls, roof, door and its windows, or a scaffold where there is nothing to show. */
export function building(department: SkylineDepartment, site: Site): Building {
  const { x, ground, u, windows } = site;
  const width = frontWidth(department, windows, u);
  const share = shareOf(department);
  const tone = `sk-fac-${department.tone ?? toneOf(department.id)}`;
  const common = {
    id: department.id,
    name: department.name,
    x,
    width,
    centre: x + width / 2,
    mine: site.mine,
  };
  if (windows === 0) {
    const { shapes, height } = scaffold(x, ground, width, u, tone);
    return { ...common, shapes, panes: [], top: ground - height, share: null };
  }
  const form = formFor(department);
  const { columns, rows } = floors(form, windows);
  const top = ground - (plinth + rows.length * storey + coping) * u;
  const side = r1(u * 0.5);
  const cap = roof(form, { x, width, top, u, side, tone });
  const shapes = [
    ...cap.shapes,
    ...walls(form, { x, width, top, ground, u, side, tone, columns, rows }),
    {
      key: 'door',
      cls: 'sk-pane',
      d: box(x + width / 2 - u * 0.31, ground - plinth * 0.98 * u, u * 0.62, plinth * 0.98 * u),
    },
  ];
  const panes = windowPanes(department.id, form, rows, {
    x,
    width,
    ground,
    u,
    lit: litWindows(windows, share ?? 0),
  });
  return { ...common, shapes, panes, top: top - cap.rise, share };
}

function formFor(department: SkylineDepartment): Form {
  return department.form ?? formOf(department.id);
}

function shareOf({ people, active }: SkylineDepartment): number | null {
  if (people === null || active === null || people <= 0) return null;
  return Math.min(1, Math.max(0, active / people));
}

interface WallSite {
  x: number;
  width: number;
  top: number;
  ground: number;
  u: number;
  side: number;
  tone: string;
  columns: number;
  rows: readonly number[];
}

function walls(form: Form, site: WallSite): Shape[] {
  const { x, width, top, ground, u, columns, rows } = site;
  if (form !== 'deco') return block('wall', site, x, width, top, ground);
  // One block a floor width, drawn from the narrow top to the broad foot.
  const blocks: Shape[][] = [];
  let foot = ground;
  for (let floor = 0; floor < rows.length;) {
    const count = rows[floor] ?? 1;
    let next = floor;
    while (rows[next] === count) next++;
    const span = ((count % 2 === columns % 2 ? count : count + 1) + margin * 2) * u;
    const head = ground - (plinth + next * storey + coping) * u;
    blocks.unshift(block(`block-${floor}`, site, x + (width - span) / 2, span, head, foot + 1));
    foot = head;
    floor = next;
  }
  return blocks.flat();
}

function block(key: string, site: WallSite, x: number, width: number, top: number, foot: number): Shape[] {
  const { side, tone, u } = site;
  return [
    { key, cls: tone, d: box(x, top, width, foot - top) },
    { key: `${key}-side`, cls: 'sk-side', d: box(x + width, top, side, foot - top) },
    { key: `${key}-rim`, cls: 'sk-rim', d: box(x, top, width, Math.max(1, u * 0.09)) },
  ];
}

interface PaneSite {
  x: number;
  width: number;
  ground: number;
  u: number;
  lit: number;
}

function windowPanes(id: string, form: Form, rows: readonly number[], site: PaneSite): Pane[] {
  const { x, width, ground, u, lit } = site;
  const rank = lightOrder(id, rows);
  const panes: Pane[] = [];
  rows.forEach((count, floor) => {
    const y = ground - (plinth + (floor + 1) * storey) * u;
    const left = x + (width - count * u) / 2;
    for (let k = 0; k < count; k++) {
      const index = panes.length;
      panes.push({
        key: `${floor}.${k}`,
        d: windowPath(forms[form].window, left + k * u, y, u),
        lit: (rank[index] ?? 0) < lit,
        warmth: (['a', 'b', 'b', 'c'] as const)[Math.floor(hash(`${id}t${index}`) * 4)] ?? 'b',
      });
    }
  });
  return panes;
}
