import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { type NewEntry, PointsStore } from '../points/points.store.js';
import { changesOf } from './behaviours.service.js';
import { reversalPeriods } from './judge.js';
import { type Standing, StandingEntriesStore } from './standing-entries.store.js';

/** Takes back what stands in the ledger, by new entries that name the old ones. Nothing is edited. */
@Injectable()
export class ReversalsService {
  constructor(
    private readonly points: PointsStore,
    private readonly standing: StandingEntriesStore,
    private readonly people: PeopleReadModel,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes back all that members were given for an object, once, with a reason that they read. Its caller holds the
   * members' locks.
   */
  async takeBack(tx: Tx, memberIds: readonly string[], object: string, reason: string): Promise<void> {
    const given = await this.standing.forObject(tx, memberIds, object);
    if (given.length === 0) return;
    const originals = await this.points.written(
      tx,
      given.map((entry) => entry.id),
    );
    const calendar = await this.people.calendar(tx);
    const rows = given.flatMap((entry): NewEntry[] => {
      const original = originals.get(entry.id);
      if (original === undefined) return [];
      const { countsWeek: week, countsMonth: month, countsSeason: season } = original;
      const counts = reversalPeriods({ week, month, season }, this.clock.nowMs(), calendar);
      return [
        {
          ...original,
          ...taken(entry),
          coins: -original.coins,
          countsWeek: counts.week,
          countsMonth: counts.month,
          countsSeason: counts.season,
          reason,
        },
      ];
    });
    this.points.append(tx, rows);
    const changes = changesOf(rows);
    this.points.addToBalances(tx, changes);
    this.outbox.append(
      tx,
      'points.changed',
      changes.map((change) => change.memberId),
    );
  }
}

function taken(entry: Standing) {
  const { behaviourId, memberId, kind, part, points, quiet, explanation } = entry;
  return {
    id: null,
    ...{ behaviourId, memberId, kind, part, quiet, explanation },
    points: -points,
    cooldownKey: null,
    reversesId: entry.id,
    reversal: 'corrected' as const,
  };
}
