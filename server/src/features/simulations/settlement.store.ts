import { Injectable } from '@nestjs/common';
import type { Settlement } from '@vigil/shared/simulations';
import { columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';
import type { CampaignResults } from './results-check.js';
import { settlesAfterMs } from './simulations.types.js';

/** What settlement writes, and which campaigns wait for it. */
@Injectable()
export class SettlementStore {
  /** Marks the campaign as settled. @returns false when it was before: then nothing may follow */
  async markSettled(
    tx: Tx,
    id: string,
    decided: { at: Date; by: string | null; settlement: Settlement; results: CampaignResults },
  ): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE campaign SET settled_at = $2, settled_by = $3, first_reporter_id = $4, settled_counts = $5
       WHERE id = $1 AND settled_at IS NULL RETURNING id`,
      [
        id,
        decided.at,
        decided.by,
        decided.settlement.firstReporter,
        { ...decided.settlement.counts, results: decided.results },
      ],
    );
    return rows.length > 0;
  }

  async markPassed(tx: Tx, campaignId: string, passed: Settlement['passed']): Promise<void> {
    const rows = passed.map((p) => ({ memberId: p.memberId, ns: String(p.occurredNs) }));
    await tx.query(
      `UPDATE simulation_case c SET passed_ns = p.ns FROM unnest($2::uuid[], $3::bigint[]) AS p (member_id, ns)
       WHERE c.campaign_id = $1 AND c.member_id = p.member_id`,
      [campaignId, ...columns(rows, 'memberId', 'ns')],
    );
  }

  /**
   * A campaign that is due, locked; null when there is none that no other process works on. One whose events are
   * still arriving (an import, a replay) waits until it has been quiet for ten minutes.
   */
  async lockDue(tx: Tx, now: Date, except: readonly string[]): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT c.id FROM campaign c
       WHERE c.settled_at IS NULL AND c.created_at <= $1 AND c.id <> ALL($3::uuid[])
         AND NOT EXISTS (SELECT FROM simulation_event e WHERE e.campaign_id = c.id AND e.received_at > $2)
       ORDER BY c.created_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [new Date(now.getTime() - settlesAfterMs), new Date(now.getTime() - 600_000), except],
    );
    return row?.id ?? null;
  }

  async exists(sql: Sql, id: string): Promise<boolean> {
    return (await sql.query(`SELECT FROM campaign WHERE id = $1`, [id])).length > 0;
  }
}
