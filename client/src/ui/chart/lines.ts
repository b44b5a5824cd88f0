/** One line of a chart; a gap where a value is null. */
export interface ChartLine {
  readonly id: string;
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Half the height of a band around each value. */
  readonly spread?: readonly (number | null)[];
  /** `mine` and `beside` are read, `mean` is what they are held against, `faint` is the company around them. */
  readonly tone: 'mine' | 'beside' | 'mean' | 'faint';
}
/** Where things lie in pixels. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Steps of 1, 2 or 5 and their tens, about `wanted` of them, from 0 or just below the lowest value. */
export function ticksOf(lines: readonly ChartLine[], wanted = 4): number[] {
  const values = lines.flatMap(({ values: own, spread }) =>
    own.flatMap((value, i) =>
      value === null ? [] : [Math.max(0, value - (spread?.[i] ?? 0)), value + (spread?.[i] ?? 0)],
    ),
  );
  const high = Math.max(1, ...values);
  const low = Math.min(high, ...values);
  const rough = Math.max((high - low) / wanted, high / 100);
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * ten >= rough) ?? 10) * ten;
  const first = Math.floor(low / step) * step;
  const count = Math.max(1, Math.ceil((high - first) / step));
  return Array.from({ length: count + 1 }, (_, i) => Number((first + i * step).toPrecision(12)));
}

/** From values to pixels. A single value stands in the middle. */
export function scaleOf(frame: ChartFrame, count: number, ticks: readonly number[]) {
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const [width, height] = [frame.width - frame.left - frame.right, frame.height - frame.top - frame.bottom];
  return {
    x: (index: number) => frame.left + (count < 2 ? width / 2 : (index * width) / (count - 1)),
    y: (value: number) => frame.top + height * (1 - (value - low) / (high - low || 1)),
  };
}
export type ChartScale = ReturnType<typeof scaleOf>;

/** The stretches of a line between its gaps. */
export function stretchesOf({ values }: ChartLine, scale: ChartScale): Point[][] {
  const stretches: Point[][] = [];
  let open: Point[] | null = null;
  values.forEach((value, i) => {
    if (value === null) open = null;
    else {
      if (open === null) stretches.push((open = []));
      open.push({ x: scale.x(i), y: scale.y(value) });
    }
  });
  return stretches;
}

/** An SVG path through points. */
export function pathOf(points: readonly Point[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** The outline of a line's band: forth along its upper edge, back along the lower. */
export function bandPathsOf(line: ChartLine, scale: ChartScale): string[] {
  const edge = (sign: 1 | -1): ChartLine => ({
    ...line,
    values: line.values.map((value, i) => {
      const half = line.spread?.[i] ?? null;
      return value === null || half === null ? null : Math.max(0, value + sign * half);
    }),
  });
  const [upper, lower] = [stretchesOf(edge(1), scale), stretchesOf(edge(-1), scale)];
  return upper.map((points, i) => `${pathOf([...points, ...[...(lower[i] ?? [])].reverse()])}Z`);
}
