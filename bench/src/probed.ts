import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';

/** What a process holds after a collection of garbage, in bytes. */
export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

/** As V8 gives it. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** To be loaded before what is to be asked. */
export const probe = new URL('probe.js', import.meta.url).href;

/** Starts a program of Node with the probe in it, so that it can be asked what it holds. */
export function spawnProbed(
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; output?: 'inherit' | 'ignore' | number } = {},
): ChildProcess {
  const output = options.output ?? 'inherit';
  const stdio: StdioOptions = ['ignore', output, output, 'ipc'];
  return spawn(process.execPath, ['--expose-gc', '--import', probe, ...args], {
    env: options.env ?? process.env,
    stdio,
  });
}

export async function memoryOf(child: ChildProcess): Promise<Memory> {
  return (await asked(child, 'measure', 'memory')) as Memory;
}

/** What a process did while something went on. */
export async function profileOf(child: ChildProcess, goesOn: () => Promise<void>): Promise<CpuProfile> {
  await asked(child, 'begin profile', 'begun');
  await goesOn();
  return (await asked(child, 'end profile', 'profile')) as CpuProfile;
}

async function asked(child: ChildProcess, word: string, answeredBy: string): Promise<unknown> {
  child.send(word);
  for (;;) {
    const [answer] = (await once(child, 'message')) as [Record<string, unknown>];
    if (answeredBy in answer) return answer[answeredBy];
  }
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const left = once(child, 'exit');
  child.kill('SIGTERM');
  await left;
}
