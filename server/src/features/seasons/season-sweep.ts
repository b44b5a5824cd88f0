import { Injectable } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { Sweep } from '../../platform/sweeps/sweep.js';
import { SeasonsService } from './seasons.service.js';

/**
 * Looks at the start, and once a minute, whether a season is to be closed. When that is due follows from the calendar,
 * so a server that was away catches up by itself, and a second look is harmless.
 */
@Injectable()
export class SeasonSweep extends Sweep {
  constructor(
    private readonly seasons: SeasonsService,
    log: Log,
  ) {
    super({ everyMs: 60_000, atStart: true, late: 'the close of a season has to wait' }, log);
  }

  protected async sweep(): Promise<void> {
    const closed = await this.seasons.close();
    if (closed > 0) this.log.info('seasons closed', { closed });
  }
}
