import { Injectable } from '@nestjs/common';
import { type Period, periodOf, type PeriodUnit, previousPeriod } from '@vigil/shared/calendar';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { isOpen } from './board-name.js';
import { LeaderboardsStore } from './leaderboards.store.js';

const keptMs = 10_000;

/**
 * Which periods can be looked at: the present one and all before it, back to the first in which somebody can be seen. None
 * is left out in between: a list of those with entries would tell of what only hidden people did.
 */
@Injectable()
export class PeriodsWithEntries {
  private readonly kept = new Map<
    PeriodUnit,
    { readonly untilMs: number; readonly first: Promise<string | null> }
  >();

  /** Asked once: nobody can have been here earlier than the first. */
  private begin: Promise<number | null> | null = null;

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
    const first = await this.first(unit);
    const keys = [present];
    for (
      let at = previousPeriod({ unit, key: present });
      at !== null && first !== null;
      at = previousPeriod(at)
    ) {
      if (at.key < first) break;
      keys.push(at.key);
    }
    return keys;
  }

  /**
   * Whether there can be something to look at: the period is open, or anybody was here by its end. Any other would cost
   * as much to compute as those, for nothing, and there are as many as there are weeks since the year 0.
   */
  async has(period: Period): Promise<boolean> {
    const { unit, key } = period;
    const calendar = await this.people.calendar(this.database);
    if (unit === 'all' || isOpen(period, this.clock.nowMs(), calendar)) return true;
    const [first, begunMs] = [await this.first(unit), await this.begun()];
    const begun = begunMs === null ? null : periodOf(unit, begunMs, calendar).key;
    return [first, begun].some((bound) => bound !== null && key >= bound);
  }

  private begun(): Promise<number | null> {
    this.begin ??= this.facts.begunMs().then((ms) => {
      if (ms === null) this.begin = null;
      return ms;
    });
    this.begin.catch(() => (this.begin = null));
    return this.begin;
  }

  private first(unit: Exclude<PeriodUnit, 'all'>): Promise<string | null> {
    const now = performance.now();
    const held = this.kept.get(unit);
    if (held !== undefined && held.untilMs > now) return held.first;
    const first = this.facts.firstPeriod(unit);
    this.kept.set(unit, { untilMs: now + keptMs, first });
    first.catch(() => this.kept.delete(unit));
    return first;
  }
}
