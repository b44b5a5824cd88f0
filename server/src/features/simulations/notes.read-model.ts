import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';

interface Row {
  id: string;
  campaign: string;
  occurredAt: string;
  submitted: boolean;
  reported: boolean;
  seenAt: Date | null;
  withdrawnAt: Date | null;
}

/** Careful notes about risky acts. Every statement asks for the member's own rows: there is no way to another's. */
@Injectable()
export class NotesReadModel {
  async mine(sql: Sql, memberId: string, noteId: string | null = null) {
    const rows = await sql.query<Row>(
      `SELECT k.id, c.name AS campaign, min(e.occurred_ns)::text AS "occurredAt", bool_or(e.type = 'submitted') AS submitted,
         k.reported_ns IS NOT NULL AS reported, k.note_seen_at AS "seenAt", w.withdrawn_at AS "withdrawnAt"
       FROM simulation_case k
       JOIN campaign c ON c.id = k.campaign_id
       JOIN simulation_event e ON e.campaign_id = k.campaign_id AND e.member_id = k.member_id AND e.type IN ('clicked', 'submitted')
       LEFT JOIN note_withdrawal w ON w.case_id = k.id
       WHERE k.member_id = $1 AND ($2::uuid IS NULL OR k.id = $2)
       GROUP BY k.id, c.name, w.withdrawn_at ORDER BY min(e.occurred_ns) DESC, k.id LIMIT 200`,
      [memberId, noteId],
    );
    return rows.map((row) => ({
      id: row.id,
      campaign: row.campaign,
      occurredAt: new Date(Number(BigInt(row.occurredAt) / 1_000_000n)).toISOString(),
      act: row.submitted ? ('submitted' as const) : ('clicked' as const),
      reported: row.reported,
      seenAt: row.seenAt?.toISOString() ?? null,
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    }));
  }

  async markSeen(sql: Sql, memberId: string, noteId: string, now: Date): Promise<void> {
    await sql.query(
      `UPDATE simulation_case SET note_seen_at = $3 WHERE id = $2 AND member_id = $1 AND note_seen_at IS NULL`,
      [memberId, noteId, now],
    );
  }
}
