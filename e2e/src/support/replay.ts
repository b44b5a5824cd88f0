import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { capture, projectRoot } from './northwind.js';

export interface ReplayChoices {
  /** Where to post: the webhook's address. */
  readonly to: string;
  /** The instant of the first event. */
  readonly start: string;
  /** Another capture than the whole one. */
  readonly file?: string;
  readonly speed?: number;
  readonly shuffle?: number;
  readonly double?: boolean;
  readonly parallel?: number;
}

/** A replay under way. */
export interface RunningReplay {
  /** Its exit code, and all it said. */
  readonly ended: Promise<{ code: number | null; said: string }>;
}

/** Plays the captured campaign by the project's own tool, in a process of its own. */
export function startReplay(choices: ReplayChoices): RunningReplay {
  const args = [
    path.join(projectRoot, 'tools/dist/replay/main.js'),
    choices.file ?? capture.file,
    ...['--to', choices.to, '--secret-file', capture.secretFile, '--start', choices.start],
    ...['--speed', String(choices.speed ?? 0), '--parallel', String(choices.parallel ?? 1)],
    ...(choices.shuffle === undefined ? [] : ['--shuffle', String(choices.shuffle)]),
    ...(choices.double ? ['--double'] : []),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const ended = once(child, 'exit').then(([code]) => ({ code: code as number | null, said }));
  return { ended };
}

/** Plays it to the end. */
export function replay(choices: ReplayChoices): Promise<{ code: number | null; said: string }> {
  return startReplay(choices).ended;
}
