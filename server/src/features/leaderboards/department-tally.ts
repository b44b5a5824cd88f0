import type { DepartmentTotals } from '@vigil/shared/leaderboards';
import { Turns } from '../../platform/turns/turns.js';
import { Crowd } from './crowd.js';
import type { Presence, PresenceBook } from './presence.store.js';
import type { AttributedPoints, MemberFacts } from './member-facts.js';
import type { Truth } from './truth.js';

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
type Counted = Pick<MemberFacts, 'attributed'> & { readonly presence: readonly Presence[] };

/**
 * Running totals of departments: a change of one member costs the periods of that member, however big the company.
 * Only the elected process keeps one; it is built anew whenever that process may have missed something, and each day.
 */
export class DepartmentTally {
  /** Who was read since the beginning; of the others the crowd knows what was counted. */
  private readonly counted = new Map<string, Counted>();
  private crowd = Crowd.nobody;
  private readonly totals = new Map<string, readonly PeriodTotals[]>();
  private departments: Truth['departments'] = [];
  /** Days that whoever was there longest was there, by period: their presence is 1. */
  private readonly longest: number[];

  constructor(private readonly periodCount: number) {
    this.longest = Array.from({ length: periodCount }, () => 1);
  }

  /** Begins with everybody. */
  async begin(truth: Pick<Truth, 'departments' | 'members' | 'crowd'>): Promise<void> {
    const { crowd } = truth;
    this.crowd = crowd;
    const turns = new Turns();
    for (let seat = 0; seat < crowd.size; seat++) {
      if (turns.isOver()) await turns.next();
      if (crowd.plain[seat] === 1) this.take(countedIn(crowd, seat));
    }
    const stays = (id: string): readonly Presence[] => crowd.presence(crowd.seatOf(id) ?? -1);
    await this.update(truth, new Map(truth.members.map(({ id }) => [id, stays(id)])));
  }

  /** Takes in the present state of members. Who is not in the book has been where they were known to be. */
  async update(truth: Pick<Truth, 'departments' | 'members'>, book: PresenceBook): Promise<void> {
    this.departments = truth.departments;
    const turns = new Turns();
    for (const { id, attributed } of truth.members) {
      if (turns.isOver()) await turns.next();
      const before = this.before(id);
      if (before !== null) this.count(before, -1);
      const now = { attributed, presence: book.get(id) ?? before?.presence ?? [] };
      this.counted.set(id, now);
      this.take(now);
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

  private before(id: string): Counted | null {
    const known = this.counted.get(id);
    if (known !== undefined) return known;
    const seat = this.crowd.seatOf(id);
    return seat === null || this.crowd.plain[seat] !== 1 ? null : countedIn(this.crowd, seat);
  }

  private take(now: Counted): void {
    this.count(now, 1);
    for (let i = 0; i < this.periodCount; i++) {
      let days = 0;
      for (const one of now.presence) days += one.days[i] ?? 0;
      if (days > (this.longest[i] ?? 0)) this.longest[i] = days;
    }
  }

  private count(counted: Counted, sign: 1 | -1): void {
    const { attributed, presence } = counted;
    for (const there of presence) this.countIn(there.departmentId, there, attributed, sign);
    for (const [n, { departmentId }] of attributed.entries()) {
      const isThis = (one: { readonly departmentId: string | null }): boolean =>
        one.departmentId === departmentId;
      if (departmentId === null || presence.some(isThis) || attributed.findIndex(isThis) < n) continue;
      this.countIn(departmentId, null, attributed, sign);
    }
  }

  private countIn(
    departmentId: string,
    there: Presence | null,
    attributed: readonly AttributedPoints[],
    sign: 1 | -1,
  ): void {
    for (const [i, total] of this.totalsOf(departmentId).entries()) {
      const days = there?.days[i] ?? 0;
      const [told, all] = [
        pointsOf(attributed, i, 'together', departmentId),
        pointsOf(attributed, i, 'veiled', departmentId),
      ];
      total.days += sign * days;
      total.points += sign * told;
      total.hiddenPoints += sign * (all - told);
      // whoever cannot be told alone spreads like somebody without points, so that who that is cannot be told either
      addSpread(total, pointsOf(attributed, i, 'alone', departmentId), days, sign);
      if (there?.atEnd[i] !== true) continue;
      total.people += sign;
      // quiet points light no window: whoever stays dark when a campaign settles would be known to have clicked
      if (pointsOf(attributed, i, 'together') > 0) total.active += sign;
      else if (pointsOf(attributed, i, 'veiled') > 0) total.hiddenActive += sign;
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

function countedIn(crowd: Crowd, seat: number): Counted {
  return { attributed: crowd.attributed(seat), presence: crowd.presence(seat) };
}

const openness = { veiled: 0, together: 1, alone: 2 } as const;

/** Points that may be told in the given way, or more openly; of one department, or of all. */
function pointsOf(
  rows: readonly AttributedPoints[],
  index: number,
  least: AttributedPoints['told'],
  departmentId?: string,
): number {
  let sum = 0;
  for (const row of rows) {
    if (openness[row.told] < openness[least]) continue;
    if (departmentId === undefined || row.departmentId === departmentId) sum += row.points[index] ?? 0;
  }
  return sum;
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
