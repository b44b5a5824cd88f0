import {
  fairnessBars,
  type FirstPlaces,
  type SimulatedSeasons,
  simulateSeasons,
  withChances,
} from '@vigil/shared/leaderboards';
import { type FairnessOptions, readOptions, usage, UsageError } from './options.js';

/** Where the command speaks. */
export interface Mouth {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

const chances = 4;
const better = 0.4;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(8);

/** The fair rule held against its promises, or played with somebody's own departments. @returns the exit code */
export function fairness(args: readonly string[], { out, err }: Mouth): number {
  try {
    const options = readOptions(args);
    out(`${options.seasons} seasons, seed ${options.seed}`);
    return options.sizes === null ? reference(options, out) : own(options, options.sizes, out);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    err(`${error.message}\n\n${usage}`);
    return 2;
  }
}

function reference(options: FairnessOptions, out: Mouth['out']): number {
  const bars = fairnessBars(options);
  for (const { promise, bound, share, found, holds } of bars)
    out(`${holds ? '✓' : '✗'} ${percent(found)}  ${bound} ${percent(share).trim()}  ${promise}`);
  const broken = bars.filter(({ holds }) => !holds).length;
  out(broken === 0 ? '\nEvery promise holds.' : `\n${broken} of the promises do not hold.`);
  return broken === 0 ? 0 : 1;
}

function own({ seasons, seed }: FairnessOptions, sizes: readonly number[], out: Mouth['out']): number {
  const alike = simulateSeasons({ departments: withChances(sizes), seasons, chances, seed });
  out('\nEverybody alike: how often a department of this size is first alone');
  out('   people  departments       sum   average      fair');
  const bySize = [...new Set(sizes)].sort((a, b) => a - b);
  for (const size of bySize) {
    const many = sizes.filter((people) => people === size).length;
    const row = shares(alike, (places) => places.alone.filter((_, i) => sizes[i] === size));
    out(`${String(size).padStart(9)}${String(many).padStart(13)}  ${row}`);
  }
  out(`anybody                 ${shares(alike, (places) => places.alone)}`);
  out('\nOne truly better (40 % of chances taken instead of 30 %): how often it is first by the fair rule');
  for (const size of bySize) {
    const one = sizes.indexOf(size);
    const departments = withChances(sizes, one, better);
    const { live } = simulateSeasons({ departments, seasons, chances, seed: `${seed} ${size}` });
    const [first = 0, alone = 0] = [live.first[one], live.alone[one]];
    out(
      `${String(size).padStart(9)}  in the first rank ${percent(first / seasons)}, alone ${percent(alone / seasons)}`,
    );
  }
  return 0;
}

function shares(
  { seasons, ...ways }: SimulatedSeasons,
  counted: (places: FirstPlaces) => readonly number[],
): string {
  return [ways.sum, ways.average, ways.live]
    .map((places) => percent(counted(places).reduce((sum, one) => sum + one, 0) / seasons).padStart(9))
    .join(' ');
}
