import { Injectable } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { Sweep } from '../../platform/sweeps/sweep.js';
import { LifeService } from './life.service.js';
import { ProgressService } from './progress.service.js';

/** Looks once a second whether a challenge begins, moves or ends. Locks part the processes; a second look is harmless. */
@Injectable()
export class LifeSweep extends Sweep {
  constructor(
    private readonly life: LifeService,
    private readonly progress: ProgressService,
    log: Log,
  ) {
    super({ everyMs: 1_000, late: 'challenges have to wait' }, log);
  }

  protected async sweep(): Promise<void> {
    const begun = await this.life.begin();
    await this.progress.look();
    const closed = await this.life.close();
    if (begun + closed > 0) this.log.info('challenges moved on', { begun, closed });
  }
}
