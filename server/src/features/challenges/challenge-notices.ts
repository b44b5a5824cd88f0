import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { ChallengeMembersStore } from './challenge-members.store.js';
import { ChallengesStore } from './challenges.store.js';
import type { ChallengeRow } from './challenges.types.js';
import { HostingService } from './hosting.service.js';

/** Tells leaders that they are asked to take part, and everybody how a challenge of theirs goes on: never who leads. */
@Injectable()
export class ChallengeNotices implements OnModuleInit {
  constructor(
    private readonly tellers: NoticeTellers,
    private readonly store: ChallengesStore,
    private readonly members: ChallengeMembersStore,
    private readonly hosting: HostingService,
    private readonly people: PeopleReadModel,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.tellers.register({
      kind: 'challenge.asked',
      topic: 'challenge.asked',
      tell: (sql, ids) => this.each(sql, ids, (challenge) => this.asked(sql, challenge)),
    });
    this.tellers.register({
      kind: 'challenge.moved',
      topic: 'challenge.moved',
      tell: (sql, ids) => this.each(sql, ids, (challenge) => this.moved(sql, challenge)),
    });
  }

  private async each(
    sql: Sql,
    ids: readonly string[],
    tell: (challenge: ChallengeRow) => Promise<NewNotice[]>,
  ): Promise<NewNotice[]> {
    const notices: NewNotice[] = [];
    for (const id of ids) {
      const challenge = await this.store.find(sql, id);
      if (challenge !== null) notices.push(...(await tell(challenge)));
    }
    return notices;
  }

  /** Those who lead a department that others would have in it, and that has not answered. */
  private async asked(sql: Sql, challenge: ChallengeRow): Promise<NewNotice[]> {
    const { id, name, state, askedAt } = challenge;
    if (state !== 'draft' || askedAt === null) return [];
    const answers = await this.store.answers(sql, id);
    const waiting = (await this.hosting.othersIn(sql, challenge)).filter((one) => !answers.has(one));
    const leaders = await this.people.leadersOf(sql, waiting);
    return leaders.map((memberId) => ({
      ...{ memberId, key: `${id}:${askedAt.getTime()}`, facts: { challengeId: id, challenge: name } },
      at: askedAt,
    }));
  }

  private async moved(sql: Sql, challenge: ChallengeRow): Promise<NewNotice[]> {
    const { id, name, state } = challenge;
    if (state === 'draft') return [];
    const at = this.since(challenge);
    const facts = { challengeId: id, challenge: name, which: state };
    return (await this.whoIsIn(sql, challenge)).map((memberId) => ({
      ...{ memberId, key: `${id}:${state}`, facts, at },
    }));
  }

  /** When it came to where it stands. */
  private since({ state, startsAt, closedAt, announcedAt }: ChallengeRow): Date {
    const known = { draft: null, scheduled: null, live: startsAt, closed: closedAt, announced: announcedAt };
    return known[state] ?? this.clock.now();
  }

  private async whoIsIn(sql: Sql, { id, form, state, departmentIds }: ChallengeRow): Promise<string[]> {
    if (form === 'quest' || (form === 'teams' && state !== 'scheduled')) return this.members.all(sql, id);
    const people = await this.members.drawable(sql, departmentIds);
    return people.filter(({ departmentId }) => departmentId !== null).map(({ memberId }) => memberId);
  }
}
