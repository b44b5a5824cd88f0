import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { Realtime } from '../../platform/realtime/realtime.js';
import { PeopleReadModel } from '../people/people.read-model.js';

/** Soon enough to feel at once, late enough to take what comes together. */
const tickMs = 100;

/** Tells a reporter's own screens that there is an answer, and the security team's that the queue moved. No figures, no names. */
@Injectable()
export class ReportNotices implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly realtime: Realtime,
    private readonly people: PeopleReadModel,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      name: 'report-notices',
      topics: ['report.changed', 'report.arrived'],
      exclusive: false,
      intervalMs: tickMs,
      handle: async (batch) => {
        for (const { topic, subject } of batch)
          if (topic === 'report.changed') this.realtime.toMember(subject, { what: 'report' });
        if (!batch.some(({ topic }) => topic === 'report.arrived')) return;
        for (const memberId of await this.people.activeIn(this.database, 'security'))
          this.realtime.toMember(memberId, { what: 'queue' });
      },
    });
  }
}
