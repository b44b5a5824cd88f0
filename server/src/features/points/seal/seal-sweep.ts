import { Injectable } from '@nestjs/common';
import { Log } from '../../../platform/logging/log.js';
import { Sweep } from '../../../platform/sweeps/sweep.js';
import { LedgerSealer } from './ledger-sealer.js';

/** Seals every few seconds; one process at a time does it, and a second look does no harm. */
@Injectable()
export class SealSweep extends Sweep {
  constructor(
    private readonly sealer: LedgerSealer,
    log: Log,
  ) {
    super({ everyMs: 10_000, late: 'the ledger is sealed later' }, log);
  }

  protected async sweep(): Promise<void> {
    await this.sealer.round();
  }
}
