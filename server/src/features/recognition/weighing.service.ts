import { Injectable } from '@nestjs/common';
import { periodBounds, periodOf } from '@vigil/shared/calendar';
import { circleMs, weigh } from '@vigil/shared/recognition';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { GrantingService } from '../badges/granting.service.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { PointsStore } from '../points/points.store.js';
import { AllowancesStore } from './allowances.store.js';
import { recognitionFact } from './recognition-fact.js';
import { ThanksStore } from './thanks.store.js';

const perRecord = 200;

/**
 * When a week is over, its recognition is weighed, once and all together, so that the order in which people thank each
 * other does not matter; then what counts becomes points, by the one door.
 */
@Injectable()
export class WeighingService {
  constructor(
    private readonly database: Database,
    private readonly thanks: ThanksStore,
    private readonly allowances: AllowancesStore,
    private readonly behaviours: BehavioursService,
    private readonly people: PeopleReadModel,
    private readonly points: PointsStore,
    private readonly badges: GrantingService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Weighs what was given in weeks that are over. @returns how many were decided */
  async weigh(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const calendar = await this.people.calendar(tx);
      const week = periodBounds(periodOf('week', this.clock.nowMs(), calendar), calendar);
      const until = new Date(week.startMs ?? 0);
      const first = await this.thanks.lockOpen(tx, until);
      if (first === null) return 0;
      const { tenureDays } = await this.allowances.settings(tx);
      const from = new Date(first.getTime() - circleMs);
      const decisions = weigh(await this.thanks.between(tx, from, until, tenureDays));
      this.thanks.decide(tx, decisions, until);
      return decisions.size;
    });
  }

  /** Makes points of what counts, some in each transaction. @returns how many */
  async pay(): Promise<number> {
    for (let paid = 0; ;) {
      const more = await this.payMore();
      if (more === 0) return paid;
      paid += more;
    }
  }

  private async payMore(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const due = await this.thanks.takeDue(tx, perRecord);
      const here = due.filter(({ isHere }) => isHere);
      const idsOf = (some: typeof due) => some.map(({ id }) => id);
      if (due.length > here.length) this.thanks.missed(tx, idsOf(due.filter(({ isHere }) => !isHere)));
      if (here.length === 0) return due.length;
      // all locks at once, in the order of ids
      await this.points.lock(
        tx,
        here.flatMap(({ giverId, receiverId }) => [giverId, receiverId]),
      );
      await this.behaviours.record(tx, here.map(recognitionFact));
      this.thanks.paid(tx, idsOf(here), this.clock.now());
      await this.badges.measureChanged(tx, 'recognition.given', countsOf(here.map(({ giverId }) => giverId)));
      this.outbox.append(
        tx,
        'recognition.told',
        here.map(({ receiverId }) => receiverId),
      );
      return due.length;
    });
  }
}

function countsOf(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
