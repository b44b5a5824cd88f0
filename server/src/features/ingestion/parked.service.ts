import { Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Database, isUnavailable, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Log } from '../../platform/logging/log.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import { AliasesStore } from '../people/aliases.store.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { SimulationsService } from '../simulations/simulations.service.js';
import { DeadLettersStore } from './dead-letters.store.js';
import { type ParkedAddressRow, type ParkedFact, ParkedStore } from './parked.store.js';

const perPage = 500;

/** Facts of addresses that nobody was known by: counted at their own time once it is said who is meant. */
@Injectable()
export class ParkedService {
  constructor(
    private readonly database: Database,
    private readonly store: ParkedStore,
    private readonly aliases: AliasesStore,
    private readonly people: PeopleReadModel,
    private readonly behaviours: BehavioursService,
    private readonly simulations: SimulationsService,
    private readonly deadLetters: DeadLettersStore,
    private readonly audit: AuditLog,
    private readonly log: Log,
  ) {}

  /**
   * Says who an address is, for now and for later. @returns how many facts were counted
   * @throws ProblemError `not-found`; `invalid` when there is no such active member, or it is who says so: the notes
   * and points of somebody else must not be had by claiming the address
   */
  async map(parkedId: string, memberId: string, by: Actor): Promise<number> {
    if (memberId === by.memberId) throw notThisMember('is yourself: ask a colleague to say so');
    return this.database.transaction(async (tx) => {
      const parked = await this.store.sameAddress(tx, parkedId);
      const [first] = parked;
      if (first === undefined) throw new ProblemError(problems.notFound);
      const member = (await this.people.membersById(tx, [memberId])).get(memberId);
      if (member?.deactivatedAt !== null) throw notThisMember('is not an active member');
      await this.aliases.add(tx, first.address, memberId);
      // not what was counted by it: that would tell what the person did
      const subject = { kind: 'parked-address' as const, id: parkedId };
      this.audit.record(tx, { by, act: 'parked.mapped', subject, after: { memberId } });
      return this.replay(tx, parked, memberId);
    });
  }

  /** Tries every address again; people may have been added meanwhile. */
  async retry(by: Actor): Promise<{ replayed: number; waiting: number }> {
    const total = { replayed: 0, waiting: 0 };
    await this.database.transaction((tx) =>
      this.audit.record(tx, { by, act: 'parked.retried', subject: { kind: 'parked-address', id: 'all' } }),
    );
    let after: string | null = null;
    for (;;) {
      const page = await this.store.page(this.database, after, perPage);
      const members = await this.people.resolveByEmail(
        this.database,
        page.map((p) => p.address),
      );
      for (const parked of page) {
        const memberId = members.get(parked.emailKey);
        const replayed = memberId === undefined ? 0 : await this.replayOne(parked, memberId);
        total.replayed += replayed;
        total.waiting += Math.max(0, parked.facts - replayed);
      }
      const last = page.at(-1);
      if (page.length < perPage || last === undefined) return total;
      after = last.id;
    }
  }

  private async replayOne(parked: ParkedAddressRow, memberId: string): Promise<number> {
    try {
      return await this.database.transaction((tx) => this.replay(tx, [parked], memberId));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      // it stays parked, and stops no other
      this.log.error('a parked address could not be counted', { parkedId: parked.id, error });
      return 0;
    }
  }

  private async replay(tx: Tx, parked: readonly ParkedAddressRow[], memberId: string): Promise<number> {
    let count = 0;
    // campaign, case, balance: the order in which a delivery takes its locks
    for (const { sourceId, emailKey } of parked)
      count += await this.simulations.attach(tx, sourceId, emailKey, memberId);
    for (const { id } of parked) count += await this.recordTaken(tx, await this.store.take(tx, id), memberId);
    return count;
  }

  private async recordTaken(tx: Tx, taken: readonly ParkedFact[], memberId: string): Promise<number> {
    const outcomes = await this.behaviours.record(
      tx,
      taken.map(({ sourceId, naturalKey, bodyHash, body }) => ({
        sourceId,
        naturalKey,
        bodyHash,
        ...body,
        memberId,
        workingMinutes: null,
        first: false,
      })),
    );
    for (const [i, outcome] of outcomes.entries()) {
      const fact = taken[i];
      if (outcome.status !== 'conflict' || !fact) continue;
      const reason = 'The key of a parked fact was used meanwhile for something else.';
      await this.deadLetters.add(tx, { sourceId: fact.sourceId, reason, content: fact.naturalKey, bytes: 0 });
    }
    return outcomes.filter((o) => o.status === 'recorded').length;
  }
}

function notThisMember(message: string): ProblemError {
  return new ProblemError(problems.invalid, { errors: [{ pointer: '/memberId', message }] });
}
