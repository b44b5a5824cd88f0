import { Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { reportChanged, reportNotOpen, type Verdict } from '@vigil/shared/reports';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { AnswersService } from './answers.service.js';
import { GroupsStore } from './groups.store.js';
import { MailsStore } from './mails.store.js';
import { ReportsStore } from './reports.store.js';
import { type GroupRow, isDecided } from './reports.types.js';

/** A verdict, as a member of the security team gives it. */
export interface AskedVerdict {
  readonly groupId: string;
  readonly by: Actor;
  readonly verdict: Verdict;
  readonly thanks: string;
  /** How many verdicts they knew of. */
  readonly verdictNo: number;
}

/** What the security team does with reports. One transaction each, under the lock of the group. */
@Injectable()
export class TriageService {
  constructor(
    private readonly database: Database,
    private readonly groups: GroupsStore,
    private readonly store: ReportsStore,
    private readonly mails: MailsStore,
    private readonly answers: AnswersService,
    private readonly people: PeopleReadModel,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Tells the reporters that somebody looks at it; a second look changes nothing. */
  async review(groupId: string, by: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const group = await this.locked(tx, groupId);
      if (group.state !== 'new') return;
      await this.groups.review(tx, groupId, this.clock.now());
      this.audit.record(tx, { by, act: 'report.reviewed', subject: { kind: 'report', id: groupId } });
      const reports = await this.store.ofGroup(tx, groupId);
      this.outbox.append(
        tx,
        'report.changed',
        reports.map((r) => r.reporterId),
      );
      await this.tellTeam(tx);
    });
  }

  /**
   * Answers everybody who told of it. A changed verdict takes back what the one before brought, and brings its own.
   *
   * @throws ProblemError `report-changed` when somebody was faster, `report-not-open` for a duplicate
   */
  async decide({ groupId, by, verdict, thanks, verdictNo }: AskedVerdict): Promise<void> {
    await this.database.transaction(async (tx) => {
      const group = await this.locked(tx, groupId);
      if (group.state === 'duplicate') throw new ProblemError(reportNotOpen);
      if (group.verdictNo !== verdictNo) throw new ProblemError(reportChanged);
      const at = this.clock.now();
      const no = verdictNo + 1;
      // other words for the same verdict prove nothing anew
      const provedNo = verdict === 'confirmed' ? (group.provedNo ?? no) : null;
      const disprovedNo = provedNo === null ? group.provedNo : null;
      await this.groups.decide(
        tx,
        { groupId, no, verdict, thanks, decidedBy: by.memberId, decidedAt: at },
        provedNo,
      );
      this.audit.record(tx, {
        by,
        act: 'report.answered',
        subject: { kind: 'report', id: groupId },
        before: { verdict: isDecided(group.state) ? group.state : null },
        after: { verdict },
      });
      const reports = await this.store.ofGroup(tx, groupId);
      await this.answers.give(tx, { groupId, provedNo, disprovedNo, reports, by: by.memberId, at });
      await this.tellTeam(tx);
    });
  }

  /**
   * Puts what is open to another group, which answers for it: at once where it has been answered.
   *
   * @throws ProblemError `report-not-open` unless the one is open and the other is no duplicate itself
   */
  async markDuplicate(groupId: string, of: string, by: Actor): Promise<void> {
    if (groupId === of) throw new ProblemError(reportNotOpen);
    await this.database.transaction(async (tx) => {
      const locked = new Map<string, GroupRow>();
      for (const id of [groupId, of].sort()) locked.set(id, await this.locked(tx, id));
      const [from, into] = [locked.get(groupId), locked.get(of)];
      if (!from || !into || isDecided(from.state) || [from, into].some((g) => g.state === 'duplicate'))
        throw new ProblemError(reportNotOpen);
      const moved = new Set(await this.store.move(tx, groupId, of));
      await this.groups.repoint(tx, groupId, of);
      await this.mails.move(tx, groupId, of);
      await this.groups.merge(tx, groupId, of);
      this.audit.record(tx, {
        by,
        act: 'report.merged',
        subject: { kind: 'report', id: groupId },
        after: { into: of },
      });
      await this.follow(tx, into, moved, by.memberId);
      await this.tellTeam(tx);
    });
  }

  /** Those who came by a duplicate learn what the others know. */
  private async follow(tx: Tx, into: GroupRow, moved: ReadonlySet<string>, by: string): Promise<void> {
    const reports = (await this.store.ofGroup(tx, into.id)).filter((r) => moved.has(r.id));
    if (isDecided(into.state)) {
      const { id: groupId, provedNo } = into;
      await this.answers.give(tx, {
        groupId,
        provedNo,
        disprovedNo: null,
        reports,
        by,
        at: this.clock.now(),
      });
      return;
    }
    this.outbox.append(
      tx,
      'report.changed',
      reports.map((r) => r.reporterId),
    );
  }

  /** The others of the team see it move. */
  private async tellTeam(tx: Tx): Promise<void> {
    this.outbox.append(tx, 'report.arrived', await this.people.withRole(tx, 'security'));
  }

  private async locked(tx: Tx, groupId: string): Promise<GroupRow> {
    const group = await this.groups.lock(tx, groupId);
    if (group === null) throw new ProblemError(problems.notFound);
    return group;
  }
}
