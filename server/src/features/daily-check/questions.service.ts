import { Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { fewestQuestions, type Question, tooFewQuestions } from '@vigil/shared/daily-check';
import { randomUUID } from 'node:crypto';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { type QuestionRow, QuestionsStore } from './questions.store.js';

/** Own questions of the security team, and which of all are asked. A question is not edited: what was answered stays true. */
@Injectable()
export class QuestionsService {
  constructor(
    private readonly database: Database,
    private readonly store: QuestionsStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async add(question: Question, by: Actor): Promise<QuestionRow> {
    const id = randomUUID();
    const addedAt = this.clock.now();
    await this.database.transaction(async (tx) => {
      await this.store.add(tx, id, question, addedAt);
      const after = { topic: question.topic, question: question.en.question };
      this.audit.record(tx, { by, act: 'question.added', subject: { kind: 'question', id }, after });
    });
    return { id, origin: 'own', question, addedAt, retiredAt: null };
  }

  /** @throws ProblemError `not-found`, `too-few-questions` */
  async retire(id: string, by: Actor): Promise<QuestionRow> {
    return this.database.transaction(async (tx) => {
      const inUse = await this.store.lockInUse(tx);
      const row = await this.store.one(tx, id);
      if (row === null) throw new ProblemError(problems.notFound);
      if (row.retiredAt !== null) return row;
      if (inUse <= fewestQuestions) throw new ProblemError(tooFewQuestions);
      const retiredAt = this.clock.now();
      await this.store.setRetired(tx, id, retiredAt);
      this.audit.record(tx, { by, act: 'question.retired', subject: { kind: 'question', id } });
      return { ...row, retiredAt };
    });
  }

  /** @throws ProblemError `not-found` */
  async revive(id: string, by: Actor): Promise<QuestionRow> {
    return this.database.transaction(async (tx) => {
      await this.store.lockInUse(tx);
      const row = await this.store.one(tx, id);
      if (row === null) throw new ProblemError(problems.notFound);
      if (row.retiredAt === null) return row;
      await this.store.setRetired(tx, id, null);
      this.audit.record(tx, { by, act: 'question.revived', subject: { kind: 'question', id } });
      return { ...row, retiredAt: null };
    });
  }
}
