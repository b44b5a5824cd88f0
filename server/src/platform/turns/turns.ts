import { setImmediate } from 'node:timers/promises';

const turnMs = 3;

/** A long piece of work on the one thread of a process, cut into turns: in between, whoever waits for an answer gets it. */
export class Turns {
  private sinceMs = performance.now();

  /** To be awaited between steps that take much less than a turn each. */
  async pass(): Promise<void> {
    if (performance.now() - this.sinceMs < turnMs) return;
    await setImmediate();
    this.sinceMs = performance.now();
  }
}
