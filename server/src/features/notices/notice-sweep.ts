import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
import { NoticesStore } from './notices.store.js';

const everyMs = 3_600_000;
const keptMs = 90 * 86_400_000;
const perStatement = 10_000;

/** Takes notices away after 90 days. What they told of stands where it always stood. */
@Injectable()
export class NoticeSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly store: NoticesStore,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void (this.running = this.sweep()), everyMs);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  async sweep(): Promise<void> {
    const olderThan = new Date(this.clock.nowMs() - keptMs);
    try {
      while ((await this.store.forget(this.database, olderThan, perStatement)) === perStatement);
    } catch (error) {
      this.log.warn('old notices stay for now', { error });
    }
  }
}
