import { setImmediate } from 'node:timers/promises';

const turnMs = 3;
/** Steps between two looks at the clock, at most. */
const mostSteps = 64;

/**
 * A long piece of work on the one thread of a process, cut into turns: in between, whoever waits for an answer gets it.
 * `if (turns.isOver()) await turns.next();` stands between steps that take much less than a turn each. Of small steps it
 * looks at the clock every now and then; and where there is nothing to wait for there is no promise either.
 */
export class Turns {
  private sinceMs = performance.now();
  private lookedMs = this.sinceMs;
  private steps = 1;
  private left = 1;

  isOver(): boolean {
    if (--this.left > 0) return false;
    const now = performance.now();
    const tookMs = now - this.lookedMs;
    if (tookMs < turnMs / 32) this.steps = Math.min(mostSteps, this.steps * 2);
    else if (tookMs > turnMs / 8) this.steps = Math.max(1, this.steps >> 2);
    this.lookedMs = now;
    this.left = this.steps;
    return now - this.sinceMs >= turnMs;
  }

  /** Lets everybody else have theirs. */
  async next(): Promise<void> {
    await setImmediate();
    this.sinceMs = this.lookedMs = performance.now();
  }
}
