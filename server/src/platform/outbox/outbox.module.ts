import {
  type BeforeApplicationShutdown,
  Global,
  Injectable,
  Module,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Log } from '../logging/log.js';
import { Outbox } from './outbox.js';
import { OutboxRelay } from './outbox-relay.js';

/** Starts one relay for each registered consumer, after every feature had the chance to register. */
@Injectable()
export class OutboxRelays implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly relays = new Map<string, OutboxRelay>();

  constructor(
    private readonly outbox: Outbox,
    private readonly source: DataSource,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    for (const consumer of this.outbox.consumers)
      this.relays.set(consumer.name, new OutboxRelay(this.source, consumer, this.log));
    this.outbox.onAppended((consumer) => this.relays.get(consumer)?.nudge());
    for (const relay of this.relays.values()) relay.start();
  }

  /** True while this process does the work of the consumer. */
  isActive(consumer: string): boolean {
    return this.relays.get(consumer)?.isActive ?? false;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.relays.values()].map((relay) => relay.stop()));
  }
}

@Global()
@Module({ providers: [Outbox, OutboxRelays], exports: [Outbox, OutboxRelays] })
export class OutboxModule {}
