import type { INestApplicationContext } from '@nestjs/common';
import { mayBecome } from '@vigil/shared/rewards';
import { CoinsStore } from '../features/points/coins.store.js';
import { CatalogueService } from '../features/rewards/catalogue.service.js';
import { RequestsService } from '../features/rewards/requests.service.js';
import { RequestsStore } from '../features/rewards/requests.store.js';
import { RewardsStore } from '../features/rewards/rewards.store.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import { demoAccounts } from './northwind.js';
import { type DemoPerson, idOf, momentOf, type PastStep, personOf } from './past.js';
import { type AskedFor, askedFor, thingsToHave } from './things-to-have.js';

const minuteMs = 60_000;
const openedDaysAgo = 20;

/** A catalogue, and what people asked for in the last two weeks. Each step can be taken again. */
export function rewardSteps(app: INestApplicationContext, people: readonly DemoPerson[]): PastStep[] {
  const nowMs = app.get(Clock).nowMs();
  const openedMs = momentOf({ daysAgo: openedDaysAgo, minute: 10 * 60 }, nowMs);
  const open = { atMs: openedMs, step: () => openCatalogue(app, people) };
  return [open, ...askedFor.flatMap((one) => stepsOf(app, people, one, nowMs))].filter(
    ({ atMs }) => atMs < nowMs,
  );
}

function keeperOf(people: readonly DemoPerson[]) {
  const { id } = personOf(people, demoAccounts.find((a) => a.role === 'security')?.email ?? '');
  return { memberId: id, role: 'security' as const };
}

async function openCatalogue(app: INestApplicationContext, people: readonly DemoPerson[]): Promise<void> {
  const known = new Set((await app.get(RewardsStore).all(app.get(Database))).map((reward) => reward.title));
  for (const thing of thingsToHave)
    if (!known.has(thing.title)) await app.get(CatalogueService).add(keeperOf(people), thing);
}

function stepsOf(
  app: INestApplicationContext,
  people: readonly DemoPerson[],
  one: AskedFor,
  nowMs: number,
): PastStep[] {
  const person = personOf(people, one.by);
  const clientId = idOf(`${one.title} ${one.by}`);
  const atMs = momentOf(one, nowMs);
  const find = () => app.get(RequestsStore).byClientId(app.get(Database), person.id, clientId);
  const asker = { memberId: person.id, role: 'employee' as const };

  async function ask(): Promise<void> {
    const sql = app.get(Database);
    const reward = (await app.get(RewardsStore).shown(sql)).find(({ title }) => title === one.title);
    const purse = await app.get(CoinsStore).purse(sql, person.id);
    // nobody wishes for what they cannot have
    if (reward === undefined || reward.left === 0 || purse.coins < reward.price) return;
    const { id: rewardId, price } = reward;
    await app.get(RequestsService).ask(asker, { id: clientId, rewardId, price });
  }
  async function withdraw(): Promise<void> {
    const request = await find();
    if (request?.state === 'requested') await app.get(RequestsService).withdraw(asker, request.id);
  }
  const answered = one.answers.map(({ afterMinutes, ...answer }) => ({
    atMs: atMs + afterMinutes * minuteMs,
    step: async () => {
      const request = await find();
      if (request !== null && mayBecome(request.state, answer.state))
        await app.get(RequestsService).decide(keeperOf(people), request.id, answer);
    },
  }));
  const withdrawn = one.withdrawn === true ? [{ atMs: atMs + 30 * minuteMs, step: withdraw }] : [];
  return [{ atMs, step: ask }, ...answered, ...withdrawn];
}
