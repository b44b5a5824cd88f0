import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';

/** Less than any proxy waits: a store that says nothing must not make the whole service look silent. */
const answerWithinMs = 1_000;

/** Parts that the service can do without for a while say here how they are. */
@Injectable()
export class Readiness {
  private isLeaving = false;
  private boards: () => boolean | Promise<boolean> = () => true;

  /** @param answers whether the board store can be reached */
  registerBoards(answers: () => boolean | Promise<boolean>): void {
    this.boards = answers;
  }

  /** From now on the process asks for no more work; what is under way is finished. */
  leave(): void {
    this.isLeaving = true;
  }

  get takesWork(): boolean {
    return !this.isLeaving;
  }

  async boardsAnswer(): Promise<boolean> {
    const tooLate = new AbortController();
    try {
      const late = pause(answerWithinMs, false, { signal: tooLate.signal });
      return await Promise.race([this.boards(), late]);
    } catch {
      return false;
    } finally {
      tooLate.abort();
    }
  }
}
