import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { SettlementService } from './settlement.service.js';

const everyMs = 60_000;

/**
 * Looks once a minute for campaigns whose 72 hours are over. A look instead of a job for each campaign: the time of
 * creation can still move while events arrive, a server that was away catches up by itself, and the conditional
 * update makes a second look harmless, so there is nothing that a queue would add.
 */
@Injectable()
export class SettlementSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly settlement: SettlementService,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.look());
    }, everyMs);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private async look(): Promise<void> {
    try {
      const settled = await this.settlement.settleDue();
      if (settled > 0) this.log.info('campaigns settled', { settled });
    } catch (error) {
      this.log.warn('settlement has to wait', { error });
    }
  }
}
