import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

/**
 * Builds one module of the server's sources so that plain Node can run it in a process of its own, and returns the
 * path of a program that imports it as `subject` and runs `body`.
 */
export async function buildProgram(source: string, outDir: string, body: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: source, outDir, rolldownOptions: { output: { entryFileNames: 'subject.mjs' } } },
  });
  const program = path.join(outDir, 'program.mjs');
  writeFileSync(program, `import * as subject from './subject.mjs';\n${body}`);
  return program;
}

/** A process started from {@link buildProgram}, leader of its own process group, and what it said first. */
export interface ChildServer {
  readonly process: ChildProcess;
  /** The first message the program sent to its parent. */
  readonly message: unknown;
  /** Ends it with this signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts the program and waits for its first message. */
export async function startChild(program: string, ...args: string[]): Promise<ChildServer> {
  const child = fork(program, args, { execArgv: [], detached: true });
  const message = await new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) =>
      reject(new Error(`the program ended with ${code ?? 'a signal'} before it said anything`)),
    );
  });
  return {
    process: child,
    message,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}
