import { Injectable } from '@nestjs/common';
import { workingMinutesBetween } from '@vigil/shared/calendar';
import { problems } from '@vigil/shared/contract';
import { disputeSettled, disputeWaits } from '@vigil/shared/corrections';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { ReversalsService } from '../behaviours/reversals.service.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { PointsReadModel } from '../points/points.read-model.js';
import { NotesReadModel } from '../simulations/notes.read-model.js';
import { NotesStore } from '../simulations/notes.store.js';
import { type DisputeAbout, type DisputeOutcome, type DisputeRow, DisputesStore } from './disputes.store.js';

/** Questions about entries and notes, and their answers. */
@Injectable()
export class DisputesService {
  constructor(
    private readonly database: Database,
    private readonly store: DisputesStore,
    private readonly points: PointsReadModel,
    private readonly notes: NotesReadModel,
    private readonly withdrawals: NotesStore,
    private readonly reversals: ReversalsService,
    private readonly people: PeopleReadModel,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks about an entry or a note of one's own; asked again after an explanation, it is the same question.
   * @throws ProblemError `not-found`, `dispute-waits`, `dispute-settled`
   */
  async ask(memberId: string, about: DisputeAbout, question: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      if (!(await this.isOwn(tx, memberId, about))) throw new ProblemError(problems.notFound);
      const at = this.clock.now();
      const disputeId = await this.store.open(tx, memberId, about, at);
      if (disputeId === null)
        throw new ProblemError((await this.store.isOpen(tx, about)) ? disputeWaits : disputeSettled);
      await this.store.say(tx, { disputeId, at, authorId: memberId, text: question, outcome: null }, null);
      const team = await this.people.withRole(tx, 'security');
      this.outbox.append(
        tx,
        'dispute.asked',
        team.filter((id) => id !== memberId),
      );
      this.outbox.append(tx, 'question.asked', [disputeId]);
      return disputeId;
    });
  }

  /**
   * Answers an open question, once; nobody answers themselves.
   * @throws ProblemError `not-found`, `forbidden`, `dispute-settled`, `entry-reversed`, `reversal-is-final`
   */
  async answer(by: Actor, disputeId: string, outcome: DisputeOutcome, reason: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const dispute = await this.store.lock(tx, disputeId);
      if (dispute === null) throw new ProblemError(problems.notFound);
      if (dispute.memberId === by.memberId) throw new ProblemError(problems.forbidden);
      if (dispute.state !== 'open') throw new ProblemError(disputeSettled);
      if (outcome === 'accepted') await this.accept(tx, by, dispute, reason);
      const at = this.clock.now();
      const waited = workingMinutesBetween(
        dispute.askedAt.getTime(),
        at.getTime(),
        await this.people.calendar(tx),
      );
      await this.store.say(tx, { disputeId, at, authorId: by.memberId, text: reason, outcome }, waited);
      await this.store.settle(tx, disputeId, outcome);
      // neither whose it is nor what it is about: a question about a note would tell who clicked
      const subject = { kind: 'dispute' as const, id: disputeId };
      this.audit.record(tx, { by, act: 'dispute.answered', subject, after: { outcome } });
      this.outbox.append(tx, 'dispute.answered', [dispute.memberId]);
      this.outbox.append(tx, 'question.answered', [disputeId]);
    });
  }

  private async accept(tx: Tx, by: Actor, { entryId, noteId }: DisputeRow, reason: string): Promise<void> {
    if (noteId !== null) await this.withdrawals.withdraw(tx, noteId, by.memberId, this.clock.now());
    if (entryId !== null) await this.reversals.reverse(tx, entryId, reason);
  }

  private async isOwn(tx: Tx, memberId: string, about: DisputeAbout): Promise<boolean> {
    if ('entryId' in about) return (await this.points.entry(tx, memberId, about.entryId)) !== null;
    return (await this.notes.mine(tx, memberId, about.noteId)).length > 0;
  }
}
