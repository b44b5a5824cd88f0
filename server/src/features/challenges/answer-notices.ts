import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { answerOf } from './answer-subject.js';
import { ChallengesStore } from './challenges.store.js';

/** Tells who set a challenge up what another department has said: each answer once, as long as it stands. */
@Injectable()
export class AnswerNotices implements OnModuleInit {
  constructor(
    private readonly tellers: NoticeTellers,
    private readonly store: ChallengesStore,
    private readonly people: PeopleReadModel,
  ) {}

  onModuleInit(): void {
    this.tellers.register({
      kind: 'challenge.answered',
      topic: 'challenge.answered',
      tell: (sql, subjects) => this.answered(sql, subjects),
    });
  }

  private async answered(sql: Sql, subjects: readonly string[]): Promise<NewNotice[]> {
    const notices: NewNotice[] = [];
    for (const subject of subjects) {
      const { hostId: memberId, challengeId, departmentId } = answerOf(subject);
      const challenge = await this.store.find(sql, challengeId);
      const answer = (await this.store.answers(sql, challengeId)).get(departmentId);
      if (challenge === null || answer === undefined) continue;
      const department = await this.people.departmentName(sql, departmentId);
      const { agreed, byId, at } = answer;
      notices.push({
        ...{ memberId, key: `${challengeId}:${departmentId}:${at.getTime()}`, at },
        facts: {
          ...{ challengeId, challenge: challenge.name, department, byId },
          which: agreed ? 'agreed' : 'declined',
        },
      });
    }
    return notices;
  }
}
