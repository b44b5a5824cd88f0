import { type DepartmentRow, departmentRows, type DepartmentTotals } from '@vigil/shared/leaderboards';
import type { MemberFacts, Truth } from './truth.js';

interface PeriodTotals {
  points: number;
  hiddenPoints: number;
  active: number;
  hiddenActive: number;
}
interface Totals {
  eligible: number;
  readonly periods: PeriodTotals[];
}
type Counted = Pick<MemberFacts, 'departmentId' | 'eligible' | 'attributed'>;

/**
 * Running totals of departments: a change of one member costs the periods of that member, however big the company.
 * Only the elected process keeps one; it is built anew whenever that process may have missed something.
 */
export class DepartmentTally {
  private readonly counted = new Map<string, Counted>();
  private readonly totals = new Map<string, Totals>();
  private departments: Truth['departments'] = [];

  constructor(private readonly periodCount: number) {}

  /** Takes in the present state of members. */
  update(truth: Pick<Truth, 'departments' | 'members'>): void {
    this.departments = truth.departments;
    for (const { id, departmentId, eligible, attributed } of truth.members) {
      const before = this.counted.get(id);
      if (before !== undefined) this.count(before, -1);
      const now = { departmentId, eligible, attributed };
      this.counted.set(id, now);
      this.count(now, 1);
    }
  }

  /** The board of departments in a period. */
  rows(index: number, closed: boolean): DepartmentRow[] {
    const all = this.departments.map(({ id, name }): DepartmentTotals => {
      const totals = this.totals.get(id);
      const period = totals?.periods[index] ?? nothing();
      return { id, name, eligible: totals?.eligible ?? 0, ...period };
    });
    return departmentRows(all, closed);
  }

  private count({ departmentId, eligible, attributed }: Counted, sign: 1 | -1): void {
    if (eligible && departmentId !== null) {
      const own = this.of(departmentId);
      own.eligible += sign;
      own.periods.forEach((total, i) => {
        // quiet points light no window: whoever stays dark when a campaign settles would be known to have clicked
        const sum = (of: Counted['attributed']) => of.reduce((all, { points }) => all + (points[i] ?? 0), 0);
        if (sum(attributed.filter(({ veiled }) => !veiled)) > 0) total.active += sign;
        else if (sum(attributed) > 0) total.hiddenActive += sign;
      });
    }
    for (const { departmentId: of, points, veiled } of attributed)
      if (of !== null)
        this.of(of).periods.forEach((total, i) => {
          if (veiled) total.hiddenPoints += sign * (points[i] ?? 0);
          else total.points += sign * (points[i] ?? 0);
        });
  }

  private of(departmentId: string): Totals {
    const known = this.totals.get(departmentId);
    if (known !== undefined) return known;
    const fresh = { eligible: 0, periods: Array.from({ length: this.periodCount }, nothing) };
    this.totals.set(departmentId, fresh);
    return fresh;
  }
}

function nothing(): PeriodTotals {
  return { points: 0, hiddenPoints: 0, active: 0, hiddenActive: 0 };
}
