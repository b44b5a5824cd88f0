import { Injectable } from '@nestjs/common';
import type { Look } from '@vigil/shared/audit';
import type { SessionPrincipal } from '../auth/principal.js';
import { Clock } from '../clock/clock.js';
import type { Sql } from '../db/database.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Lists are paged and searched through: the first sight of a day stands for all of it. */
const byDay: ReadonlySet<Look> = new Set(['list', 'report-queue']);

/** Notes for each person who looked at their data. Everybody reads their own; nobody else reads it at all. */
@Injectable()
export class Looks {
  constructor(private readonly clock: Clock) {}

  /** Notes one look at each of the people, in one statement. To look at oneself is none. */
  async note(
    sql: Sql,
    looker: Pick<SessionPrincipal, 'memberId'>,
    what: Look,
    memberIds: readonly string[],
  ): Promise<void> {
    const others = [...new Set(memberIds)].filter((id) => id !== looker.memberId);
    if (others.length === 0) return;
    const now = this.clock.nowMs();
    const bucket = Math.floor(now / (byDay.has(what) ? dayMs : minuteMs));
    await sql.query(
      `INSERT INTO personal_look (member_id, looker_id, what, at, bucket) SELECT id, $2, $3, $4, $5 FROM unnest($1::uuid[]) id ORDER BY id
       ON CONFLICT DO NOTHING`,
      [others, looker.memberId, what, new Date(now), String(bucket)],
    );
  }
}
