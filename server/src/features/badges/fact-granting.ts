import { Injectable } from '@nestjs/common';
import {
  type BadgeFacts,
  countedThoughQuiet,
  type HeldTier,
  settle,
  type Settlement,
} from '@vigil/shared/badges';
import { passiveKinds } from '@vigil/shared/streaks';
import type { Tx } from '../../platform/db/database.js';
import { type BadgeBooks, emptyBook, kindsBeside, nextStreak } from './badge-books.js';
import { FactsStore } from './facts.store.js';
import { type Decided, GrantingService } from './granting.service.js';
import { KeptBooks, type MemberBook } from './kept-books.js';
import { Snapshots } from './snapshots.js';

/** A fact that has just been recorded, as badges see it. */
export interface RecordedFact {
  readonly id: string;
  readonly memberId: string;
  readonly kind: string;
  readonly localDay: string;
}
/** A row that it brought. */
export interface BroughtRow {
  readonly behaviourId: string | null;
  readonly kind: string;
  readonly part: string;
  readonly points: number;
  readonly quiet: boolean;
}

/** How a member stood before, under the lock. */
export interface StandingBefore {
  /** Without quiet ones. */
  readonly points: number;
  /** Of the balance, once these facts stand. */
  readonly versionAfter: string;
}

/** What is known of a member while facts are gone through one after the other. */
interface Running {
  facts: BadgeFacts;
  held: readonly HeldTier[];
}

/** Grants what recorded facts bring. Counts go on in memory from what was read under the lock; streaks are looked at once a day. */
@Injectable()
export class FactGranting {
  constructor(
    private readonly granting: GrantingService,
    private readonly facts: FactsStore,
    private readonly kept: KeptBooks,
    private readonly snapshots: Snapshots,
  ) {}

  /** @param rows what the facts brought, already on their way into the ledger */
  async settle(
    tx: Tx,
    books: BadgeBooks,
    before: ReadonlyMap<string, StandingBefore>,
    recorded: readonly RecordedFact[],
    rows: readonly BroughtRow[],
  ): Promise<void> {
    if (books.rules.current.revision === 0) return;
    const kinds = kindsBeside(
      books.rules,
      recorded.map(({ kind }) => kind),
    );
    const running = new Map<string, Running>();
    const runningOf = (id: string): Running => {
      const one =
        running.get(id) ?? begin(books.books.get(id) ?? emptyBook, kinds, before.get(id)?.points ?? 0);
      running.set(id, one);
      return one;
    };
    const brought = byFact(rows);
    const decided = recorded.flatMap(({ id, memberId }) => {
      const settlement = advance(books, runningOf(memberId), brought.get(id) ?? []);
      return settlement === null ? [] : [{ memberId, behaviourId: id, settlement }];
    });
    const streaks = await this.streaks(tx, books, recorded, brought);
    const all = [...decided, ...streaks].filter(isSomething);
    this.granting.write(tx, books.rules, all);
    tx.afterCommit(() => this.keep(books, before, recorded, brought, new Set(all.map((d) => d.memberId))));
  }

  /** Keeps what is known now of everybody but those who got or lost something, whose balances have changed once more. */
  private keep(
    { books }: BadgeBooks,
    before: ReadonlyMap<string, StandingBefore>,
    recorded: readonly RecordedFact[],
    brought: ReadonlyMap<string, readonly BroughtRow[]>,
    changed: ReadonlySet<string>,
  ): void {
    const after = new Map<string, MemberBook>();
    for (const { id, memberId, kind, localDay } of recorded) {
      const rows = brought.get(id) ?? [];
      const book = after.get(memberId) ?? books.get(memberId) ?? emptyBook;
      after.set(memberId, goneOn(book, rows, lights(kind, rows) ? localDay : book.lastDay));
    }
    this.kept.forget(changed);
    for (const [memberId, book] of after) {
      const version = before.get(memberId)?.versionAfter;
      if (version !== undefined && !changed.has(memberId)) this.kept.keep(memberId, version, book);
    }
  }

