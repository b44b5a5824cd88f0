import type { Period } from '@vigil/shared/calendar';
import type { HeardFact } from '../../platform/outbox/outbox.js';
import { Turns } from '../../platform/turns/turns.js';
import type { MemberRow, Sums } from './member-rows.js';
import type { LateEntry, PresentRow, WholeRow } from './member-rows.store.js';

type Running = { -readonly [Figure in keyof Sums]: number };
interface Kept {
  /** Number of the last entry that is in the sums. */
  last: number;
  /** Of the last word that was heard of this member. */
  row: number;
  readonly sums: Map<string | null, Running>;
}

const most = 20_000;

/**
 * What the entries of members sum up to, as they were read last, so that a tick reads what is new and no histories. It
 * knows nothing of whom it cannot go on with: members who were ever veiled, and those whose entries are taken back.
 *
 * All entries of one member are numbered under one lock, and so is the word of them. So what is new of a member has
 * higher numbers than what is known; and word that comes behind later word, for whatever reason, is recognised by its
 * number: then the member is read as a whole.
 */
export class KeptSums {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly periods: readonly Period[]) {}

  /** Of the words those with which their members can be gone on; the others are forgotten, and have to be read as a whole. */
  known(words: readonly HeardFact[]): { readonly ids: string[]; readonly since: number } {
    const ids: string[] = [];
    let since = Infinity;
    for (const word of words) {
      const one = this.kept.get(word.subject);
      if (one === undefined) continue;
      if (word.since === null || word.row < one.row) this.kept.delete(word.subject);
      else {
        ids.push(word.subject);
        since = Math.min(since, word.since);
      }
    }
    return { ids, since };
  }

  /** Takes in what was read as a whole, and the newest word of it. */
  keep(rows: readonly WholeRow[], words: ReadonlyMap<string, HeardFact>): void {
    this.forget(rows.map((row) => row.id));
    for (const row of rows) {
      if (row.veils) continue;
      const one = this.kept.get(row.id) ?? { last: 0, row: words.get(row.id)?.row ?? 0, sums: new Map() };
      one.last = Math.max(one.last, row.last ?? 0);
      one.sums.set(
        row.entriesOf,
        this.sums((i) => [row[`p${i}`] ?? 0, row[`r${i}`] ?? 0]),
      );
      this.kept.set(row.id, one);
    }
    this.letGo();
  }

  /** Adds entries to the sums. @returns members that have to be read as a whole */
  async add(
    entries: readonly LateEntry[],
    present: readonly PresentRow[],
    words: ReadonlyMap<string, HeardFact>,
  ): Promise<string[]> {
    const turns = new Turns();
    const lost = new Set(present.filter((row) => row.veils).map((row) => row.id));
    for (const entry of entries) {
      if (turns.isOver()) await turns.next();
      const one = this.kept.get(entry.memberId);
      if (one === undefined) lost.add(entry.memberId);
      else if (entry.id > one.last) {
        if (entry.reverses) lost.add(entry.memberId);
        this.count(one, entry);
      }
    }
    for (const { id } of present) {
      const one = this.kept.get(id);
      if (one === undefined) lost.add(id);
      else one.row = Math.max(one.row, words.get(id)?.row ?? 0);
    }
    return [...lost];
  }

  /** A row for each department of entries, as if all had been read. */
  async rows(present: readonly PresentRow[]): Promise<MemberRow[]> {
    const turns = new Turns();
    const rows: MemberRow[] = [];
    for (const of of present) {
      if (turns.isOver()) await turns.next();
      for (const [entriesOf, sums] of this.kept.get(of.id)?.sums ?? [])
        rows.push({ of, sums, entriesOf, earnedAs: null, veiledWeek: null });
    }
    return rows;
  }

  forget(memberIds: readonly string[]): void {
    for (const id of memberIds) this.kept.delete(id);
  }

  private count(one: Kept, entry: LateEntry): void {
    // of whom there was nothing there was a row without a department
    if (one.last === 0) one.sums.clear();
    one.last = entry.id;
    const sums = one.sums.get(entry.departmentId) ?? this.sums(() => [0, 0]);
    one.sums.set(entry.departmentId, sums);
    if (entry.quiet) return;
    for (const [i, { unit, key }] of this.periods.entries()) {
      if (unit !== 'all' && entry[unit] !== key) continue;
      sums[`p${i}`] = (sums[`p${i}`] ?? 0) + entry.points;
      if (entry.points > 0) sums[`r${i}`] = Math.max(sums[`r${i}`] ?? 0, entry.atMs);
    }
  }

  private sums(of: (index: number) => readonly [points: number, reachedAtMs: number]): Running {
    const sums: Running = {};
    for (const i of this.periods.keys()) [sums[`p${i}`], sums[`r${i}`]] = of(i);
    return sums;
  }

  private letGo(): void {
    for (const [oldest] of this.kept) {
      if (this.kept.size <= most) return;
      this.kept.delete(oldest);
    }
  }
}
