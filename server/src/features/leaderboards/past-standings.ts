import { Injectable } from '@nestjs/common';
import type { Period } from '@vigil/shared/calendar';
import { departmentRows, departmentStanding } from '@vigil/shared/leaderboards';
import { DepartmentTally } from './department-tally.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import { type ClosedStanding, StandingsStore } from './standings.store.js';

/**
 * Standings of closed periods: computed from the ledger once, and kept. Whoever hides later is taken out of them too, so
 * one is computed anew when other people are hidden than those it left out.
 */
@Injectable()
export class PastStandings {
  constructor(
    private readonly facts: LeaderboardsStore,
    private readonly standings: StandingsStore,
  ) {}

  /** In the order asked for; all of one unit. */
  async read(periods: readonly Period[]): Promise<ClosedStanding[]> {
    const [first] = periods;
    if (first === undefined) return [];
    const hiddenKey = await this.standings.hiddenKey();
    const keys = periods.map(({ key }) => key);
    const kept = new Map<string, ClosedStanding>(await this.standings.closed(first.unit, keys, hiddenKey));
    const missing = periods.filter(({ key }) => !kept.has(key));
    if (missing.length > 0)
      for (const [key, standing] of await this.compute(missing, hiddenKey)) kept.set(key, standing);
    return periods.flatMap(({ key }) => kept.get(key) ?? []);
  }

  /** The final one, computed anew: called once nothing can come any more that counts in the period. */
  async settle(period: Period): Promise<void> {
    await this.compute([period], await this.standings.hiddenKey());
  }

  private async compute(periods: readonly Period[], hiddenKey: string): Promise<Map<string, ClosedStanding>> {
    const truth = await this.facts.truth(periods, null);
    const tally = new DepartmentTally(periods.length);
    await tally.begin(truth);
    const present = await this.standings.limits();
    const kept = await this.standings.limitsOf(periods);
    const found = new Map<string, ClosedStanding>();
    for (const [i, period] of periods.entries()) {
      const totals = tally.of(i);
      const terms = { closed: true, limits: kept.get(period.key) ?? present };
      const rows = departmentRows(totals, departmentStanding(totals, terms, []), true);
      await this.standings.saveClosed(period, rows, hiddenKey, terms.limits);
      found.set(period.key, { rows, asOf: truth.asOf });
    }
    return found;
  }
}
