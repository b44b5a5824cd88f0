import { Injectable } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { Sweep } from '../../platform/sweeps/sweep.js';
import { WeighingService } from './weighing.service.js';

/** Looks once a minute whether a week is over. Locks part the processes; a second look is harmless. */
@Injectable()
export class WeighingSweep extends Sweep {
  constructor(
    private readonly weighing: WeighingService,
    log: Log,
  ) {
    super({ everyMs: 60_000, late: 'recognition has to wait' }, log);
  }

  protected async sweep(): Promise<void> {
    const decided = await this.weighing.weigh();
    const paid = await this.weighing.pay();
    if (decided + paid > 0) this.log.info('recognition was weighed', { decided, paid });
  }
}
