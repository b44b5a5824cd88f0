import { building } from './building';
import { hash, r1 } from './hash';
import { plan } from './layout';
import type { Building, City, Shape, SkylineFrame, SkylineInput } from './types';
import { box, disc } from './windows';

/** The frame of a drawing unless told otherwise: Home on a desk. */
export const homeFrame: SkylineFrame = {
  width: 1440,
  height: 300,
  insetStart: 24,
  insetEnd: 24,
  quietTop: 0,
  quiet: [],
  water: 0,
  minPitch: 5,
  maxPitch: 14,
  maxWindows: 60,
  minWindows: 0,
  headroom: 0.14,
};

const fewestLeaders = 5;

/**
 * The city as data: pure, so the same input gives the same drawing. Size is head count, light is the share that was
 * active; only `lit` of single panes, the sun and the pin differ between two weeks of the same company.
 */
export function city(input: SkylineInput, over: Partial<SkylineFrame> = {}): City {
  const frame = { ...homeFrame, ...over };
  const street = plan(input.departments, frame);
  const { pitch, width } = street;
  const base = frame.height - frame.water;
  const ground = r1(base - Math.max(3, pitch * 0.42));
  const buildings = street.plots.map((plot) =>
    building(plot.department, {
      x: plot.x,
      ground,
      u: pitch,
      windows: plot.windows,
      mine: plot.department.id === input.mineId,
    }),
  );
  return {
    width: r1(width),
    height: frame.height,
    base,
    ground,
    pitch,
    peoplePerWindow: street.peoplePerWindow,
    buildings,
    stars: stars(frame, width, ground),
    ridge: ridge(input.weeks ?? [], width, ground),
    lamps: lamps(input, buildings, base, pitch),
    ripples: ripples(width, base, frame.water),
    pin: pin(buildings, pitch),
    ...daybreak(input.goal ?? 0, width, frame.height, ground),
  };
}

const stripForText = 200;

function stars(frame: SkylineFrame, width: number, ground: number): Shape[] {
  const from = frame.insetStart > stripForText ? frame.insetStart : 0;
  return Array.from({ length: Math.min(140, Math.round((width * frame.height) / 9000)) }, (_, i) => ({
    key: `star-${i}`,
    cls: hash(`so${i}`) > 0.5 ? 'sk-star' : 'sk-star sk-star-far',
    x: hash(`sx${i}`) * width,
    y: hash(`sy${i}`) ** 1.3 * ground * 0.78,
    // on a large screen they are seen from further away
    r: (0.6 + hash(`sr${i}`) * 0.6) * Math.max(1, frame.height / 800),
  }))
    .filter(({ x, y }) => x > from && y > frame.quietTop)
    .filter(
      ({ x, y }) => !frame.quiet.some((q) => x > q.x && x < q.x + q.width && y > q.y && y < q.y + q.height),
    )
    .map(({ key, cls, x, y, r }) => ({ key, cls, d: disc(x, y, r) }));
}

/** One block a week, as high as that week's share: the city's own past, at most half as high as the sky. */
function ridge(weeks: readonly number[], width: number, ground: number): Shape | null {
  if (weeks.length === 0) return null;
  const step = width / weeks.length;
  const high = (ground - 10) * 0.5;
  let d = `M0 ${r1(ground)}`;
  weeks.forEach((share, i) => {
    const jitter = hash(`wk${i}`);
    const cut = step * (0.12 + 0.2 * jitter);
    const y = ground - high * (0.22 + 0.78 * share);
    d += `L${r1(i * step)} ${r1(y + high * 0.1 * jitter)}h${r1(cut)}V${r1(y)}h${r1(step - cut)}`;
  });
  return { key: 'ridge', cls: 'sk-ridge', d: `${d}L${r1(width)} ${r1(ground)}z` };
}

/** Lamps stand in the gaps between buildings, so that none covers a window. */
function lamps(input: SkylineInput, buildings: readonly Building[], base: number, u: number): Shape[] {
  const leaders = input.leaders;
  const gaps = buildings.slice(1).map((b, i) => {
    const before = buildings[i];
    return { from: before ? before.x + before.width + u * 0.5 : 0, to: b.x };
  });
  if (!leaders || leaders.total < fewestLeaders || gaps.length === 0) return [];
  const gapOf = (i: number) => Math.floor((i * gaps.length) / leaders.total);
  return Array.from({ length: leaders.total }, (_, i) => i).flatMap((i) => {
    const gap = gaps[gapOf(i)] ?? { from: 0, to: 0 };
    const fellows = Array.from({ length: leaders.total }, (_, j) => j).filter((j) => gapOf(j) === gapOf(i));
    const x = gap.from + ((gap.to - gap.from) * (fellows.indexOf(i) + 0.5)) / fellows.length;
    const height = u * 2.3;
    return [
      {
        key: `post-${i}`,
        cls: 'sk-post',
        d: `M${r1(x)} ${r1(base)}v${r1(-height)}`,
        stroke: r1(Math.max(1, u * 0.12)),
      },
      {
        key: `lamp-${i}`,
        cls: i < leaders.lit ? 'sk-lit-a' : 'sk-lamp-off',
        d: disc(x, base - height, Math.max(1.5, u * 0.24)),
      },
    ];
  });
}

function ripples(width: number, base: number, water: number): Shape[] {
  if (water <= 10) return [];
  return Array.from({ length: 12 }, (_, i) => {
    const y = base + 6 + ((i + 1) / 12) ** 1.35 * (water - 10);
    const length = 30 + hash(`rw${i}`) * width * 0.16;
    return {
      key: `ripple-${i}`,
      cls: 'sk-ripple',
      d: box(hash(`rx${i}`) * (width - length), y, length, 0.6 + (i / 12) * 1.6),
    };
  });
}

function pin(buildings: readonly Building[], u: number): Shape | null {
  const mine = buildings.find((b) => b.mine);
  if (!mine) return null;
  const size = Math.max(u, 8);
  const d = `M${r1(mine.centre)} ${r1(mine.top - size * 0.7)}l${r1(size * 0.55)} ${r1(-size * 0.8)}h${r1(-size * 1.1)}z`;
  return { key: 'pin', cls: 'sk-pin', d };
}

/** The goal is the dawn: the nearer the company, the higher the sun and the wider the glow. */
function daybreak(goal: number, width: number, height: number, ground: number): Pick<City, 'sun' | 'dawn'> {
  const near = Math.min(1, Math.max(0, goal));
  const r = r1(Math.min(height * 0.2, width * 0.09));
  const cx = r1(width * 0.68);
  return {
    sun: { cx, cy: r1(ground + r * 1.05), r, rise: r1(near * r * 1.75) },
    dawn: { centre: r1((cx / width) * 100), radius: r1(38 + near * 34) },
  };
}
