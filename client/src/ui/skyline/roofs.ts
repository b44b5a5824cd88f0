import { r1 } from './hash';
import type { Form, Shape } from './types';
import { box, disc } from './windows';

/** Where a roof stands: the wall's left edge and width, its top, the window pitch and the depth of the shaded side. */
export interface RoofSite {
  x: number;
  width: number;
  top: number;
  u: number;
  side: number;
  tone: string;
}

/** A roof, and how far it rises above the wall. */
export interface Roof {
  shapes: Shape[];
  rise: number;
}

const hairline = (u: number, share: number) => r1(Math.max(1, u * share));

/** The roof of a form. */
export function roof(form: Form, site: RoofSite): Roof {
  return builders[form](site);
}

const builders: Readonly<Record<Form, (site: RoofSite) => Roof>> = { deco, vault, slab, saw, dome, gable };

function deco({ x, width, top, u, tone }: RoofSite): Roof {
  const cx = x + width / 2;
  return {
    shapes: [
      { key: 'cap', cls: tone, d: box(cx - u * 0.55, top - u * 0.6, u * 1.1, u * 0.7) },
      {
        key: 'mast',
        cls: 'sk-mast',
        d: `M${r1(cx)} ${r1(top - u * 0.6)}v${r1(-u * 2.4)}`,
        stroke: hairline(u, 0.12),
      },
    ],
    rise: u * 3,
  };
}

function vault({ x, width, top, u, side, tone }: RoofSite): Roof {
  const bow = width * 0.26 * 1.3;
  const arch = (left: number) =>
    `M${r1(left)} ${r1(top + 1)}c0 ${r1(-bow)} ${r1(width)} ${r1(-bow)} ${r1(width)} 0z`;
  return {
    shapes: [
      { key: 'vault-side', cls: 'sk-side', d: arch(x + side) },
      { key: 'vault', cls: tone, d: arch(x) },
      {
        key: 'vault-rim',
        cls: 'sk-mast',
        d: `M${r1(x + width / 2)} ${r1(top - bow * 0.75)}v${r1(-u * 0.6)}`,
        stroke: hairline(u, 0.12),
      },
    ],
    rise: bow * 0.75 + u * 0.6,
  };
}

function slab({ x, width, top, u, tone }: RoofSite): Roof {
  const ax = x + width * 0.8;
  const aerial = `M${r1(ax)} ${r1(top)}v${r1(-u * 2.1)}M${r1(ax - u * 0.5)} ${r1(top - u * 1.4)}h${r1(u)}`;
  return {
    shapes: [
      { key: 'plant', cls: tone, d: box(x + width * 0.14, top - u * 0.9, width * 0.38, u) },
      { key: 'aerial', cls: 'sk-mast', d: aerial, stroke: hairline(u, 0.1) },
    ],
    rise: u * 2.1,
  };
}

function saw({ x, width, top, u, tone }: RoofSite): Roof {
  const teeth = 4;
  let d = `M${r1(x)} ${r1(top + 1)}`;
  for (let i = 0; i < teeth; i++) d += `v${r1(-u * 1.15)}l${r1(width / teeth)} ${r1(u * 1.15)}`;
  const sx = x + width * 0.82;
  const stack = `M${r1(sx)} ${r1(top)}l${r1(u * 0.14)} ${r1(-u * 3.6)}h${r1(u * 0.62)}l${r1(u * 0.14)} ${r1(u * 3.6)}z`;
  return {
    shapes: [
      { key: 'teeth', cls: tone, d: `${d}z` },
      { key: 'stack', cls: tone, d: stack },
      { key: 'stack-rim', cls: 'sk-rim', d: box(sx + u * 0.08, top - u * 3.6, u * 0.76, u * 0.22) },
    ],
    rise: u * 3.6,
  };
}

function dome({ x, width, top, u, tone }: RoofSite): Roof {
  const cx = x + width / 2;
  const radius = width * 0.27;
  const drum = top - u * 0.36;
  const shell = `M${r1(cx - radius)} ${r1(drum)}v${r1(-u * 0.5)}a${r1(radius)} ${r1(radius)} 0 0 1 ${r1(radius * 2)} 0v${r1(u * 0.5)}z`;
  return {
    shapes: [
      { key: 'cornice', cls: tone, d: box(x - u * 0.3, drum, width + u * 0.6, u * 0.4) },
      { key: 'cornice-rim', cls: 'sk-rim', d: box(x - u * 0.3, drum, width + u * 0.6, hairline(u, 0.08)) },
      { key: 'dome', cls: tone, d: shell },
      {
        key: 'finial',
        cls: 'sk-mast',
        d: `M${r1(cx)} ${r1(drum - u * 0.4 - radius)}v${r1(-u * 1.1)}`,
        stroke: hairline(u, 0.14),
      },
    ],
    rise: u * 1.9 + radius,
  };
}

function gable({ x, width, top, u, tone }: RoofSite): Roof {
  const steps = 4;
  const run = width / 2 / (steps + 0.6);
  const up = u * 0.72;
  let d = `M${r1(x)} ${r1(top + 1)}`;
  for (let i = 0; i < steps; i++) d += `v${r1(-up)}h${r1(run)}`;
  d += `v${r1(-up * 0.7)}h${r1(run * 1.2)}v${r1(up * 0.7)}`;
  for (let i = 0; i < steps; i++) d += `h${r1(run)}v${r1(up)}`;
  return {
    shapes: [
      { key: 'gable', cls: tone, d: `${d}z` },
      { key: 'gable-eye', cls: 'sk-pane', d: disc(x + width / 2, top - up * 2.2, u * 0.3) },
    ],
    rise: up * (steps + 0.7),
  };
}
