import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Log } from '../logging/log.js';

/** How something is looked after. */
export interface SweepPace {
  readonly everyMs: number;
  /** Whether it is looked at when the process begins, too. */
  readonly atStart?: boolean;
  /** What the log says when a look fails: the next one tries again. */
  readonly late: string;
}

/**
 * Something that is looked after again and again, one look at a time: a slow one is neither overtaken nor followed by
 * those that it kept waiting, and a process ends when the look under way has.
 */
export abstract class Sweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private waiting = 0;
  /** Whether the process ends: what goes on for long stops where it can go on later. */
  protected ending = false;

  protected constructor(
    private readonly pace: SweepPace,
    protected readonly log: Log,
  ) {}

  /** One look. */
  protected abstract sweep(): Promise<void>;

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (this.waiting === 0) void this.look();
    }, this.pace.everyMs);
    this.timer.unref();
    if (this.pace.atStart === true) void this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.ending = true;
    await this.running;
  }

  /** Looks now, behind a look that is under way. Never rejects. */
  look(): Promise<void> {
    this.waiting++;
    this.running = this.running.then(() => this.attempt()).finally(() => this.waiting--);
    return this.running;
  }

  private async attempt(): Promise<void> {
    try {
      await this.sweep();
    } catch (error) {
      this.log.warn(this.pace.late, { error });
    }
  }
}
