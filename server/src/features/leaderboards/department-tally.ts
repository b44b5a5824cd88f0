import type { DepartmentTotals } from '@vigil/shared/leaderboards';
import type { Presence, PresenceBook } from './presence.store.js';
import type { MemberFacts, Truth } from './truth.js';

/** All of them whole numbers, so that what was added and taken away again leaves nothing behind. Days are person-days. */
interface PeriodTotals {
  people: number;
  hidden: number;
  days: number;
  points: number;
  hiddenPoints: number;
  active: number;
  hiddenActive: number;
  /** Of visible members: Σ points², Σ days, Σ days², Σ points × days. */
  squares: number;
  seenDays: number;
  seenDaysSquares: number;
  pointsDays: number;
}
type Counted = Pick<MemberFacts, 'hidden' | 'attributed'> & { readonly presence: readonly Presence[] };

/**
 * Running totals of departments: a change of one member costs the periods of that member, however big the company.
 * Only the elected process keeps one; it is built anew whenever that process may have missed something, and each day.
 */
export class DepartmentTally {
  private readonly counted = new Map<string, Counted>();
  private readonly totals = new Map<string, readonly PeriodTotals[]>();
  private departments: Truth['departments'] = [];
  /** Days that whoever was there longest was there, by period: their presence is 1. */
  private readonly longest: number[];

  constructor(private readonly periodCount: number) {
    this.longest = Array.from({ length: periodCount }, () => 1);
  }

  /** Takes in the present state of members. Who is not in the book has been where they were known to be. */
  update(truth: Pick<Truth, 'departments' | 'members'>, book: PresenceBook): void {
    this.departments = truth.departments;
    for (const { id, hidden, attributed } of truth.members) {
      const before = this.counted.get(id);
      if (before !== undefined) this.count(before, -1);
      const now = { hidden, attributed, presence: book.get(id) ?? before?.presence ?? [] };
      this.counted.set(id, now);
      this.count(now, 1);
      for (let i = 0; i < this.periodCount; i++) {
        const days = now.presence.reduce((sum, one) => sum + (one.days[i] ?? 0), 0);
        if (days > (this.longest[i] ?? 0)) this.longest[i] = days;
      }
    }
  }

  /** What is known of every department in a period. */
  of(index: number): DepartmentTotals[] {
    const full = this.longest[index] ?? 1;
    return this.departments.map(({ id, name }): DepartmentTotals => {
      const { people, hidden, days, points, hiddenPoints, active, hiddenActive, ...seen } =
        this.totals.get(id)?.[index] ?? nothing();
      const spread = {
        points,
        squares: seen.squares,
        presence: seen.seenDays / full,
        presenceSquares: seen.seenDaysSquares / full ** 2,
        pointsPresence: seen.pointsDays / full,
      };
      const exposure = days / full;
      return { id, name, people, hidden, exposure, points, hiddenPoints, active, hiddenActive, spread };
    });
  }

  private count({ hidden, attributed, presence }: Counted, sign: 1 | -1): void {
    const departments = new Set([
      ...presence.map((one) => one.departmentId),
      ...attributed.map((one) => one.departmentId),
    ]);
    for (const departmentId of departments) {
      if (departmentId === null) continue;
      const there = presence.find((one) => one.departmentId === departmentId);
      const earned = attributed.find((one) => one.departmentId === departmentId);
      this.totalsOf(departmentId).forEach((total, i) => {
        const points = earned?.points[i] ?? 0;
        const days = there?.days[i] ?? 0;
        total.days += sign * days;
        if (hidden) total.hiddenPoints += sign * points;
        else addSeen(total, points, days, sign);
        if (there?.atEnd[i] !== true) return;
        total.people += sign;
        if (hidden) total.hidden += sign;
        // quiet points light no window: whoever stays dark when a campaign settles would be known to have clicked
        if (attributed.reduce((sum, one) => sum + (one.points[i] ?? 0), 0) <= 0) return;
        if (hidden) total.hiddenActive += sign;
        else total.active += sign;
      });
    }
  }

  private totalsOf(departmentId: string): readonly PeriodTotals[] {
    const known = this.totals.get(departmentId);
    if (known !== undefined) return known;
    const fresh = Array.from({ length: this.periodCount }, nothing);
    this.totals.set(departmentId, fresh);
    return fresh;
  }
}

function addSeen(total: PeriodTotals, points: number, days: number, sign: 1 | -1): void {
  total.points += sign * points;
  total.squares += sign * points * points;
  total.seenDays += sign * days;
  total.seenDaysSquares += sign * days * days;
  total.pointsDays += sign * points * days;
}

function nothing(): PeriodTotals {
  return {
    ...{ people: 0, hidden: 0, days: 0, points: 0, hiddenPoints: 0, active: 0, hiddenActive: 0 },
    ...{ squares: 0, seenDays: 0, seenDaysSquares: 0, pointsDays: 0 },
  };
}
