import { parseArgs } from 'node:util';

export interface FairnessOptions {
  /** People of each department; null for the reference company. */
  readonly sizes: readonly number[] | null;
  readonly seasons: number;
  readonly seed: string;
}

/** The command line cannot be understood; the message says why in one line. */
export class UsageError extends Error {}

export const usage = `npm run fairness -- [options]

Plays seasons by chance alone and says which departments come first: by sum, by average, by the fair rule.

  --sizes 12,30,45   people of each of your departments; else 20 reference departments and the promises of the rule
  --seasons N        seasons to play (10000, or 4000 with your own sizes)
  --seed TEXT        the same seed plays the same seasons (vigil)

Ends with 0 when every promise holds (always, with your own sizes).`;

const mostPeople = 1_000_000;

/** @throws UsageError */
export function readOptions(args: readonly string[]): FairnessOptions {
  const values = parse(args);
  const sizes = values.sizes === undefined ? null : sizesOf(values.sizes);
  const seasons = wholeOf('--seasons', values.seasons ?? (sizes === null ? '10000' : '4000'), 1, 1_000_000);
  return { sizes, seasons, seed: values.seed ?? 'vigil' };
}

function parse(args: readonly string[]) {
  try {
    const options = {
      sizes: { type: 'string' },
      seasons: { type: 'string' },
      seed: { type: 'string' },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options cannot be read.');
  }
}

function sizesOf(text: string): number[] {
  const sizes = text.split(',').map((part) => wholeOf('--sizes', part.trim(), 1, mostPeople));
  const counted = sizes.filter((people) => people >= 5);
  if (counted.length < 2)
    throw new UsageError('--sizes needs at least two departments of five people and more.');
  if (counted.reduce((sum, people) => sum + people, 0) > mostPeople)
    throw new UsageError(`--sizes names more than ${mostPeople} people.`);
  return counted;
}

function wholeOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text === '' || !Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`${name} needs whole numbers from ${least} to ${most}.`);
  return value;
}
