import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Outbox } from '../../platform/outbox/outbox.js';
import { Realtime } from '../../platform/realtime/realtime.js';

/** Soon enough to feel at once, late enough to take what comes together. */
const tickMs = 100;

/** Tells the screens of one person, and no other, that a note for them alone waits. They fetch it themselves. */
@Injectable()
export class PersonalNotices implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      name: 'personal-notices',
      topics: ['note.added'],
      exclusive: false,
      intervalMs: tickMs,
      handle: (batch) => {
        for (const { subject } of batch) this.realtime.toMember(subject, { what: 'note' });
        return Promise.resolve();
      },
    });
  }
}
