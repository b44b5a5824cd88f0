import { readFile } from 'node:fs/promises';
import { CaptureError, readCapture, shiftTimes } from './capture.js';
import { readOptions, usage, UsageError } from './options.js';
import { planOf } from './plan.js';
import { send, type Summary } from './send.js';

export interface Terminal {
  out(line: string): void;
  err(line: string): void;
  /** Overwrites the present line; absent where the output is no screen. */
  progress?: (text: string) => void;
}

/** The whole command. @returns its exit code: 0 all accepted, 1 some were not, 2 it was not understood */
export async function replay(args: readonly string[], terminal: Terminal): Promise<number> {
  if (args.includes('--help')) {
    terminal.out(usage);
    return 0;
  }
  try {
    const options = readOptions(args);
    const [capture, secret] = await Promise.all([textOf(options.file), textOf(options.secretFile)]);
    if (secret.trim() === '') throw new UsageError('The secret file is empty.');
    const captured = readCapture(capture);
    const shifted = options.startNs === null ? captured : shiftTimes(captured, options.startNs);
    const plan = planOf(shifted, { ...options, secret: secret.trim() });
    const summary = await send(plan, {
      to: options.to,
      parallel: options.parallel,
      onProgress: (done, of) => terminal.progress?.(`${done} of ${of}`),
    });
    terminal.progress?.('');
    report(summary, terminal);
    return summary.accepted === summary.sent ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CaptureError)) throw error;
    terminal.err(error.message);
    if (error instanceof UsageError) terminal.err('See  npm run replay -- --help');
    return 2;
  }
}

function report(summary: Summary, terminal: Terminal): void {
  const seconds = (summary.tookMs / 1_000).toFixed(1);
  terminal.out(`${summary.accepted} of ${summary.sent} deliveries accepted in ${seconds} s`);
  for (const [status, count] of [...summary.byStatus].sort())
    if (!status.startsWith('2')) terminal.err(`  ${status}: ${count}`);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read.`);
  }
}
