import { Injectable } from '@nestjs/common';
import type { Explanation } from '@vigil/shared/points';
import type { Tx } from '../../platform/db/database.js';
import type { HeldEntry } from './rescored-member.js';

/** An award as it is held, with what its reversal repeats. */
export interface HeldRow extends HeldEntry {
  readonly memberId: string;
  readonly explanation: Explanation;
}

/** Reads the awards that stand, of members whose locks are held. */
@Injectable()
export class HeldEntriesStore {
  /** Awards from the weeks in question, and from any time those for an object: such count as given. */
  async byMember(
    tx: Tx,
    { memberIds, from, until }: { memberIds: readonly string[]; from: Date; until: Date },
  ): Promise<Map<string, HeldRow[]>> {
    const rows = await tx.query<HeldRow>(
      `SELECT e.id, e.member_id AS "memberId", e.behaviour_id AS "factId", e.kind, e.object, e.part, e.points, e.coins, e.quiet,
         e.cap_day::text AS day, e.cap_week AS week, e.explanation
       FROM points_entry e LEFT JOIN points_entry r ON r.reverses_id = e.id
       WHERE e.member_id = ANY($1::uuid[]) AND e.reverses_id IS NULL AND coalesce(r.reversal, 'corrected') = 'corrected'
         AND (e.object IS NOT NULL OR (e.occurred_at >= $2 AND e.occurred_at < $3))
       ORDER BY e.id`,
      [memberIds, from, until],
    );
    const held = new Map<string, HeldRow[]>();
    for (const row of rows) {
      const known = held.get(row.memberId) ?? [];
      known.push(row);
      held.set(row.memberId, known);
    }
    return held;
  }
}
