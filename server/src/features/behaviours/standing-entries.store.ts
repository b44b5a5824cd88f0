import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/database.js';
import type { NewEntry } from '../points/points.store.js';

/** An entry that nobody has taken back. */
export type Standing = Pick<
  NewEntry,
  'behaviourId' | 'memberId' | 'kind' | 'part' | 'points' | 'quiet' | 'explanation'
> & { readonly id: string };

/** What stands in the ledger and may be taken back. */
@Injectable()
export class StandingEntriesStore {
  async forObject(tx: Tx, memberIds: readonly string[], object: string): Promise<Standing[]> {
    return tx.query<Standing>(
      `SELECT e.id, e.behaviour_id AS "behaviourId", e.member_id AS "memberId", e.kind, e.part, e.points, e.quiet, e.explanation
       FROM points_entry e
       WHERE e.member_id = ANY($1::uuid[]) AND e.object = $2 AND e.reverses_id IS NULL
         AND NOT EXISTS (SELECT FROM points_entry r WHERE r.reverses_id = e.id)
       ORDER BY e.id`,
      [memberIds, object],
    );
  }
}
