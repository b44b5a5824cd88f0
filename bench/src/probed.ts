import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';

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

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const left = once(child, 'exit');
  child.kill('SIGTERM');
  await left;
}
