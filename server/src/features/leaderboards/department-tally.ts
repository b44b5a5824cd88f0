import type { DepartmentTotals } from '@vigil/shared/leaderboards';
import { Turns } from '../../platform/turns/turns.js';
import type { Presence, PresenceBook } from './presence.store.js';
import type { AttributedPoints, MemberFacts, Truth } from './truth.js';

/** All of them whole numbers, so that what was added and taken away again leaves nothing behind. Days are person-days. */
interface PeriodTotals {
  people: number;
  days: number;
  points: number;
  hiddenPoints: number;
  active: number;
  hiddenActive: number;
  /** Of all who were there, with what is told of each alone: Σ points, Σ points², Σ days², Σ points × days. */
  alone: number;
  squares: number;
  daysSquares: number;
  pointsDays: number;
}
/** Members that are taken in between two looks at the clock. */
const stretch = 64;
type Counted = Pick<MemberFacts, 'attributed'> & { readonly presence: readonly Presence[] };

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
  async update(truth: Pick<Truth, 'departments' | 'members'>, book: PresenceBook): Promise<void> {
    this.departments = truth.departments;
    const turns = new Turns();
    for (const [n, { id, attributed }] of truth.members.entries()) {
      if (n % stretch === 0) await turns.pass();
      const before = this.counted.get(id);
      if (before !== undefined) this.count(before, -1);
      const now = { attributed, presence: book.get(id) ?? before?.presence ?? [] };
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
      const { people, days, points, hiddenPoints, active, hiddenActive, ...sums } =
        this.totals.get(id)?.[index] ?? nothing();
      const exposure = days / full;
      const spread = {
        points: sums.alone,
        squares: sums.squares,
        presence: exposure,
        presenceSquares: sums.daysSquares / full ** 2,
        pointsPresence: sums.pointsDays / full,
      };
      return { id, name, people, exposure, points, hiddenPoints, active, hiddenActive, spread };
    });
  }

  private count({ attributed, presence }: Counted, sign: 1 | -1): void {
    const departments = new Set([
      ...presence.map((one) => one.departmentId),
      ...attributed.map((one) => one.departmentId),
    ]);
    const allTold = attributed.filter(isTold);
    for (const departmentId of departments) {
      if (departmentId === null) continue;
      const there = presence.find((one) => one.departmentId === departmentId);
      const earned = attributed.filter((one) => one.departmentId === departmentId);
      const [earnedTold, earnedAlone] = [earned.filter(isTold), earned.filter(isToldAlone)];
      this.totalsOf(departmentId).forEach((total, i) => {
        const days = there?.days[i] ?? 0;
        const [told, all] = [pointsOf(earnedTold, i), pointsOf(earned, i)];
        total.days += sign * days;
        total.points += sign * told;
        total.hiddenPoints += sign * (all - told);
        // whoever cannot be told alone spreads like somebody without points, so that who that is cannot be told either
        addSpread(total, pointsOf(earnedAlone, i), days, sign);
        if (there?.atEnd[i] !== true) return;
        total.people += sign;
        // quiet points light no window: whoever stays dark when a campaign settles would be known to have clicked
        if (pointsOf(allTold, i) > 0) total.active += sign;
        else if (pointsOf(attributed, i) > 0) total.hiddenActive += sign;
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

const isTold = ({ told }: AttributedPoints): boolean => told !== 'veiled';
const isToldAlone = ({ told }: AttributedPoints): boolean => told === 'alone';

function pointsOf(rows: readonly AttributedPoints[], index: number): number {
  return rows.reduce((sum, { points }) => sum + (points[index] ?? 0), 0);
}

function addSpread(total: PeriodTotals, alone: number, days: number, sign: 1 | -1): void {
  total.alone += sign * alone;
  total.squares += sign * alone * alone;
  total.daysSquares += sign * days * days;
  total.pointsDays += sign * alone * days;
}

function nothing(): PeriodTotals {
  return {
    ...{ people: 0, days: 0, points: 0, hiddenPoints: 0, active: 0, hiddenActive: 0 },
    ...{ alone: 0, squares: 0, daysSquares: 0, pointsDays: 0 },
  };
}
