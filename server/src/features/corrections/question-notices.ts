import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';
import { PeopleReadModel } from '../people/people.read-model.js';

interface Step {
  readonly disputeId: string;
  readonly memberId: string;
  readonly stepId: string;
  readonly at: Date;
}

/** The last of what was said, in questions where that was an answer, or was not. */
const lastSteps = `SELECT DISTINCT ON (d.id) d.id AS "disputeId", d.member_id AS "memberId", s.id AS "stepId", s.at
  FROM dispute d JOIN dispute_step s ON s.dispute_id = d.id
  WHERE d.id = ANY($1::uuid[]) AND (d.state = 'open') = $2 AND (s.outcome IS NULL) = $2 ORDER BY d.id, s.id DESC`;

/**
 * Tells people that their question was answered, the security team that one waits, and somebody that an entry of theirs
 * was taken back. What a question is about is never said: it may be about a note that is for its person alone.
 */
@Injectable()
export class QuestionNotices implements OnModuleInit {
  constructor(
    private readonly tellers: NoticeTellers,
    private readonly people: PeopleReadModel,
  ) {}

  onModuleInit(): void {
    this.tellers.register({
      kind: 'question.answered',
      topic: 'question.answered',
      tell: async (sql, ids) =>
        (await steps(sql, ids, 'answered')).map(({ memberId, stepId, at }) => ({
          ...{ memberId, key: stepId, facts: {}, at },
        })),
    });
    this.tellers.register({
      kind: 'question.asked',
      topic: 'question.asked',
      tell: (sql, ids) => this.asked(sql, ids),
    });
    this.tellers.register({ kind: 'entry.reversed', topic: 'entry.reversed', tell: reversed });
  }

  private async asked(sql: Sql, ids: readonly string[]): Promise<NewNotice[]> {
    const open = await steps(sql, ids, 'open');
    const team = open.length === 0 ? [] : await this.people.withRole(sql, 'security');
    return open.flatMap((step) =>
      team
        .filter((memberId) => memberId !== step.memberId)
        .map((memberId) => ({ memberId, key: step.stepId, facts: {}, at: step.at })),
    );
  }
}

function steps(sql: Sql, ids: readonly string[], which: 'open' | 'answered'): Promise<Step[]> {
  return sql.query<Step>(lastSteps, [ids, which === 'open']);
}

async function reversed(sql: Sql, entryIds: readonly string[]): Promise<NewNotice[]> {
  const rows = await sql.query<{ memberId: string; entryId: string; at: Date }>(
    `SELECT e.member_id AS "memberId", e.id AS "entryId", r.recorded_at AS at
     FROM points_entry e JOIN points_entry r ON r.reverses_id = e.id WHERE e.id = ANY($1::bigint[])`,
    [entryIds],
  );
  return rows.map(({ memberId, entryId, at }) => ({ memberId, key: entryId, facts: { entryId }, at }));
}
