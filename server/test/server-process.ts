import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const names = ['start', 'verify', 'migrate', 'backup', 'restore', 'postgres'] as const;

/** The server's programs, built from the present sources for processes of their own. */
export interface BuiltPrograms extends Readonly<Record<(typeof names)[number], string>> {
  remove(): void;
}

export async function buildPrograms(): Promise<BuiltPrograms> {
  // below the project, so that packages are found from there
  const folder = mkdtempSync(path.join(root, 'node_modules/.vigil-test-'));
  // as deep as the features stand in the product, so that what they read beside the code is found
  const outDir = path.join(folder, 'server/dist');
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: [{ find: /^@vigil\/shared\/(.+)$/, replacement: path.join(root, 'shared/src/$1/index.ts') }],
    },
    oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [name, path.join(root, `server/src/${name}.ts`)])),
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  const program = (name: (typeof names)[number]): string => path.join(outDir, `${name}.mjs`);
  return {
    start: program('start'),
    verify: program('verify'),
    migrate: program('migrate'),
    backup: program('backup'),
    restore: program('restore'),
    postgres: program('postgres'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Settings of a server in production mode on loopback, as little as it takes. */
export function productionSettings(url: string, databaseUrl: string): Record<string, string> {
  return {
    VIGIL_MODE: 'production',
    HOST: '127.0.0.1',
    PORT: new URL(url).port,
    PUBLIC_URL: url,
    DATABASE_URL: databaseUrl,
    SECRET_KEY: '0123456789abcdef'.repeat(4),
    LOG_LEVEL: 'error',
  };
}

/** A program of the server that runs, or has ended. */
export interface RunningProgram {
  readonly process: ChildProcess;
  /** All that it wrote so far, both streams. */
  said(): string;
  /** Resolves with the exit code, or the signal's name, once it has ended. */
  readonly ended: Promise<number | string>;
}

/** @param environment nothing of this process's own settings is passed on */
export function runProgram(
  file: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): RunningProgram {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: path.dirname(file),
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  // both streams have been read to their end when it closes
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  return { process: child, said: () => written.join(''), ended };
}

/** Waits until the server takes work. @throws with its last words when it ends before */
export async function ready(server: RunningProgram, url: string): Promise<void> {
  for (;;) {
    if (server.process.exitCode !== null || server.process.signalCode !== null)
      throw new Error(`the server ended before it was ready: ${server.said().slice(-2_000)}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
}
