import { problems } from '@vigil/shared/contract';
import { ProblemError } from './problem-error.js';

/** Of one person: one that is made, and one that waits. */
const mostOfOne = 2;

/** Files that are made of many rows. A process makes one at a time, in the order in which they were asked for. */
export class Exports {
  private last: Promise<unknown> = Promise.resolve();
  private readonly asked = new Map<string, number>();

  /** @throws ProblemError too-many when as many of the same person are under way */
  async make<T>(who: string, work: () => Promise<T>): Promise<T> {
    const already = this.asked.get(who) ?? 0;
    if (already >= mostOfOne) throw new ProblemError(problems.tooMany, { retryAfterSeconds: 2 });
    this.asked.set(who, already + 1);
    const made = this.last.then(work);
    this.last = made.catch(() => undefined);
    try {
      return await made;
    } finally {
      const left = (this.asked.get(who) ?? 1) - 1;
      if (left > 0) this.asked.set(who, left);
      else this.asked.delete(who);
    }
  }
}
