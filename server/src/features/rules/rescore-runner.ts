import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
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

const everyMs = 60_000;
const membersPerCommit = 50;

/**
 * Carries out what two people decided: a few members a transaction, which also notes how far it has come. So it runs
 * once, whatever happens to the process: what was committed is not done again, and the next look goes on from there.
 */
@Injectable()
export class RescoreRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private ending = false;

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
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), everyMs);
    this.timer.unref();
    void this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.ending = true;
    await this.running;
  }

  /** Goes on with what has been approved. Resolves when nothing is left to do here. */
  look(): Promise<void> {
    this.running = this.running.then(async () => {
      try {
        while (!this.ending && (await this.database.transaction((tx) => this.step(tx))));
      } catch (error) {
        this.log.warn('counting again has to wait', { error });
      }
    });
    return this.running;
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
