import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { settlesAfterMs } from './simulations.types.js';

/** The smallest group whose figures are shown. */
export const smallestGroup = 5;

interface Row {
  id: string;
  name: string;
  sourceId: string;
  sourceName: string;
  createdAt: Date;
  settledAt: Date | null;
  recipients: number;
  delivered: number;
  reported: number;
  median: number | null;
  points: number;
  counts: { reported: number; passed: number; riskyOnly: number; notDelivered: number } | null;
}

/** Where a page of campaigns begins: after the one that was created at this time and has this id. */
export interface CampaignCursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** Campaigns in figures that name nobody, and from which nobody's failure follows. */
@Injectable()
export class CampaignsReadModel {
  async page(sql: Sql, limit: number, after: CampaignCursor | null) {
    const rows = await this.rows(
      sql,
      `WHERE $1::timestamptz IS NULL OR (c.created_at, c.id) < ($1, $2::uuid) ORDER BY c.created_at DESC, c.id DESC LIMIT $3`,
      [after?.createdAt ?? null, after?.id ?? null, limit],
    );
    return rows.map(shown);
  }

  async one(sql: Sql, id: string) {
    const [row] = await this.rows(sql, `WHERE c.id = $1`, [id]);
    return row ? shown(row) : null;
  }

  /**
   * What counts as delivered are mails sent and mails reported: were opens and clicks counted too, the figure would
   * move when somebody clicks a mail whose "sent" is late, or at settlement when it was lost.
   */
  private rows(sql: Sql, which: string, params: readonly unknown[]): Promise<Row[]> {
    return sql.query<Row>(
      `SELECT c.id, c.name, c.source_id AS "sourceId", s.name AS "sourceName", c.created_at AS "createdAt",
         c.settled_at AS "settledAt", c.settled_counts AS counts, e.recipients, e.delivered, r.reported, r.median, p.points
       FROM (SELECT * FROM campaign c ${which}) c
       JOIN source s ON s.id = c.source_id
       CROSS JOIN LATERAL (
         SELECT count(DISTINCT who)::int AS recipients, count(DISTINCT who) FILTER (WHERE type <> 'send-error')::int AS delivered
         FROM (SELECT coalesce(member_id::text, email_key) AS who, type FROM simulation_event
               WHERE campaign_id = c.id AND type IN ('sent', 'send-error', 'reported')) event
       ) e
       CROSS JOIN LATERAL (
         SELECT count(reported_ns)::int AS reported,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY working_minutes) FILTER (WHERE reported_ns IS NOT NULL) AS median
         FROM simulation_case WHERE campaign_id = c.id
       ) r
       CROSS JOIN LATERAL (
         SELECT coalesce(sum(entry.points), 0)::int AS points FROM simulation_case k
         JOIN points_entry entry ON entry.member_id = k.member_id AND entry.kind = 'simulation.reported' AND entry.object = k.id::text
         WHERE k.campaign_id = c.id
       ) p
       ORDER BY c.created_at DESC, c.id DESC`,
      params,
    );
  }
}

function shown(row: Row) {
  return {
    id: row.id,
    name: row.name,
    source: { id: row.sourceId, name: row.sourceName },
    state: row.settledAt === null ? ('running' as const) : ('settled' as const),
    createdAt: row.createdAt.toISOString(),
    settlesAt: new Date(row.createdAt.getTime() + settlesAfterMs).toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    figures: row.recipients < smallestGroup ? null : figures(row),
    points: row.points,
  };
}

/** Silent and risky make up the rest between them, so a small group of either hides both. */
function figures({ recipients, delivered, reported, median, counts }: Row) {
  const both = counts !== null && counts.passed >= smallestGroup && counts.riskyOnly >= smallestGroup;
  return {
    recipients,
    delivered,
    reported,
    silent: both ? counts.passed : null,
    risky: both ? counts.riskyOnly : null,
    medianMinutesToReport: reported >= smallestGroup ? median : null,
  };
}
