import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { endProgram, lastWords, type ProgramRun, startProgram } from './child-program.js';

const pollMs = 50;
const mostPolls = 1_200;
/** A server that ends at once is not started again in a tight loop. */
const againAfterMs = 300;

/** What a server says of itself. */
export interface ServerState {
  readonly ready: boolean;
  /** Whether its boards answer too. */
  readonly boards: boolean;
}

/** One server process, started again when it ends by itself, as `restart: unless-stopped` does. */
export class KeptServer {
  private child: ChildProcess;
  private wanted = true;
  private isOver = false;
  /** How often it ended without being told to. */
  ends = 0;

  constructor(
    readonly name: string,
    readonly url: string,
    private readonly run: ProgramRun,
  ) {
    this.child = this.start();
  }

  get logFile(): string {
    return this.run.logFile;
  }

  /** Ends it as a machine without memory or power would. It comes back by itself. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** `SIGSTOP` and `SIGCONT`: it falls silent, and goes on as if nothing had happened. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends it as a deploy does, and starts it anew. */
  async restart(): Promise<void> {
    this.wanted = false;
    await endProgram(this.child);
    this.wanted = true;
    this.child = this.start();
    await this.untilReady();
  }

  async stop(): Promise<void> {
    this.wanted = false;
    this.isOver = true;
    await endProgram(this.child);
  }

  async state(): Promise<ServerState> {
    const signal = AbortSignal.timeout(1_000);
    try {
      const answer = await fetch(`${this.url}/health/ready`, { signal });
      const { boards } = (await answer.json()) as { boards?: string };
      return { ready: answer.ok, boards: boards === 'ok' };
    } catch {
      return { ready: false, boards: false };
    }
  }

  /** @throws with its last words when it does not become ready in time */
  async untilReady(): Promise<void> {
    for (let poll = 0; poll < mostPolls; poll++) {
      if ((await this.state()).ready) return;
      await pause(pollMs);
    }
    throw new Error(`${this.name} was not ready in time:\n${lastWords(this.run.logFile)}`);
  }

  /** What it has said of this form, once it has. @throws with its last words when it does not in time */
  async untilSaid(form: RegExp): Promise<string> {
    for (let poll = 0; poll < mostPolls; poll++) {
      const said = form.exec(readFileSync(this.run.logFile, 'utf8'));
      if (said !== null) return said[0];
      await pause(pollMs);
    }
    throw new Error(`${this.name} did not say what it should:\n${lastWords(this.run.logFile)}`);
  }

  private start(): ChildProcess {
    const child = startProgram(this.run);
    child.once('exit', () => void this.comeBack(child));
    return child;
  }

  private async comeBack(ended: ChildProcess): Promise<void> {
    if (!this.wanted) return;
    this.ends++;
    await pause(againAfterMs);
    if (this.child === ended && !this.isOver) this.child = this.start();
  }
}
