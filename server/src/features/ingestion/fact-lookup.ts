import { Injectable } from '@nestjs/common';
import { emailKey } from '@vigil/shared/people';
import { Database, type Sql } from '../../platform/db/database.js';
import { BehavioursStore, identityOf } from '../behaviours/behaviours.store.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { Coalesced } from './coalesced.js';
import { ParkedStore } from './parked.store.js';
import type { StatedFact } from './stated-fact.js';

/** What has to be known of a fact before it can be recorded. */
export interface FoundFact {
  readonly fact: StatedFact;
  /** The active member who is meant; null when nobody is known so. */
  readonly memberId: string | null;
  /** Set when a fact is parked under the same key. */
  readonly parkedHash: Buffer | null;
}

interface Question {
  readonly sourceId: string;
  readonly fact: StatedFact;
}

/** Finds out who is meant, and what waits under the same key. Never guesses: an address is known or it is not. */
@Injectable()
export class FactLookup {
  private readonly shared: Coalesced<Question, FoundFact>;

  constructor(
    private readonly database: Database,
    private readonly people: PeopleReadModel,
    private readonly parked: ParkedStore,
    private readonly behaviours: BehavioursStore,
  ) {
    this.shared = new Coalesced((questions) => this.database.together((sql) => this.ask(sql, questions)));
  }

  /** @param tx asks within it; without one, requests that arrive together share their queries */
  find(sourceId: string, facts: readonly StatedFact[], tx: Sql | null = null): Promise<FoundFact[]> {
    if (facts.length === 0) return Promise.resolve([]);
    const questions = facts.map((fact) => ({ sourceId, fact }));
    return tx === null ? this.shared.get(questions) : this.ask(tx, questions);
  }

  /** Facts that stand already, by natural key: for those whose member is not known any more. */
  async standing(sql: Sql, sourceId: string, facts: readonly StatedFact[]) {
    const known = await this.behaviours.known(
      sql,
      facts.map(({ naturalKey }) => ({ sourceId, naturalKey })),
    );
    return (fact: StatedFact) => known.get(identityOf({ sourceId, naturalKey: fact.naturalKey }));
  }

  private async ask(sql: Sql, questions: readonly Question[]): Promise<FoundFact[]> {
    const addresses = questions.flatMap(({ fact }) => fact.address ?? []);
    const ids = questions.flatMap(({ fact }) => fact.memberId ?? []);
    const keys = questions.map(({ sourceId, fact }) => ({ sourceId, naturalKey: fact.naturalKey }));
    const byEmail = this.people.resolveByEmail(sql, addresses);
    const byId = this.people.membersById(sql, ids);
    const [emails, members, hashes] = await Promise.all([byEmail, byId, this.parked.hashes(sql, keys)]);
    return questions.map(({ sourceId, fact }) => {
      const member = fact.memberId === null ? null : members.get(fact.memberId);
      const memberId =
        fact.address === null
          ? member?.deactivatedAt === null
            ? member.id
            : null
          : (emails.get(emailKey(fact.address)) ?? null);
      return { fact, memberId, parkedHash: hashes.get(`${sourceId} ${fact.naturalKey}`) ?? null };
    });
  }
}
