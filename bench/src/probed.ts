import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** What a process holds after a collection of garbage, in bytes. */
export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

/** Starts a program of Node with the probe in it, so that it can be asked what it holds. */
export function spawnProbed(
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; output?: 'inherit' | 'ignore' | number } = {},
): ChildProcess {
  const probe = new URL('probe.js', import.meta.url).href;
  const output = options.output ?? 'inherit';
  const stdio: StdioOptions = ['ignore', output, output, 'ipc'];
  return spawn(process.execPath, ['--expose-gc', '--import', probe, ...args], {
    env: options.env ?? process.env,
    stdio,
  });
}

export async function memoryOf(child: ChildProcess): Promise<Memory> {
  child.send('measure');
  for (;;) {
    const [answer] = (await once(child, 'message')) as [{ memory?: Memory }];
    if (answer.memory) return answer.memory;
  }
}

/** Seconds of processor time that a process has used so far, its threads' together. */
export function cpuSecondsOf({ pid }: { readonly pid?: number | undefined }): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticksPerSecond = 100;
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const left = once(child, 'exit');
  child.kill('SIGTERM');
  await left;
}
