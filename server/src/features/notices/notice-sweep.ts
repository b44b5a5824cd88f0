import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
import { Sweep } from '../../platform/sweeps/sweep.js';
import { NoticesStore } from './notices.store.js';

const keptMs = 90 * 86_400_000;
const perStatement = 10_000;

/** Takes notices away after 90 days. What they told of stands where it always stood. */
@Injectable()
export class NoticeSweep extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly store: NoticesStore,
    private readonly clock: Clock,
    log: Log,
  ) {
    super({ everyMs: 3_600_000, late: 'old notices stay for now' }, log);
  }

  protected async sweep(): Promise<void> {
    const olderThan = new Date(this.clock.nowMs() - keptMs);
    while ((await this.store.forget(this.database, olderThan, perStatement)) === perStatement);
  }
}
