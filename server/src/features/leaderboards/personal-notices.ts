import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Outbox } from '../../platform/outbox/outbox.js';
import { Realtime } from '../../platform/realtime/realtime.js';

/** Soon enough to feel at once, late enough to take what comes together. */
const tickMs = 100;
/** More people than that, as an import changes, hear it by and by, with the boards. */
const mostToldAtOnce = 100;
const whatOf = {
  'note.added': 'note',
  'dispute.answered': 'dispute',
  'dispute.asked': 'dispute-asked',
  'report.changed': 'report',
  'report.arrived': 'report-arrived',
  'reward.answered': 'reward',
  'reward.asked': 'reward-asked',
  'badge.granted': 'badge',
  'recognition.told': 'recognition',
  'challenge.answered': 'challenge',
  'spotlight.told': 'spotlight',
} as const;

/** Tells the screens of one person, and no other, that something for them alone waits. They fetch it themselves. */
@Injectable()
export class PersonalNotices implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    // the boards tell it again when they show it; until then only the person's own sums have changed
    this.outbox.onCommitted('points.changed', (memberIds) => {
      const distinct = new Set(memberIds);
      if (distinct.size > mostToldAtOnce) return;
      for (const memberId of distinct) this.realtime.toMember(memberId, { what: 'points' });
    });
    this.outbox.register({
      name: 'personal-notices',
      topics: Object.keys(whatOf),
      exclusive: false,
      intervalMs: tickMs,
      handle: (batch) => {
        for (const { topic, subject } of batch)
          // some subjects name more than the person; who it is stands first
          if (isKnown(topic)) this.realtime.toMember(subject.split('/')[0] ?? '', { what: whatOf[topic] });
        return Promise.resolve();
      },
    });
  }
}

function isKnown(topic: string): topic is keyof typeof whatOf {
  return topic in whatOf;
}
