import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestState } from '@vigil/shared/rewards';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';

interface Decided {
  readonly id: string;
  readonly memberId: string;
  readonly title: string;
  readonly state: RequestState;
  readonly at: Date;
}

/** Tells people what became of what they asked for, where somebody else decided it. */
@Injectable()
export class RewardNotices implements OnModuleInit {
  constructor(private readonly tellers: NoticeTellers) {}

  onModuleInit(): void {
    this.tellers.register({ kind: 'reward.answered', topic: 'reward.decided', tell: decided });
  }
}

async function decided(sql: Sql, requestIds: readonly string[]): Promise<NewNotice[]> {
  const rows = await sql.query<Decided>(
    `SELECT q.id, q.member_id AS "memberId", q.title, q.state, s.at
     FROM reward_request q JOIN reward_request_step s ON s.request_id = q.id AND s.state = q.state
     WHERE q.id = ANY($1::uuid[]) AND q.state IN ('approved', 'fulfilled', 'declined')`,
    [requestIds],
  );
  return rows.map(({ id, memberId, title, state, at }) => ({
    ...{ memberId, key: `${id}:${state}`, facts: { which: state, title }, at },
  }));
}
