import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
import { Sweep } from '../../platform/sweeps/sweep.js';
import { IdempotencyStore } from './idempotency.store.js';

const keptMs = 7 * 24 * 3_600_000;

/** Forgets idempotency keys after a week; natural keys are never forgotten, so a later repeat is still harmless. */
@Injectable()
export class IdempotencySweep extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly store: IdempotencyStore,
    private readonly clock: Clock,
    log: Log,
  ) {
    super({ everyMs: 3_600_000, late: 'old idempotency keys stay for now' }, log);
  }

  protected async sweep(): Promise<void> {
    await this.store.forget(this.database, new Date(this.clock.nowMs() - keptMs));
  }
}
