import type { Random } from './random.js';

/** What can go wrong, and for how many seconds; `serves`: one of the servers can go on answering meanwhile. */
export const faults = {
  'server-killed': { of: 'server', seconds: [0, 0], serves: true },
  'server-paused': { of: 'server', seconds: [12, 40], serves: true },
  'servers-rolled': { of: 'server', seconds: [0, 0], serves: true },
  'redis-away': { of: 'redis', seconds: [1, 20], serves: true },
  'redis-silent': { of: 'redis', seconds: [1, 20], serves: true },
  'redis-flushed': { of: 'redis', seconds: [0, 0], serves: true },
  'redis-from-old-copy': { of: 'redis', seconds: [1, 8], serves: true },
  'postgres-killed': { of: 'postgres', seconds: [0, 0], serves: false },
  'postgres-restarted': { of: 'postgres', seconds: [0, 0], serves: false },
  'postgres-away': { of: 'postgres', seconds: [1, 30], serves: false },
  'postgres-silent': { of: 'postgres', seconds: [1, 15], serves: false },
  'slow-screens': { of: 'screens', seconds: [5, 20], serves: true },
} as const satisfies Record<string, FaultKind>;

interface FaultKind {
  readonly of: string;
  readonly seconds: readonly [least: number, most: number];
  readonly serves: boolean;
}
export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];

/** One fault as it is going to happen. */
export interface Fault {
  readonly name: FaultName;
  /** Which of the two servers, where it is about one. */
  readonly server: 0 | 1;
  readonly lastsMs: number;
}

/** Faults that begin together, and how long the work goes on in peace before them. */
export interface Blow {
  readonly afterMs: number;
  readonly faults: readonly Fault[];
}

/** How many blows, of which faults. */
export interface PlanTerms {
  readonly blows: number;
  readonly names: readonly FaultName[];
}

/** Blows as the draws have them: each fault once before any comes again, one in four with a second one of another part. */
export function planOf(random: Random, { blows, names }: PlanTerms): Blow[] {
  const plan: Blow[] = [];
  let left: FaultName[] = [];
  for (let i = 0; i < blows; i++) {
    if (left.length === 0) left = random.shuffled(names);
    const name = left.shift() ?? random.pick(names);
    const others = names.filter((other) => faults[other].of !== faults[name].of);
    const second = random.chance(0.25) && others.length > 0 ? [random.pick(others)] : [];
    plan.push({
      afterMs: random.between(300, 3_000),
      faults: [name, ...second].map((one) => faultOf(random, one)),
    });
  }
  return plan;
}

function faultOf(random: Random, name: FaultName): Fault {
  const [least, most] = faults[name].seconds;
  return { name, server: random.chance(0.5) ? 1 : 0, lastsMs: random.between(least * 1_000, most * 1_000) };
}

/** A fault in words, for the report. */
export function wordsFor({ name, server, lastsMs }: Fault): string {
  const which = faults[name].of === 'server' && name !== 'servers-rolled' ? ` app-${server + 1}` : '';
  return `${name}${which}${lastsMs > 0 ? ` for ${(lastsMs / 1_000).toFixed(1)} s` : ''}`;
}
