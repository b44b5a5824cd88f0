import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { SeasonsService } from './seasons.service.js';

const everyMs = 60_000;

/**
 * Looks at the start, and once a minute, whether a season is to be closed. When that is due follows from the calendar,
 * so a server that was away catches up by itself, and a second look is harmless.
 */
@Injectable()
export class SeasonSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly seasons: SeasonsService,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const look = (): void => void (this.running = this.running.then(() => this.look()));
    look();
    this.timer = setInterval(look, everyMs);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private async look(): Promise<void> {
    try {
      const closed = await this.seasons.close();
      if (closed > 0) this.log.info('seasons closed', { closed });
    } catch (error) {
      this.log.warn('the close of a season has to wait', { error });
    }
  }
}
