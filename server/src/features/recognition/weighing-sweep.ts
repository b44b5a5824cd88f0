import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { WeighingService } from './weighing.service.js';

const everyMs = 60_000;

/** Looks once a minute whether a week is over. Locks part the processes; a second look is harmless. */
@Injectable()
export class WeighingSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly weighing: WeighingService,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
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
      const decided = await this.weighing.weigh();
      const paid = await this.weighing.pay();
      if (decided + paid > 0) this.log.info('recognition was weighed', { decided, paid });
    } catch (error) {
      this.log.warn('recognition has to wait', { error });
    }
  }
}
