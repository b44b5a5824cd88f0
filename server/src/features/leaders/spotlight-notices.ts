import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';

/** Who agrees to large lights, and sees all of them. */
export const lookAfterLights = ['security', 'administrator'] as const;

interface Told {
  readonly id: string;
  readonly memberId: string;
  readonly lights: number;
  readonly at: Date;
}

/**
 * Tells those who may agree that lights wait for them, and a leader what became of lights. Whom the lights are for is not
 * said: the words may be read over a shoulder, and nothing is granted yet.
 */
@Injectable()
export class SpotlightNotices implements OnModuleInit {
  constructor(private readonly tellers: NoticeTellers) {}

  onModuleInit(): void {
    this.tellers.register({ kind: 'light.waiting', topic: 'spotlight.asked', tell: waiting });
    this.tellers.register({ kind: 'light.answered', topic: 'spotlight.decided', tell: answered });
  }
}

/** Never to who gives them, nor to who gets them: neither may agree. */
async function waiting(sql: Sql, ids: readonly string[]): Promise<NewNotice[]> {
  const rows = await sql.query<Told>(
    `SELECT s.id, m.id AS "memberId", s.lights, s.asked_at AS at
     FROM spotlight s JOIN member m ON m.role = ANY($2::text[]) AND m.id NOT IN (s.leader_id, s.receiver_id)
     WHERE s.id = ANY($1::uuid[]) AND s.state = 'waiting'`,
    [ids, lookAfterLights],
  );
  return rows.map(({ id, memberId, lights, at }) => ({ memberId, key: id, facts: { lights }, at }));
}

async function answered(sql: Sql, ids: readonly string[]): Promise<NewNotice[]> {
  const rows = await sql.query<Told & { state: string }>(
    `SELECT id, leader_id AS "memberId", lights, state, decided_at AS at FROM spotlight
     WHERE id = ANY($1::uuid[]) AND decided_at IS NOT NULL`,
    [ids],
  );
  return rows.map(({ id, memberId, lights, state: which, at }) => ({
    ...{ memberId, key: id, facts: { which, lights }, at },
  }));
}
