import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Oklch = readonly [lightness: number, chroma: number, hue: number, alpha: number];

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const colour = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: / ([\d.]+))?\)`;
const pair = new RegExp(String.raw`--([\w-]+): light-dark\(\s*${colour},\s*${colour}\s*\)`, 'g');

const themes = { dawn: new Map<string, Oklch>(), night: new Map<string, Oklch>() };
for (const [, name = '', ...captured] of (read('./tokens.css') + read('./city-tokens.css')).matchAll(pair)) {
  const [l, c, h, a, l2, c2, h2, a2] = captured.map((part: string | undefined) => Number(part ?? 1));
  themes.dawn.set(name, [l!, c!, h!, a!]);
  themes.night.set(name, [l2!, c2!, h2!, a2!]);
}

/** OKLab to linear sRGB, Björn Ottosson's matrices; out-of-gamut parts are cut off as a screen does. */
function linear([l, c, h]: Oklch): number[] {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const [x, y, z] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ];
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ].map((v) => Math.min(1, Math.max(0, v)));
}

/** WCAG 2 relative luminance, of linear sRGB. */
function luminance(value: Oklch): number {
  const [r, g, b] = linear(value);
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: Oklch, other: Oklch): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((p, q) => q - p);
  return (light! + 0.05) / (dark! + 0.05);
}

const text = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((t) => ['ground', 'raised', 'sunk'].map((s) => [t, s])),
  ...['ink', 'ink-2', 'lantern-ink', 'calm'].map((t) => [t, 'lantern-wash']),
  ...['ink', 'ink-2', 'lantern-ink'].flatMap((t) => [
    [t, 'shop-0'],
    [t, 'shop-1'],
  ]),
  ...['lantern-ink', 'calm', 'danger'].flatMap((t) => [
    [t, 'ground'],
    [t, 'raised'],
  ]),
  ...['ink', 'ink-2', 'calm'].map((t) => [t, 'calm-wash']),
  ...['ink', 'ink-2', 'danger'].map((t) => [t, 'danger-wash']),
  ['on-action', 'action'],
  ['on-action', 'action-hi'],
  ['on-lantern', 'lantern'],
  ['on-water', 'water-deep'],
  ['lantern-on-water', 'water-deep'],
  ['ground', 'ink'],
  ...['on-sky', 'on-sky-2'].flatMap((t) => ['sky-0', 'sky-1', 'sky-2'].map((s) => [t, s])),
  ...['on-quay', 'on-quay-mine'].map((t) => [t, 'ground']),
];

const controls = [
  ...['line-strong', 'lantern-line'].flatMap((c) => [
    [c, 'ground'],
    [c, 'raised'],
  ]),
  ['action', 'ground'],
  ['action', 'shop-0'],
  ['calm', 'calm-wash'],
  ['danger', 'danger-wash'],
  ...['lit-a', 'lit-b', 'lit-c'].map((lit) => [lit, 'pane']),
  ...[1, 2, 3, 4, 5, 6].flatMap((n) => [
    [`mk-${n}`, 'ground'],
    ['lit-b', `fac-${n}`],
  ]),
];

describe.each(['dawn', 'night'] as const)('contrast at %s', (theme) => {
  const value = (name: string | undefined) => {
    const found = themes[theme].get(name ?? '');
    if (!found) throw new Error(`no token ${name ?? ''}`);
    return found;
  };
  it.each(text)('text %s on %s is at least 4.5', (front, back) => {
    expect(contrast(value(front), value(back))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(controls)('control %s on %s is at least 3', (front, back) => {
    expect(contrast(value(front), value(back))).toBeGreaterThanOrEqual(3);
  });
});

describe('the measure itself', () => {
  it('knows black on white, and equal colours', () => {
    expect(contrast([0, 0, 0, 1], [1, 0, 0, 1])).toBeCloseTo(21, 1);
    expect(contrast([0.5, 0.1, 30, 1], [0.5, 0.1, 30, 1])).toBe(1);
  });
});
