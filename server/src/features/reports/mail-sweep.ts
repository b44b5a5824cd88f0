import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
import { Sweep } from '../../platform/sweeps/sweep.js';
import { MailsStore } from './mails.store.js';

/** Removes mails whose time is over. What was found of them, and what it brought, stays. */
@Injectable()
export class MailSweep extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly store: MailsStore,
    private readonly clock: Clock,
    log: Log,
  ) {
    super({ everyMs: 3_600_000, late: 'old mails stay for now' }, log);
  }

  protected async sweep(): Promise<void> {
    const removed = await this.store.forget(this.database, this.clock.now());
    if (removed > 0) this.log.info('old mails removed', { removed });
  }
}
