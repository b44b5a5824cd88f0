import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../../../platform/logging/log.js';
import { LedgerSealer } from './ledger-sealer.js';

const everyMs = 10_000;

/** Seals every few seconds; one process at a time does it, and a second look does no harm. */
@Injectable()
export class SealSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly sealer: LedgerSealer,
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
      await this.sealer.round();
    } catch (error) {
      this.log.warn('the ledger is sealed later', { error });
    }
  }
}
