import { Injectable } from '@nestjs/common';
import { dayOf, type OrganisationCalendar } from '@vigil/shared/calendar';
import type { ScoringBook } from '@vigil/shared/points';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { Turns } from '../../platform/turns/turns.js';
import type { BadgeBooks } from '../badges/badge-books.js';
import { FactGranting, type StandingBefore } from '../badges/fact-granting.js';
import { GrantingService } from '../badges/granting.service.js';
import type { Place } from '../people/memberships.store.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { type Balance, type NewEntry, PointsStore, type StandingBalance } from '../points/points.store.js';
import { RulesetsStore } from '../points/rulesets.store.js';
import { ScoringBookStore } from '../points/scoring-book.store.js';
import {
  BehavioursStore,
  identityOf,
  type JudgedBehaviour,
  type KnownBehaviour,
} from './behaviours.store.js';
import type { RecordableBehaviour, RecordOutcome } from './behaviours.types.js';
import { GroupCommit } from './group-commit.js';
import { judgeAll, type Judgement, needOf, place, type PlacedBehaviour } from './judge.js';
import { LedgerWriter } from './ledger-writer.js';

/** The one door: every point that anybody earns comes through `record`. */
@Injectable()
export class BehavioursService {
  private readonly group: GroupCommit;

  constructor(
    private readonly database: Database,
    private readonly store: BehavioursStore,
    private readonly points: PointsStore,
    private readonly books: ScoringBookStore,
    private readonly rulesets: RulesetsStore,
    private readonly ledger: LedgerWriter,
    private readonly people: PeopleReadModel,
    private readonly granting: GrantingService,
    private readonly badges: FactGranting,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {
    this.group = new GroupCommit((behaviours) =>
      this.database.transaction((tx) => this.record(tx, behaviours)),
    );
  }

  /** Records facts that come alone; those that arrive together share a commit. Resolves after the commit. */
  submit(behaviours: readonly RecordableBehaviour[]): Promise<RecordOutcome[]> {
    return this.group.submit(behaviours);
  }

  /**
   * Records facts about known members within a transaction: claim, lock, decide, append, leave word. Outcomes come in
   * the order of the facts. A fact that is known already changes nothing and gets the answer of its first time.
   */
  async record(tx: Tx, behaviours: readonly RecordableBehaviour[]): Promise<RecordOutcome[]> {
    if (behaviours.length === 0) return [];
    const view = await this.view(tx, behaviours);
    const known = new Map(view.known);
    const fresh = firstOfEach(behaviours.filter((b) => !known.has(identityOf(b))));
    for (const b of await this.judge(tx, fresh, view)) known.set(identityOf(b), b);

    const unanswered = new Set(fresh.map(identityOf));
    // the first of equal facts is new, the others repeat it
    return behaviours.map((b) => answer(b, known.get(identityOf(b)), !unanswered.delete(identityOf(b))));
  }

  /** All that a decision needs, read under the members' locks in one flight. */
  private async view(tx: Tx, behaviours: readonly RecordableBehaviour[]): Promise<View> {
    const memberIds = [...new Set(behaviours.map((b) => b.memberId))];
    const first = await this.look(tx, behaviours, memberIds);
    if (first.balances.size === memberIds.length && first.rulesAreCurrent) return first;
    this.points.open(
      tx,
      memberIds.filter((id) => !first.balances.has(id)),
    );
    await this.rulesets.reload(tx);
    return this.look(tx, behaviours, memberIds);
  }

  private async look(
    tx: Tx,
    behaviours: readonly RecordableBehaviour[],
    memberIds: readonly string[],
  ): Promise<View> {
    const [rulesets, calendar] = [await this.rulesets.kept(tx), await this.people.calendar(tx)];
    const placed = new Map(behaviours.map((b) => [b, place(b, rulesets, calendar)]));
    const needs = [...placed.values()].map(needOf).filter((n) => n !== null);
    // sent together, run in this order: nothing is read before the locks are held
    const [balances, known, books, opened, places, drawn, rulesAreCurrent] = await Promise.all([
      this.points.lock(tx, memberIds),
      this.store.known(tx, behaviours),
      this.books.load(tx, needs),
      this.granting.open(tx, memberIds),
      this.people.placesAt(
        tx,
        behaviours.map((b) => ({ memberId: b.memberId, atMs: b.occurredAtMs })),
      ),
      this.store.draw(tx, behaviours.length),
      this.rulesets.isCurrent(tx),
    ]);
    const badges = await this.granting.confirm(tx, opened, balances);
    const placeOf = new Map(behaviours.map((b, i) => [b, places[i]]));
    return {
      calendar,
      placed,
      balances,
      known,
      books,
      badges,
      placeOf,
      ...drawn,
      rulesAreCurrent,
    };
  }

  private async judge(tx: Tx, fresh: readonly RecordableBehaviour[], view: View): Promise<JudgedBehaviour[]> {
    if (fresh.length === 0) return [];
    // of a thousand facts each step takes long enough that somebody may wait for an answer
    const turns = new Turns();
    const placed = fresh.map((b) => view.placed.get(b)).filter((p) => p !== undefined);
    const judgements = judgeAll(placed, view.books);
    const results = withTotals(judgements, view);
    if (turns.isOver()) await turns.next();

    this.store.insert(tx, results);
    if (turns.isOver()) await turns.next();
    const rows = await this.ledger.write(tx, {
      judgements,
      behaviourIds: view.ids,
      departments: fresh.map((b) => view.placeOf.get(b)?.departmentId ?? null),
      calendar: view.calendar,
      nowMs: this.clock.nowMs(),
    });
    if (turns.isOver()) await turns.next();
    const changes = changesOf(rows);
    this.points.addToBalances(tx, changes);
    // a fact that brought nothing leaves no word: nobody could observe it
    this.outbox.append(
      tx,
      'points.changed',
      changes.map((c) => c.memberId),
      view.ledger,
    );
    await this.badges.settle(tx, view.badges, standingBefore(view, changes), results, rows);
    return results;
  }
}

interface View {
  readonly calendar: OrganisationCalendar;
  readonly placed: ReadonlyMap<RecordableBehaviour, PlacedBehaviour>;
  readonly balances: ReadonlyMap<string, StandingBalance>;
  readonly known: ReadonlyMap<string, KnownBehaviour>;
  readonly books: ReadonlyMap<string, ScoringBook>;
  readonly badges: BadgeBooks;
  /** Where each member belonged when it happened, and the zone of their clock. */
  readonly placeOf: ReadonlyMap<RecordableBehaviour, Place | undefined>;
  /** Numbers for facts that turn out to be new. */
  readonly ids: readonly string[];
  /** What is written to the ledger will have higher numbers. */
  readonly ledger: string;
  readonly rulesAreCurrent: boolean;
}

function firstOfEach(behaviours: readonly RecordableBehaviour[]): RecordableBehaviour[] {
  const first = new Map<string, RecordableBehaviour>();
  for (const b of behaviours) if (!first.has(identityOf(b))) first.set(identityOf(b), b);
  return [...first.values()];
}

/** Without quiet points: who states a fact would else learn from the total who passed a simulation, and so who did not. */
function heardPoints({ balances }: Pick<View, 'balances'>): Map<string, number> {
  return new Map([...balances].map(([id, b]) => [id, b.points - b.quiet]));
}

function standingBefore(
  { balances }: Pick<View, 'balances'>,
  changes: readonly Balance[],
): Map<string, StandingBefore> {
  const changed = new Set(changes.map(({ memberId }) => memberId));
  const before = new Map<string, StandingBefore>();
  for (const [id, { points, quiet, version }] of balances)
    before.set(id, {
      points: points - quiet,
      versionAfter: changed.has(id) ? String(BigInt(version) + 1n) : version,
    });
  return before;
}

function withTotals(
  judgements: readonly Judgement[],
  { balances, ids, placeOf, calendar }: View,
): JudgedBehaviour[] {
  const totals = heardPoints({ balances });
  return judgements.map(({ placed, entries, because }, i) => {
    const points = entries.reduce((sum, e) => sum + e.points, 0);
    const heard = entries.reduce((sum, e) => (e.quiet ? sum : sum + e.points), 0);
    const total = (totals.get(placed.given.memberId) ?? 0) + heard;
    totals.set(placed.given.memberId, total);
    const { given } = placed;
    return {
      id: ids[i] ?? '',
      sourceId: given.sourceId,
      naturalKey: given.naturalKey,
      bodyHash: given.bodyHash,
      memberId: given.memberId,
      kind: given.kind,
      object: given.object,
      about: given.about,
      occurredAtMs: given.occurredAtMs,
      workingMinutes: given.workingMinutes,
      first: given.first,
      localDay:
        given.localDay ??
        dayOf(given.occurredAtMs, { timeZone: placeOf.get(given)?.timeZone ?? calendar.timeZone }),
      points,
      total,
      because,
    };
  });
}

/** What rows of the ledger add to balances, by member. */
export function changesOf(rows: readonly NewEntry[]): Balance[] {
  const changes = new Map<string, Balance>();
  for (const { memberId, points, quiet, coins } of rows) {
    const change = changes.get(memberId) ?? { memberId, points: 0, quiet: 0, coins: 0 };
    changes.set(memberId, {
      memberId,
      points: change.points + points,
      quiet: change.quiet + (quiet ? points : 0),
      coins: change.coins + coins,
    });
  }
  return [...changes.values()];
}

function answer(
  asked: RecordableBehaviour,
  known: KnownBehaviour | undefined,
  repeated: boolean,
): RecordOutcome {
  if (known === undefined || !known.bodyHash.equals(asked.bodyHash)) return { status: 'conflict' };
  return { status: 'recorded', points: known.points, total: known.total, because: known.because, repeated };
}
