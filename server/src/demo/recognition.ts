import type { INestApplicationContext } from '@nestjs/common';
import { type Reaction, reactions } from '@vigil/shared/recognition';
import { Colleagues } from '../features/recognition/colleagues.js';
import { GivingService } from '../features/recognition/giving.service.js';
import { WeighingService } from '../features/recognition/weighing.service.js';
import { PeopleReadModel } from '../features/people/people.read-model.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import { demoAccounts } from './northwind.js';
import { type DemoPerson, idOf, momentOf, type PastStep, personOf } from './past.js';
import { type ThanksGiven, thanksGiven } from './thanks-given.js';

/** Who thanked whom, with the signs of others; what counts became points week by week. Each step can be taken again. */
export function recognitionSteps(app: INestApplicationContext, people: readonly DemoPerson[]): PastStep[] {
  const nowMs = app.get(Clock).nowMs();
  const given = thanksGiven.map((one) => ({
    atMs: momentOf(one, nowMs),
    step: () => give(app, people, one),
  }));
  const first = Math.max(...thanksGiven.map(({ daysAgo }) => daysAgo));
  const weighed = Array.from({ length: first + 1 }, (_, daysAgo) => ({
    atMs: momentOf({ daysAgo, minute: 30 }, nowMs),
    step: async () => {
      await app.get(WeighingService).weigh();
      await app.get(WeighingService).pay();
    },
  }));
  return [...given, ...weighed].filter(({ atMs }) => atMs < nowMs);
}

async function give(
  app: INestApplicationContext,
  people: readonly DemoPerson[],
  one: ThanksGiven,
): Promise<void> {
  const giver = personOf(people, one.by);
  const by = { memberId: giver.id, role: roleOf(giver) };
  const to = await receiverOf(app, people, one, giver.id);
  const { behaviour, words, isPrivate, signs = 0 } = one;
  const visibility = isPrivate === true ? ('private' as const) : ('public' as const);
  const given = await app
    .get(GivingService)
    .give(by, { id: idOf(`${giver.email} ${words}`), to, behaviour, words, visibility });
  for (let i = 0; i < signs; i++) {
    const fan = { memberId: personOf(people, one.minute + i * 7).id, role: 'employee' as const };
    await app.get(GivingService).react(fan, given.id, signOf(one.minute + i * i));
  }
}

async function receiverOf(
  app: INestApplicationContext,
  people: readonly DemoPerson[],
  { to }: ThanksGiven,
  giverId: string,
) {
  if (typeof to !== 'object')
    return {
      kind: 'person' as const,
      handle: app.get(Colleagues).handleOf(personOf(people, to).id, giverId),
    };
  const departments = await app.get(PeopleReadModel).departments(app.get(Database));
  const team = departments.find(({ name }) => name === to.team);
  if (team === undefined) throw new Error(`the demo company has no ${to.team}`);
  return { kind: 'team' as const, departmentId: team.id };
}

function roleOf({ email }: DemoPerson) {
  return demoAccounts.find((account) => account.email === email.toLowerCase())?.role ?? 'employee';
}

function signOf(n: number): Reaction {
  return reactions[n % reactions.length] ?? 'thanks';
}
