import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';

/** How the outbox names somebody whose entries a re-score changed. */
export const recountOf = (rescoreId: string, memberId: string): string => `${rescoreId}/${memberId}`;

/**
 * Tells people that past weeks were counted again, where an entry of theirs changed that boards count. What is for the
 * person alone stays out: who heard nothing would be known to have nothing of it.
 */
@Injectable()
export class RecountNotices implements OnModuleInit {
  constructor(private readonly tellers: NoticeTellers) {}

  onModuleInit(): void {
    this.tellers.register({ kind: 'points.recounted', topic: 'points.recounted', tell: recounted });
  }
}

async function recounted(sql: Sql, subjects: readonly string[]): Promise<NewNotice[]> {
  const rows = await sql.query<{ memberId: string; rescoreId: string; at: Date }>(
    `SELECT e.member_id AS "memberId", o.rescore_id AS "rescoreId", max(e.recorded_at) AS at
     FROM unnest($1::text[]) subject
     JOIN rescore_entry o ON o.rescore_id = split_part(subject, '/', 1)::uuid
     JOIN points_entry e ON e.id = o.entry_id AND e.member_id = split_part(subject, '/', 2)::uuid AND NOT e.quiet
     GROUP BY e.member_id, o.rescore_id`,
    [subjects],
  );
  return rows.map(({ memberId, rescoreId, at }) => ({ memberId, key: rescoreId, facts: {}, at }));
}
