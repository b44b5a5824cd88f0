import { parseArgs } from 'node:util';
import { type FaultName, faultNames } from './plan.js';

/** What a run is made of. */
export interface ChaosOptions {
  readonly seed: number;
  readonly blows: number;
  readonly faults: readonly FaultName[];
}

/** The command line cannot be understood; the message says why in one line. */
export class UsageError extends Error {}

export const usage = `npm run chaos -- [options]

Two servers under load while things go wrong, then looks whether every promise holds. Prints its seed first;
SEED=n npm run chaos  draws the same faults, the same facts and the same pauses again.

  --blows N          how often something goes wrong (${faultNames.length}: everything once)
  --faults a,b       only these: ${faultNames.join(', ')}

Ends with 0 when everything holds.`;

/** @throws UsageError */
export function readOptions(args: readonly string[], seed: string | undefined): ChaosOptions {
  const values = parse(args);
  const faults = values.faults === undefined ? faultNames : values.faults.split(',').map(faultNamed);
  return {
    seed:
      seed === undefined
        ? Math.floor(Math.random() * 4_294_967_296)
        : wholeOf('SEED', seed, 0, 4_294_967_295),
    blows: wholeOf('--blows', values.blows ?? String(faults.length), 1, 10_000),
    faults,
  };
}

function parse(args: readonly string[]) {
  try {
    const options = { blows: { type: 'string' }, faults: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options cannot be read.');
  }
}

function faultNamed(text: string): FaultName {
  const name = faultNames.find((known) => known === text.trim());
  if (name === undefined)
    throw new UsageError(`--faults: there is no ${text}; there are ${faultNames.join(', ')}.`);
  return name;
}

function wholeOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text === '' || !Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`${name} needs a whole number from ${least} to ${most}.`);
  return value;
}
