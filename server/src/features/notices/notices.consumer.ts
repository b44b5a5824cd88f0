import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/db/database.js';
import { Outbox, type OutboxFact } from '../../platform/outbox/outbox.js';
import { Realtime } from '../../platform/realtime/realtime.js';
import { NoticeTellers } from './notice-tellers.js';
import { NoticesStore } from './notices.store.js';
import type { NewNotice, NoticeTeller } from './notices.types.js';

/** Soon enough to feel at once, late enough to take what comes together. */
const tickMs = 100;
const perCommit = 5_000;

/**
 * Makes notices of what other features left word of, after their commit: nobody's points wait for it, and nobody hears
 * of what was rolled back. Rows first, then word to the screens of each person; what was told before is written no more.
 */
@Injectable()
export class NoticesConsumer implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly tellers: NoticeTellers,
    private readonly store: NoticesStore,
    private readonly outbox: Outbox,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    const { tellers } = this;
    this.outbox.register({
      name: 'notices',
      // features register while modules start, in whatever order
      get topics() {
        return tellers.topics;
      },
      exclusive: false,
      intervalMs: tickMs,
      handle: (batch) => this.tell(batch),
    });
  }

  /** Makes notices of facts; of the same ones again it makes none. */
  async tell(batch: readonly OutboxFact[]): Promise<void> {
    for (const topic of new Set(batch.map((fact) => fact.topic))) {
      const subjects = batch.filter((fact) => fact.topic === topic).map((fact) => fact.subject);
      for (const teller of this.tellers.of(topic)) await this.tellOf(teller, subjects);
    }
  }

  private async tellOf(teller: NoticeTeller, subjects: readonly string[]): Promise<void> {
    const notices = await teller.tell(this.database, subjects);
    for (let i = 0; i < notices.length; i += perCommit) {
      const some: readonly NewNotice[] = notices.slice(i, i + perCommit);
      const told = await this.database.transaction((tx) => this.store.add(tx, teller.kind, some));
      for (const memberId of told) this.realtime.toMember(memberId, { what: 'notice' });
    }
  }
}
