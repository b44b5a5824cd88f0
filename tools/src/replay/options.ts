import { parseRfc3339Nano } from '@vigil/shared/simulations';
import { parseArgs } from 'node:util';

export interface ReplayOptions {
  readonly file: string;
  readonly to: string;
  readonly secretFile: string;
  /** Nanoseconds since the epoch at which the first event is put; null leaves the times as captured. */
  readonly startNs: bigint | null;
  readonly speed: number;
  readonly shuffle: number | null;
  readonly double: boolean;
  readonly parallel: number;
}

/** The command line cannot be understood; the message says why in one line. */
export class UsageError extends Error {}

export const usage = `npm run replay -- FILE --to ADDRESS --secret-file F [options]

Plays captured GoPhish webhooks (one JSON object a line) to a receiver: shifts the times, signs anew.

  --to ADDRESS       where to post, http or https
  --secret-file F    file that holds the webhook's secret; spaces and line ends around it are ignored
  --start T          put the first event at this instant (2026-11-23T15:00:00Z); else the times stay as captured
  --speed N          N times as fast as it was captured (1); 0: as fast as the receiver answers
  --parallel N       most requests under way at once (1)
  --shuffle SEED     another order, the same for the same number
  --double           send each delivery twice

The same file, start and secret give the same bytes. Ends with 0 when every delivery was accepted.`;

/** @throws UsageError */
export function readOptions(args: readonly string[]): ReplayOptions {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('Name one capture file.');
  return {
    file,
    to: addressOf(values.to),
    secretFile: values['secret-file'] ?? complain('--secret-file is missing.'),
    startNs: values.start === undefined ? null : instantOf(values.start),
    speed: numberOf('--speed', values.speed ?? '1', 0, 1_000_000),
    shuffle: values.shuffle === undefined ? null : wholeOf('--shuffle', values.shuffle, 0, 4_294_967_295),
    double: values.double ?? false,
    parallel: wholeOf('--parallel', values.parallel ?? '1', 1, 1_000),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        'secret-file': { type: 'string' },
        start: { type: 'string' },
        speed: { type: 'string' },
        shuffle: { type: 'string' },
        double: { type: 'boolean' },
        parallel: { type: 'string' },
      },
    });
  } catch (error) {
    return complain(error instanceof Error ? error.message : 'The options cannot be read.');
  }
}

function addressOf(text: string | undefined): string {
  if (text === undefined) return complain('--to is missing.');
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    return complain('--to must be an http or https address.');
  return text;
}

function instantOf(text: string): bigint {
  try {
    return parseRfc3339Nano(text);
  } catch {
    return complain('--start must be an instant with a zone, 2026-11-23T15:00:00Z.');
  }
}

function numberOf(name: string, text: string, least: number, most: number): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most
    ? value
    : complain(`${name} must be a number from ${least} to ${most}.`);
}

function wholeOf(name: string, text: string, least: number, most: number): number {
  const value = numberOf(name, text, least, most);
  return Number.isInteger(value) ? value : complain(`${name} must be a whole number.`);
}

function complain(message: string): never {
  throw new UsageError(message);
}
