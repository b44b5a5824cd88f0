import type { INestApplicationContext } from '@nestjs/common';
import { SpotlightsService } from '../features/leaders/spotlights.service.js';
import { Colleagues } from '../features/recognition/colleagues.js';
import { Clock } from '../platform/clock/clock.js';
import { type DemoPerson, holderOf, idOf, momentOf, type PastStep, personOf } from './past.js';

const hourMs = 3_600_000;
const reporter = 'agnieszka.kowalska@northwind.example';

/** Lights that the leader granted; the last large one still waits for a second person. */
const lightsGranted: readonly {
  readonly to: number | string;
  readonly lights: number;
  readonly coinsOnly?: true;
  readonly daysAgo: number;
  readonly words: string;
  readonly agreed?: true;
}[] = [
  {
    ...{
      to: 12,
      lights: 1,
      daysAgo: 24,
      words: 'A whole afternoon at the whiteboard for the new colleagues.',
    },
  },
  {
    ...{
      to: reporter,
      lights: 5,
      daysAgo: 13,
      words: 'The first report, again, and the calm with which you told us.',
    },
    agreed: true,
  },
  { ...{ to: 33, lights: 2, daysAgo: 6, words: 'Every tablet of the warehouse, on your own idea.' } },
  {
    ...{ to: 17, lights: 1, daysAgo: 4, words: 'You kept the visitors’ book straight, day after day.' },
    coinsOnly: true,
  },
  { ...{ to: 21, lights: 4, daysAgo: 1, words: 'One phone call that saved a quarter’s budget.' } },
];

/** Each step can be taken again. */
export function spotlightSteps(app: INestApplicationContext, people: readonly DemoPerson[]): PastStep[] {
  const nowMs = app.get(Clock).nowMs();
  const leader = { memberId: holderOf('leader', people).id, role: 'leader' as const };
  const guard = { memberId: holderOf('security', people).id, role: 'security' as const };
  return lightsGranted
    .flatMap(({ to, lights, coinsOnly, daysAgo, words, agreed }): PastStep[] => {
      const atMs = momentOf({ daysAgo, minute: 11 * 60 }, nowMs);
      const handle = app.get(Colleagues).handleOf(personOf(people, to).id, leader.memberId);
      const brings = coinsOnly === true ? 'coins' : 'points';
      const light = { id: idOf(`light ${words}`), handle, lights, brings, words } as const;
      const grant = () => app.get(SpotlightsService).grant(leader, light);
      const agree = async () => {
        const { id, state } = await grant();
        if (state === 'waiting') await app.get(SpotlightsService).decide(guard, id, null);
      };
      return [{ atMs, step: grant }, ...(agreed === true ? [{ atMs: atMs + hourMs, step: agree }] : [])];
    })
    .filter(({ atMs }) => atMs < nowMs);
}
