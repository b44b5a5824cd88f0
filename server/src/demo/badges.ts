import type { INestApplicationContext } from '@nestjs/common';
import type { Badge } from '@vigil/shared/badges';
import { BadgesReadModel } from '../features/badges/badges.read-model.js';
import { CatalogueService } from '../features/badges/catalogue.service.js';
import { CataloguesStore } from '../features/badges/catalogues.store.js';
import { CatchUp } from '../features/badges/catch-up.js';
import { SharesStore } from '../features/badges/shares.store.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/db/database.js';
import { demoAccounts } from './northwind.js';
import { type DemoPerson, holderOf, momentOf, type PastStep, personOf } from './past.js';

/** A badge that Northwind's security team thought of. */
const harbourWatch: Badge = {
  key: 'harbour-watch',
  emblem: 'bell',
  title: { en: 'Harbour watch', de: 'Hafenwache' },
  text: {
    en: 'You keep your own berth tidy and know the harbour rules.',
    de: 'Ihr Liegeplatz ist in Ordnung, und Sie kennen die Hafenordnung.',
  },
  criterion: { by: 'behaviours', kinds: ['habit.adopted', 'policy.attested'] },
  thresholds: { bronze: 2, silver: 4, gold: 6 },
  retired: false,
};
const shown = 'first-light';

/** A badge of the company's own, three weeks in, and one that somebody shows. Tiers come by themselves, with the facts. */
export function badgeSteps(app: INestApplicationContext, people: readonly DemoPerson[]): PastStep[] {
  const nowMs = app.get(Clock).nowMs();
  return [
    { atMs: momentOf({ daysAgo: 14, minute: 11 * 60 }, nowMs), step: () => addOwnBadge(app, people) },
    { atMs: momentOf({ daysAgo: 3, minute: 15 * 60 }, nowMs), step: () => showOne(app, people) },
  ];
}

async function addOwnBadge(app: INestApplicationContext, people: readonly DemoPerson[]): Promise<void> {
  const { current } = await app.get(CataloguesStore).all(app.get(Database));
  if (!current.badges.some(({ key }) => key === harbourWatch.key)) {
    const by = { memberId: holderOf('security', people).id, role: 'security' as const };
    await app.get(CatalogueService).publish(by, {
      draft: { badges: [...current.badges, harbourWatch] },
      baseRevision: current.revision,
      note: 'Our warehouse crews asked for one of their own.',
    });
  }
  // who has it has it since that day
  await app.get(CatchUp).look();
}

async function showOne(app: INestApplicationContext, people: readonly DemoPerson[]): Promise<void> {
  const { id } = personOf(people, demoAccounts[0]?.email ?? '');
  const sql = app.get(Database);
  const held = await app.get(BadgesReadModel).heldBadge(sql, id, shown);
  if (held !== null) await sql.transaction((tx) => app.get(SharesStore).switchOn(tx, id, shown, true));
}
