import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { LifeService } from './life.service.js';
import { ProgressService } from './progress.service.js';

const everyMs = 1_000;

/** Looks once a second whether a challenge begins, moves or ends. Locks part the processes; a second look is harmless. */
@Injectable()
export class LifeSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly life: LifeService,
    private readonly progress: ProgressService,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      // one look at a time: a slow one is not overtaken
      this.running ??= this.look().finally(() => (this.running = null));
    }, everyMs);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private async look(): Promise<void> {
    try {
      const begun = await this.life.begin();
      await this.progress.look();
      const closed = await this.life.close();
      if (begun + closed > 0) this.log.info('challenges moved on', { begun, closed });
    } catch (error) {
      this.log.warn('challenges have to wait', { error });
    }
  }
}
