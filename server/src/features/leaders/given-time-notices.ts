import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';
import { timeTopic } from './given-time.service.js';

interface Told {
  readonly memberId: string;
  readonly id: string;
  readonly minutes: number;
  readonly day: string;
  readonly which: 'given' | 'withdrawn';
  readonly at: Date;
}

/** Tells a department of time that it was given, and that it was withdrawn; by whom and what for they read where it stands. */
@Injectable()
export class GivenTimeNotices implements OnModuleInit {
  constructor(private readonly tellers: NoticeTellers) {}

  onModuleInit(): void {
    this.tellers.register({ kind: 'time.given', topic: timeTopic, tell: given });
  }
}

async function given(sql: Sql, ids: readonly string[]): Promise<NewNotice[]> {
  const rows = await sql.query<Told>(
    `SELECT m.id AS "memberId", g.id, g.minutes, g.day::text AS day, CASE WHEN g.withdrawn_at IS NULL THEN 'given' ELSE 'withdrawn' END AS which,
       coalesce(g.withdrawn_at, g.given_at) AS at
     FROM given_time g JOIN member m ON m.department_id = g.department_id AND m.deactivated_at IS NULL AND m.id <> g.leader_id
     WHERE g.id = ANY($1::uuid[])`,
    [ids],
  );
  return rows.map(({ memberId, id, minutes, day, which, at }) => ({
    ...{ memberId, key: `${id}:${which}`, facts: { minutes, day, which }, at },
  }));
}
