import type { INestApplicationContext } from '@nestjs/common';
import { dayOf, dayOfNumber, numberOfDay } from '@vigil/shared/calendar';
import { GivenTimeService } from '../features/leaders/given-time.service.js';
import { PeopleReadModel } from '../features/people/people.read-model.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import { northwind } from './northwind.js';
import { type DemoPerson, holderOf, idOf, momentOf, type PastStep } from './past.js';

/** Time that the leader gave the own department; the last of it lies ahead. */
const timeGiven: readonly {
  readonly daysAgo: number;
  readonly minutes: number;
  /** So many days after it was said. */
  readonly daysLater: number;
  readonly words: string;
}[] = [
  { daysAgo: 22, minutes: 60, daysLater: 3, words: 'The course on false invoices, all of us together.' },
  { daysAgo: 12, minutes: 30, daysLater: 2, words: 'Passkeys: whoever has one helps the next.' },
  { daysAgo: 6, minutes: 45, daysLater: 1, words: 'Tidying up who may open which folder.' },
  {
    daysAgo: 1,
    minutes: 90,
    daysLater: 7,
    words: 'Our yearly drill: what if the order system stands still?',
  },
];

/** Each step can be taken again. */
export function timeSteps(app: INestApplicationContext, people: readonly DemoPerson[]): PastStep[] {
  const nowMs = app.get(Clock).nowMs();
  const leader = { memberId: holderOf('leader', people).id, role: 'leader' as const };
  return timeGiven
    .map(({ daysAgo, minutes, daysLater, words }): PastStep => {
      const atMs = momentOf({ daysAgo, minute: 9 * 60 }, nowMs);
      const day = dayOfNumber(numberOfDay(dayOf(atMs, northwind)) + daysLater);
      const wish = { id: idOf(`time ${words}`), minutes, day, words };
      const step = async () => {
        const [departmentId = ''] = await app
          .get(PeopleReadModel)
          .leadsOf(app.get(Database), leader.memberId);
        await app.get(GivenTimeService).give(leader, { ...wish, departmentId });
      };
      return { atMs, step };
    })
    .filter(({ atMs }) => atMs < nowMs);
}