  /** Who lit a day for the first time, and has lived days enough for a longer streak than they were granted. */
  private async streaks(
    tx: Tx,
    books: BadgeBooks,
    recorded: readonly RecordedFact[],
    brought: ReadonlyMap<string, readonly BroughtRow[]>,
  ): Promise<Decided[]> {
    const lit = new Map<string, string>();
    for (const { id, memberId, kind, localDay } of recorded)
      if (
        lights(kind, brought.get(id) ?? []) &&
        localDay !== (books.books.get(memberId) ?? emptyBook).lastDay
      )
        lit.set(memberId, id);
    const next = new Map(
      [...lit.keys()].map((id) => [id, nextStreak(books.rules, (books.books.get(id) ?? emptyBook).held)]),
    );
    const eager = [...next]
      .filter(([, { days, weeks }]) => Math.min(days, weeks) < Infinity)
      .map(([id]) => id);
    if (eager.length === 0) return [];
    const lived = await this.facts.daysLived(tx, eager);
    const decided: Decided[] = [];
    for (const memberId of eager) {
      const has = lived.get(memberId) ?? { days: 0, weeks: 0 };
      const { days = Infinity, weeks = Infinity } = next.get(memberId) ?? {};
      if (has.days < days && has.weeks < weeks) continue;
      const facts: BadgeFacts = { counts: new Map(), streaks: await this.snapshots.streaks(tx, memberId) };
      const settlement = settle(
        books.rules,
        (books.books.get(memberId) ?? emptyBook).held,
        { counts: new Map() },
        facts,
      );
      decided.push({ memberId, behaviourId: lit.get(memberId) ?? null, settlement });
    }
    return decided;
  }
}

function begin({ counts, held }: MemberBook, kinds: readonly string[], points: number): Running {
  return { facts: { counts: new Map(kinds.map((kind) => [kind, counts.get(kind) ?? 0])), points }, held };
}

/** A book after one fact more. */
function goneOn(book: MemberBook, rows: readonly BroughtRow[], lastDay: string | null): MemberBook {
  const bases = heardOf(rows).filter(({ part }) => part === 'base');
  if (bases.length === 0 && lastDay === book.lastDay) return book;
  const counts = new Map(book.counts);
  for (const { kind, points } of bases) counts.set(kind, (counts.get(kind) ?? 0) + Math.sign(points));
  return { counts, held: book.held, lastDay };
}

/** Those that badges count. */
function heardOf(rows: readonly BroughtRow[]): readonly BroughtRow[] {
  return rows.filter(({ quiet, kind }) => !quiet || countedThoughQuiet.includes(kind));
}

function isSomething({ settlement: { given, withdrawn } }: Decided): boolean {
  return given.length > 0 || withdrawn.length > 0;
}

/** Goes on by what one fact brought. @returns null where badges do not care */
function advance(books: BadgeBooks, running: Running, rows: readonly BroughtRow[]): Settlement | null {
  const heard = heardOf(rows);
  if (heard.length === 0) return null;
  const before = running.facts;
  const counts = new Map(before.counts);
  for (const { kind, part, points } of heard)
    if (part === 'base' && counts.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + Math.sign(points));
  const points = (before.points ?? 0) + heard.reduce((sum, row) => (row.quiet ? sum : sum + row.points), 0);
  const settlement = settle(books.rules, running.held, before, { counts, points });
  const gone = new Set(settlement.withdrawn);
  const revision = books.rules.current.revision;
  running.facts = { counts, points };
  running.held = [
    ...running.held.filter((one) => !gone.has(one)),
    ...settlement.given.map(({ badge, tier }) => ({ badge, tier, revision })),
  ];
  return settlement;
}

function lights(kind: string, rows: readonly BroughtRow[]): boolean {
  if (passiveKinds.includes(kind)) return false;
  return kind === 'check.daily' || rows.some(({ quiet, points }) => !quiet && points > 0);
}

function byFact(rows: readonly BroughtRow[]): Map<string, BroughtRow[]> {
  const found = new Map<string, BroughtRow[]>();
  for (const row of rows) {
    const id = row.behaviourId ?? '';
    const own = found.get(id);
    if (own === undefined) found.set(id, [row]);
    else own.push(row);
  }
  return found;
}
