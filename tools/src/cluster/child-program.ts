import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

type Settings = Readonly<Record<string, string>>;

/** How to run one of the server's programs. */
export interface ProgramRun {
  readonly file: string;
  /** Its whole environment beside `PATH`: a stray setting of the developer's own reaches nothing. */
  readonly settings: Settings;
  readonly logFile: string;
}

/**
 * Starts a program in a process group of its own: Ctrl-C reaches whoever started it, who ends things in order. Everything
 * that it says goes to its log.
 */
export function startProgram({ file, settings, logFile }: ProgramRun): ChildProcess {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, ['--max-semi-space-size=32', file], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...settings },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  return child;
}

/** Runs a program to its end. @returns its exit code and what it said */
export async function runProgram({ file, settings }: Omit<ProgramRun, 'logFile'>): Promise<Ended> {
  const child = spawn(process.execPath, [file], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => said.push(line));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

/** A program that has ended. */
export interface Ended {
  readonly code: number | null;
  readonly said: readonly string[];
}

export const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/** Ends a program and waits until it is gone; one that is paused is woken for it. */
export async function endProgram(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  child.kill('SIGCONT');
  await ended;
}

/** The last lines of a log, for whoever has to say why something did not work. */
export function lastWords(logFile: string, lines = 20): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').slice(-lines).join('\n');
}
