import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';

interface Given {
  readonly id: string;
  readonly memberId: string;
  readonly at: Date;
}

/** Tells people that they were thanked; by whom and what for they read where only they look. */
@Injectable()
export class RecognitionNotices implements OnModuleInit {
  constructor(private readonly tellers: NoticeTellers) {}

  onModuleInit(): void {
    this.tellers.register({ kind: 'recognition.received', topic: 'recognition.given', tell: given });
  }
}

async function given(sql: Sql, ids: readonly string[]): Promise<NewNotice[]> {
  const rows = await sql.query<Given>(
    `SELECT id, receiver_id AS "memberId", given_at AS at FROM recognition
     WHERE id = ANY($1::uuid[]) AND receiver_id IS NOT NULL AND withdrawn_at IS NULL AND hidden_at IS NULL`,
    [ids],
  );
  return rows.map(({ id, memberId, at }) => ({ memberId, key: id, facts: {}, at }));
}
