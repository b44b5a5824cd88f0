import { Injectable } from '@nestjs/common';

/** The only place that knows what time it is; tests stand in for it. */
@Injectable()
export class Clock {
  /** Epoch milliseconds. */
  nowMs(): number {
    return Date.now();
  }

  now(): Date {
    return new Date(this.nowMs());
  }
}
