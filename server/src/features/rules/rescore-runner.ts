import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
import { Sweep } from '../../platform/sweeps/sweep.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { GrantingService } from '../badges/granting.service.js';
import { changesOf } from '../behaviours/behaviours.service.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { type NewEntry, PointsStore } from '../points/points.store.js';
import { RulesetsStore } from '../points/rulesets.store.js';
import { HeldEntriesStore } from './held-entries.store.js';
import { RecordedFactsStore } from './recorded-facts.store.js';
import { recountOf } from './recount-notices.js';
import { type MemberDifferences, RescoreWriter } from './rescore-writer.js';
import { rescored } from './rescored-member.js';
import { type RunningRescore, RescoresStore } from './rescores.store.js';

const membersPerCommit = 50;

/**
 * Carries out what two people decided: a few members a transaction, which also notes how far it has come. So it runs
 * once, whatever happens to the process: what was committed is not done again, and the next look goes on from there.
 */
@Injectable()
export class RescoreRunner extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly rescores: RescoresStore,
    private readonly facts: RecordedFactsStore,
    private readonly held: HeldEntriesStore,
    private readonly writer: RescoreWriter,
    private readonly points: PointsStore,
    private readonly rulesets: RulesetsStore,
    private readonly people: PeopleReadModel,
    private readonly badges: GrantingService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    log: Log,
  ) {
    super({ everyMs: 60_000, atStart: true, late: 'counting again has to wait' }, log);
  }

  protected async sweep(): Promise<void> {
    while (!this.ending && (await this.database.transaction((tx) => this.step(tx))));
  }

  /** Counts the next few members again. @returns whether there may be more */
  private async step(tx: Tx): Promise<boolean> {
    const rescore = await this.rescores.lockRunning(tx);
    if (rescore === null) return false;
    const memberIds = await this.rescores.nextMembers(tx, rescore.doneUntil, membersPerCommit);
    const last = memberIds.at(-1);
    if (last === undefined) {
      this.rescores.finish(tx, rescore.id, this.clock.now());
      return true;
    }
    await this.points.lock(tx, memberIds);
    const standing = await this.badges.standing(tx, memberIds);
    const rows = await this.count(tx, rescore, memberIds);
    const changes = changesOf(rows);
    this.points.addToBalances(tx, changes);
    this.outbox.append(
      tx,
      'points.changed',
      changes.map((c) => c.memberId),
    );
    await this.badges.settleSince(tx, standing);
    this.outbox.append(
      tx,
      'points.recounted',
      changes.map((c) => recountOf(rescore.id, c.memberId)),
    );
    this.rescores.noteEntries(
      tx,
      rescore.id,
      rows.flatMap((row) => row.id ?? []),
    );
    this.rescores.noteProgress(tx, rescore.id, last);
    return true;
  }

  private async count(tx: Tx, rescore: RunningRescore, memberIds: readonly string[]): Promise<NewEntry[]> {
    const ruleset = (await this.rulesets.all(tx)).find((r) => r.revision === rescore.revision);
    if (ruleset === undefined) throw new Error(`revision ${rescore.revision} does not stand`);
    const calendar = await this.people.calendar(tx);
    const wanted = { memberIds, from: rescore.from, until: rescore.until };
    const facts = await this.facts.byMember(tx, wanted, calendar);
    const held = await this.held.byMember(tx, wanted);
    const members = memberIds.flatMap((id): MemberDifferences[] => {
      const own = facts.get(id) ?? [];
      if (own.length === 0) return [];
      const entries = held.get(id) ?? [];
      const found = rescored(own, entries, ruleset);
      return [{ found, facts: byId(own), held: byId(entries) }];
    });
    return this.writer.write(tx, members, { ruleset, calendar, nowMs: this.clock.nowMs(), why: rescore.why });
  }
}

function byId<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [one.id, one]));
}
