import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
import { MailsStore } from './mails.store.js';

const everyMs = 3_600_000;

/** Removes mails whose time is over. What was found of them, and what it brought, stays. */
@Injectable()
export class MailSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly store: MailsStore,
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

  async sweep(): Promise<void> {
    try {
      const removed = await this.store.forget(this.database, this.clock.now());
      if (removed > 0) this.log.info('old mails removed', { removed });
    } catch (error) {
      this.log.warn('old mails stay for now', { error });
    }
  }
}
