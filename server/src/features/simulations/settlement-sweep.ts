import { Injectable } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { Sweep } from '../../platform/sweeps/sweep.js';
import { SettlementService } from './settlement.service.js';

/**
 * Looks once a minute for campaigns whose 72 hours are over. A look instead of a job for each campaign: the time of
 * creation can still move while events arrive, a server that was away catches up by itself, and the conditional
 * update makes a second look harmless, so there is nothing that a queue would add.
 */
@Injectable()
export class SettlementSweep extends Sweep {
  constructor(
    private readonly settlement: SettlementService,
    log: Log,
  ) {
    super({ everyMs: 60_000, late: 'settlement has to wait' }, log);
  }

  protected async sweep(): Promise<void> {
    const settled = await this.settlement.settleDue();
    if (settled > 0) this.log.info('campaigns settled', { settled });
  }
}
