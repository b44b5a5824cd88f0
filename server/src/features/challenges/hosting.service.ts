import { Injectable } from '@nestjs/common';
import {
  type ChallengeDraft,
  challengeMoved,
  challengeTooLate,
  notYourDepartment,
} from '@vigil/shared/challenges';
import { problems } from '@vigil/shared/contract';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Sql, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { answerSubject } from './answer-subject.js';
import { ChallengeMembersStore } from './challenge-members.store.js';
import { ChallengesStore } from './challenges.store.js';
import type { ChallengeRow } from './challenges.types.js';
import { ProgressService } from './progress.service.js';

/** Who presses "Begin now" reads the page first. */
const lateMs = 5 * 60_000;

/** Setting challenges up, asking others, and announcing: one transaction each, under the lock of the challenge. */
@Injectable()
export class HostingService {
  constructor(
    private readonly database: Database,
    private readonly store: ChallengesStore,
    private readonly members: ChallengeMembersStore,
    private readonly progress: ProgressService,
    private readonly people: PeopleReadModel,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError `not-your-department`, `not-found` for a department that is not there */
  async add(by: Actor, draft: ChallengeDraft): Promise<string> {
    return this.database.transaction(async (tx) => {
      await this.allow(tx, by, draft);
      const id = await this.store.add(tx, draft, by.memberId, this.clock.now());
      this.note(tx, by, 'challenge.saved', id, stateOf(draft));
      return id;
    });
  }

  /** @throws ProblemError `not-your-department`, `challenge-moved` once it is more than a draft */
  async change(by: Actor, id: string, draft: ChallengeDraft): Promise<void> {
    await this.step(by, id, ['draft'], async (tx) => {
      await this.allow(tx, by, draft);
      this.store.change(tx, id, draft);
      this.note(tx, by, 'challenge.saved', id, stateOf(draft));
    });
  }

  async remove(by: Actor, id: string): Promise<void> {
    await this.step(by, id, ['draft', 'scheduled'], (tx, challenge) => {
      this.store.remove(tx, id);
      this.note(tx, by, 'challenge.removed', id, { name: challenge.name });
    });
  }

  /** Schedules at once where nobody has to be asked. @throws ProblemError `challenge-too-late`, `challenge-moved` */
  async schedule(by: Actor, id: string): Promise<void> {
    await this.step(by, id, ['draft'], async (tx, challenge) => {
      this.inTime(challenge);
      const others = await this.othersIn(tx, challenge);
      if (others.length === 0) return this.begin(tx, by, id);
      this.store.ask(tx, id, this.clock.now());
      this.note(tx, by, 'challenge.asked', id, { departments: others });
      this.outbox.append(tx, 'challenge.asked', [id]);
    });
  }

  /** Somebody who leads the department says yes or no. */
  async answer(by: Actor, id: string, given: { departmentId: string; agreed: boolean }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const challenge = await this.locked(tx, id);
      const leads = await this.people.leadsOf(tx, by.memberId);
      const others = challenge.askedAt === null ? [] : await this.othersIn(tx, challenge);
      if (!leads.includes(given.departmentId) || !others.includes(given.departmentId))
        throw new ProblemError(problems.notFound);
      if (challenge.state !== 'draft') throw new ProblemError(challengeMoved);
      if (given.agreed) this.inTime(challenge);
      this.store.answer(tx, id, { ...given, by: by.memberId, at: this.clock.now() });
      this.note(tx, by, given.agreed ? 'challenge.agreed' : 'challenge.declined', id, {
        department: given.departmentId,
      });
      const { createdBy: hostId } = challenge;
      this.outbox.append(tx, 'challenge.answered', [
        answerSubject({ hostId, challengeId: id, departmentId: given.departmentId }),
      ]);
      const answers = await this.store.answers(tx, id);
      if (others.every((other) => answers.get(other)?.agreed === true)) this.begin(tx, null, id);
    });
  }

  /** Joining a quest again changes nothing. @throws ProblemError `not-found`, `challenge-moved` */
  async join(memberId: string, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const challenge = await this.locked(tx, id);
      if (challenge.form !== 'quest' || challenge.state === 'draft')
        throw new ProblemError(problems.notFound);
      const member = (await this.people.membersById(tx, [memberId])).get(memberId);
      const { departmentIds } = challenge;
      if (departmentIds.length > 0 && !departmentIds.includes(member?.departmentId ?? ''))
        throw new ProblemError(problems.notFound);
      if (!['scheduled', 'live'].includes(challenge.state) || this.clock.now() >= challenge.endsAt)
        throw new ProblemError(challengeMoved);
      this.members.join(tx, id, memberId, this.clock.now());
    });
  }

  async announce(by: Actor, id: string, thanks: string): Promise<void> {
    await this.step(by, id, ['closed'], async (tx, challenge) => {
      this.store.announce(tx, id, { by: by.memberId, at: this.clock.now(), thanks });
      this.note(tx, by, 'challenge.announced', id, {});
      await this.progress.keep(tx, id, 'announced', challenge.result?.sides ?? []);
      this.outbox.append(tx, 'challenge.moved', [id]);
    });
  }

  /** Departments that take part without being led by who set it up; none where that is the security team. */
  async othersIn(sql: Sql, challenge: Pick<ChallengeRow, 'createdBy' | 'departmentIds'>): Promise<string[]> {
    const host = (await this.people.membersById(sql, [challenge.createdBy])).get(challenge.createdBy);
    if (host?.role === 'security') return [];
    const led = await this.people.leadsOf(sql, challenge.createdBy);
    return challenge.departmentIds.filter((id) => !led.includes(id));
  }

  /** @throws ProblemError unless they may set this up: a leader needs a department of their own in it */
  async allow(sql: Sql, by: Actor, { departmentIds }: Pick<ChallengeDraft, 'departmentIds'>): Promise<void> {
    const known = new Set((await this.people.departments(sql)).map(({ id }) => id));
    if (departmentIds.some((id) => !known.has(id))) throw new ProblemError(problems.notFound);
    if (by.role === 'security') return;
    const led = await this.people.leadsOf(sql, by.memberId);
    if (!departmentIds.some((id) => led.includes(id))) throw new ProblemError(notYourDepartment);
  }

  private begin(tx: Tx, by: Actor | null, id: string): void {
    this.store.schedule(tx, id);
    this.note(tx, by, 'challenge.scheduled', id, {});
    this.outbox.append(tx, 'challenge.moved', [id]);
  }

  private inTime({ startsAt }: ChallengeRow): void {
    if (startsAt.getTime() < this.clock.nowMs() - lateMs) throw new ProblemError(challengeTooLate);
  }

  /** A step of whoever set it up, or of the security team; to others it is not there. */
  private async step(
    by: Actor,
    id: string,
    states: readonly ChallengeRow['state'][],
    work: (tx: Tx, challenge: ChallengeRow) => Promise<void> | void,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const challenge = await this.locked(tx, id);
      if (by.role !== 'security' && challenge.createdBy !== by.memberId)
        throw new ProblemError(problems.notFound);
      if (!states.includes(challenge.state)) throw new ProblemError(challengeMoved);
      await work(tx, challenge);
    });
  }

  private async locked(tx: Tx, id: string): Promise<ChallengeRow> {
    const challenge = await this.store.lock(tx, id);
    if (challenge === null) throw new ProblemError(problems.notFound);
    return challenge;
  }

  private note(
    tx: Tx,
    by: Actor | null,
    act: Parameters<AuditLog['record']>[1]['act'],
    id: string,
    after: Parameters<AuditLog['record']>[1]['after'],
  ): void {
    this.audit.record(tx, { by, act, subject: { kind: 'challenge', id }, after });
  }
}

function stateOf({ name, form, startsAt, endsAt, kinds, target, departmentIds }: ChallengeDraft) {
  return { name, form, startsAt, endsAt, kinds, target, departmentIds };
}
