import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { noCounts, type ResultCounts, type ResultStatus } from './results-check.js';

/** What the events of a whole campaign come to in the words of results.csv, as sums. */
@Injectable()
export class ResultsReadModel {
  /** The furthest status of each recipient, and beside it how many reported. */
  async counts(sql: Sql, campaignId: string): Promise<ResultCounts> {
    const rows = await sql.query<{ status: ResultStatus; people: number }>(
      `WITH recipient AS (
         SELECT bool_or(type = 'submitted') AS submitted, bool_or(type = 'clicked') AS clicked, bool_or(type = 'opened') AS opened,
           bool_or(type IN ('sent', 'reported')) AS sent, bool_or(type = 'reported') AS reported
         FROM simulation_event WHERE campaign_id = $1 GROUP BY coalesce(member_id::text, email_key)
       )
       SELECT CASE WHEN submitted THEN 'submitted' WHEN clicked THEN 'clicked' WHEN opened THEN 'opened' WHEN sent THEN 'sent'
         ELSE 'not-delivered' END AS status, count(*)::int AS people FROM recipient GROUP BY 1
       UNION ALL SELECT 'reported', count(*)::int FROM recipient WHERE reported`,
      [campaignId],
    );
    const counts = noCounts();
    for (const { status, people } of rows) counts[status] = people;
    return counts;
  }

  /** How many of the addresses are no recipients of the campaign. */
  async unknown(sql: Sql, campaignId: string, emailKeys: readonly string[]): Promise<number> {
    const [row] = await sql.query<{ unknown: number }>(
      `SELECT count(*)::int AS unknown FROM (SELECT unnest($2::text[]) AS email_key) asked
       WHERE NOT EXISTS (SELECT FROM simulation_event e WHERE e.campaign_id = $1 AND e.email_key = asked.email_key)`,
      [campaignId, emailKeys],
    );
    return row?.unknown ?? 0;
  }
}
