import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
import { IdempotencyStore } from './idempotency.store.js';

const everyMs = 3_600_000;
const keptMs = 7 * 24 * 3_600_000;

/** Forgets idempotency keys after a week; natural keys are never forgotten, so a later repeat is still harmless. */
@Injectable()
export class IdempotencySweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly store: IdempotencyStore,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), everyMs);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    try {
      await this.store.forget(this.database, new Date(this.clock.nowMs() - keptMs));
    } catch (error) {
      this.log.warn('old idempotency keys stay for now', { error });
    }
  }
}
