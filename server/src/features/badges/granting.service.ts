import { Injectable } from '@nestjs/common';
import {
  type BadgeFacts,
  type BadgeRules,
  type HeldTier,
  type OutsideMeasure,
  settle,
  type Settlement,
} from '@vigil/shared/badges';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { PointsStore, type StandingBalance } from '../points/points.store.js';
import { type BadgeBooks, emptyBook } from './badge-books.js';
import { CataloguesStore } from './catalogues.store.js';
import { FactsStore } from './facts.store.js';
import { grantSubject } from './grant-subject.js';
import { GrantsStore } from './grants.store.js';
import { KeptBooks, type MemberBook } from './kept-books.js';
import { MeasureSources } from './measure-sources.js';
import { Snapshots } from './snapshots.js';

/** What was read of members of whom nothing is kept. */
export interface OpenedBooks {
  readonly newest: number;
  readonly unknown: readonly string[];
  readonly read: ReadonlyMap<string, MemberBook>;
}

/** How members stood before something changed: what a change brings and takes is told from it. */
export interface Standing {
  readonly rules: BadgeRules;
  readonly facts: ReadonlyMap<string, BadgeFacts>;
}

/** Grants tiers and takes them back, within the transaction that changes what they rest on, under the members' locks. */
@Injectable()
export class GrantingService {
  constructor(
    private readonly catalogues: CataloguesStore,
    private readonly grants: GrantsStore,
    private readonly facts: FactsStore,
    private readonly kept: KeptBooks,
    private readonly points: PointsStore,
    private readonly sources: MeasureSources,
    private readonly snapshots: Snapshots,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** What has to be known before facts are recorded, but for what is kept; issued in one flight, with no look at anything else. */
  async open(tx: Tx, memberIds: readonly string[]): Promise<OpenedBooks> {
    const unknown = memberIds.filter((id) => !this.kept.has(id));
    const [newest, read] = await Promise.all([
      this.catalogues.newest(tx),
      unknown.length === 0 ? new Map<string, MemberBook>() : this.facts.books(tx, unknown),
    ]);
    return { newest, unknown, read };
  }

  /**
   * The books of members, as they are now: what was read, and what is kept for just these versions of their balances.
   *
   * @param balances as they were read under the members' locks, in the flight of `open`
   */
  async confirm(
    tx: Tx,
    { newest, unknown, read }: OpenedBooks,
    balances: ReadonlyMap<string, StandingBalance>,
  ): Promise<BadgeBooks> {
    const books = new Map(unknown.map((id) => [id, read.get(id) ?? emptyBook]));
    const changed: string[] = [];
    for (const [id, { version }] of balances) {
      if (books.has(id)) continue;
      const kept = this.kept.at(id, version);
      if (kept === null) changed.push(id);
      else books.set(id, kept);
    }
    if (changed.length > 0) {
      const again = await this.facts.books(tx, changed);
      for (const id of changed) books.set(id, again.get(id) ?? emptyBook);
    }
    return { rules: await this.catalogues.atLeast(tx, newest), books };
  }

  /** How members stand; to be called under their locks, before what they have is changed by hand or by new rules. */
  async standing(tx: Tx, memberIds: readonly string[]): Promise<Standing> {
    const rules = await this.catalogues.all(tx);
    return { rules, facts: await this.snapshots.of(tx, rules, memberIds) };
  }

  /** What has changed since `standing`: the tiers that it brings, and exactly those that it takes back. */
  async settleSince(tx: Tx, { rules, facts: before }: Standing): Promise<void> {
    const memberIds = [...before.keys()];
    const after = await this.snapshots.of(tx, rules, memberIds);
    await this.settleAll(tx, rules, memberIds, (id) => [before.get(id), after.get(id)]);
  }

  /** What members have by the rules that count now, and were not granted yet. Nothing is taken back. */
  async catchUp(tx: Tx, memberIds: readonly string[]): Promise<void> {
    const { rules, facts } = await this.standing(tx, memberIds);
    await this.settleAll(tx, rules, memberIds, (id) => [facts.get(id), facts.get(id)]);
  }

  /**
   * A registered figure of members has just changed by so much, in this transaction and under their locks. Reads what
   * it is now.
   *
   * @param changes by how much, by member
   */
  async measureChanged(tx: Tx, measure: OutsideMeasure, changes: ReadonlyMap<string, number>): Promise<void> {
    if (changes.size === 0) return;
    const memberIds = [...changes.keys()];
    const rules = await this.catalogues.all(tx);
    const now = await this.sources.read(tx, memberIds);
    const factsOf = (value: number): BadgeFacts => ({
      counts: new Map(),
      outside: new Map([[measure, value]]),
    });
    await this.settleAll(tx, rules, memberIds, (id) => {
      const value = now.get(id)?.get(measure) ?? 0;
      return [factsOf(value - (changes.get(id) ?? 0)), factsOf(value)];
    });
  }

  /** Writes what was decided about members, and leaves word of what they got. */
  write(tx: Tx, rules: BadgeRules, decided: readonly Decided[]): void {
    const at = this.clock.now();
    const given = decided.flatMap(({ memberId, behaviourId, settlement }) =>
      settlement.given.map((tier) => ({ ...tier, memberId, behaviourId, revision: rules.current.revision })),
    );
    const gone = decided.flatMap(({ memberId, settlement }) =>
      settlement.withdrawn.map((tier) => ({ ...tier, memberId })),
    );
    this.grants.withdraw(tx, gone, at);
    this.grants.give(tx, given, at);
    this.points.touch(tx, [...new Set([...given, ...gone].map(({ memberId }) => memberId))]);
    this.outbox.append(tx, 'badge.granted', given.map(grantSubject));
  }

  private async settleAll(
    tx: Tx,
    rules: BadgeRules,
    memberIds: readonly string[],
    factsOf: (memberId: string) => readonly [BadgeFacts | undefined, BadgeFacts | undefined],
  ): Promise<void> {
    const held: ReadonlyMap<string, HeldTier[]> = await this.grants.held(tx, memberIds);
    const decided = memberIds.flatMap((memberId): Decided[] => {
      const [before, after] = factsOf(memberId);
      if (before === undefined || after === undefined) return [];
      return [
        { memberId, behaviourId: null, settlement: settle(rules, held.get(memberId) ?? [], before, after) },
      ];
    });
    this.write(tx, rules, decided);
  }
}

/** What was decided about a member, and the fact that it follows from. */
export interface Decided {
  readonly memberId: string;
  readonly behaviourId: string | null;
  readonly settlement: Settlement;
}
