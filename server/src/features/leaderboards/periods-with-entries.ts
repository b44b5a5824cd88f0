import { Injectable } from '@nestjs/common';
import { periodOf, type PeriodUnit } from '@vigil/shared/calendar';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { LeaderboardsStore } from './leaderboards.store.js';

const keptMs = 10_000;

/** Which periods can be looked at: the present one, and every earlier one in which something counts. */
@Injectable()
export class PeriodsWithEntries {
  private readonly kept = new Map<
    PeriodUnit,
    { readonly untilMs: number; readonly keys: Promise<string[]> }
  >();

  constructor(
    private readonly facts: LeaderboardsStore,
    private readonly people: PeopleReadModel,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Keys, newest first. */
  async keys(unit: PeriodUnit): Promise<string[]> {
    if (unit === 'all') return ['all'];
    const present = periodOf(unit, this.clock.nowMs(), await this.people.calendar(this.database)).key;
    const known = await this.known(unit);
    return [present, ...known.filter((key) => key < present)];
  }

  private known(unit: Exclude<PeriodUnit, 'all'>): Promise<string[]> {
    const now = performance.now();
    const held = this.kept.get(unit);
    if (held !== undefined && held.untilMs > now) return held.keys;
    const keys = this.facts.periodKeys(unit);
    this.kept.set(unit, { untilMs: now + keptMs, keys });
    keys.catch(() => this.kept.delete(unit));
    return keys;
  }
}
