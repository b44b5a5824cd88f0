import { Turns } from '../../platform/turns/turns.js';
import type { Shown } from '../people/faces.js';
import type { Presence } from './presence.store.js';
import { SeatRows } from './seat-rows.js';
import { SeatSums } from './seat-sums.js';
import type { AttributedPoints, MemberFacts } from './member-facts.js';

/** Days of a period that have gone by, as numbers; the end is exclusive. */
export interface DaySpan {
  readonly start: number;
  readonly end: number;
}
/** What plain members have on the company's board of a period, by seat: 0 points for no place. */
export interface SeatScores {
  readonly points: Uint32Array;
  readonly reachedAtMs: Float64Array;
}

/** Columns of `people`, after the seat. A department is its place in the list, -1 for none. */
const person = { department: 1, eligible: 2, plain: 3, stayIn: 4, from: 5, until: 6 } as const;

/**
 * Everybody in the order of their ids, each with a seat from 0 upwards. Of plain members, who show their names and never
 * were veiled, it has all figures: each of their points counts for them and for their department, so there is nothing to
 * judge. Of the others it knows who they are and where they were; what of theirs may be told is folded row by row.
 */
export class Crowd {
  static readonly nobody = new Crowd(0, [], []);

  readonly ids: string[];
  /** By seat: whether this has the figures of the member. */
  readonly plain: Uint8Array;
  /** A row for each stay in a department, or one: who it is, and the days of the stay. */
  private readonly people: SeatRows;
  private readonly sums: SeatSums;
  private readonly names: string[];
  /** Most people have been where they are all the time: equal lists are one. */
  private readonly stays = new Map<string, readonly Presence[]>();

  /** @param spans one for each period */
  constructor(
    readonly size: number,
    private readonly departments: readonly string[],
    private readonly spans: readonly DaySpan[],
  ) {
    this.ids = Array.from({ length: size }, () => '');
    this.names = Array.from({ length: size }, () => '');
    this.plain = new Uint8Array(size);
    this.people = new SeatRows(7, size);
    this.sums = new SeatSums(size, departments, spans.length);
  }

  addPeople(ids: readonly string[], names: readonly string[], rows: string): void {
    const before = this.people.length;
    this.people.add(rows);
    for (const [i, id] of ids.entries()) {
      const seat = this.people.at(before + i, 0);
      this.ids[seat] = id;
      this.names[seat] = names[i] ?? '';
      this.plain[seat] = this.people.at(before + i, person.plain);
    }
  }

  addSums(rows: string): void {
    this.sums.add(rows);
  }

  /** Null for somebody who was not there yet. */
  seatOf(id: string): number | null {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ids[middle] ?? '') < id) low = middle + 1;
      else high = middle;
    }
    return this.ids[low] === id ? low : null;
  }

  departmentOf(seat: number): string | null {
    return this.department(this.people.at(this.people.first(seat), person.department));
  }

  isEligible(seat: number): boolean {
    return this.people.at(this.people.first(seat), person.eligible) === 1;
  }

  /** By what a plain member stands on boards; null for anybody else. */
  shown(id: string): Shown | null {
    const seat = this.seatOf(id);
    if (seat === null || this.plain[seat] !== 1) return null;
    return { name: this.names[seat] ?? '', pseudonym: false, departmentId: this.departmentOf(seat) };
  }

  async scores(index: number): Promise<SeatScores> {
    const [points, reachedAtMs] = [new Uint32Array(this.size), new Float64Array(this.size)];
    const turns = new Turns();
    for (let seat = 0; seat < this.size; seat++) {
      if (turns.isOver()) await turns.next();
      if (this.plain[seat] !== 1 || !this.isEligible(seat)) continue;
      points[seat] = Math.max(0, this.sums.points(seat, index));
      reachedAtMs[seat] = this.sums.reachedAtMs(seat, index);
    }
    return { points, reachedAtMs };
  }

  /** A plain member as everybody else is known. */
  member(seat: number): MemberFacts {
    return {
      id: this.ids[seat] ?? '',
      departmentId: this.departmentOf(seat),
      eligible: this.isEligible(seat),
      faces: this.spans.map(() => ({ name: this.names[seat] ?? '', pseudonym: false })),
      formerDepartments: [],
      points: this.spans.map((_, i) => this.sums.points(seat, i)),
      reachedAtMs: this.spans.map((_, i) => this.sums.reachedAtMs(seat, i)),
      attributed: this.attributed(seat),
    };
  }

  /** All points of a plain member, by the department of their time. */
  attributed(seat: number): AttributedPoints[] {
    return this.sums.attributed(seat);
  }

  /** Where anybody was, for how long. */
  presence(seat: number): readonly Presence[] {
    const { people } = this;
    let key = '';
    for (let row = people.first(seat); row >= 0; row = people.next(row))
      key += `${people.at(row, person.stayIn)} ${people.at(row, person.from)} ${people.at(row, person.until)} `;
    const known = this.stays.get(key) ?? this.presenceOf(seat);
    this.stays.set(key, known);
    return known;
  }

  private presenceOf(seat: number): Presence[] {
    const { people } = this;
    const found: { departmentId: string; days: number[]; atEnd: boolean[] }[] = [];
    for (let row = people.first(seat); row >= 0; row = people.next(row)) {
      const departmentId = this.department(people.at(row, person.stayIn));
      if (departmentId === null) continue;
      let one = found.find((other) => other.departmentId === departmentId);
      if (one === undefined)
        found.push(
          (one = { departmentId, days: this.spans.map(() => 0), atEnd: this.spans.map(() => false) }),
        );
      const [from, until] = [people.at(row, person.from), people.at(row, person.until)];
      for (const [i, { start, end }] of this.spans.entries()) {
        one.days[i] = (one.days[i] ?? 0) + Math.max(0, Math.min(until, end) - Math.max(from, start));
        if (from < end && until >= end) one.atEnd[i] = true;
      }
    }
    return found;
  }

  private department(place: number): string | null {
    return this.departments[place] ?? null;
  }
}
