import { Injectable } from '@nestjs/common';

/** The only place that knows what time it is; tests stand in for it. */
@Injectable()
export class Clock {
  private standingAtMs: number | null = null;
  private apartMs = 0;

  /** Epoch milliseconds. */
  nowMs(): number {
    return this.standingAtMs ?? Date.now() + this.apartMs;
  }

  now(): Date {
    return new Date(this.nowMs());
  }

  /** Goes by a clock that is so much ahead of this machine's; see `DatabaseTime`. */
  follow(apartMs: number): void {
    this.apartMs = apartMs;
  }

  /** Runs `work` as if it were then. Only for writing a past before the server listens: the demo's history. */
  async standAt<T>(ms: number, work: () => Promise<T>): Promise<T> {
    this.standingAtMs = ms;
    try {
      return await work();
    } finally {
      this.standingAtMs = null;
    }
  }
}
