import { Injectable } from '@nestjs/common';
import type { Sql } from '../../platform/db/database.js';
import { type CampaignResults, noCounts, type ResultStatus } from './results-check.js';

/** What the events of a whole campaign come to in the words of results.csv, as sums. */
@Injectable()
export class ResultsReadModel {
  /** As it was at settlement; null before, and for campaigns that were settled without it. */
  async settled(sql: Sql, campaignId: string): Promise<CampaignResults | null> {
    const [row] = await sql.query<{ results: CampaignResults | null }>(
      `SELECT settled_counts -> 'results' AS results FROM campaign WHERE id = $1`,
      [campaignId],
    );
    return row?.results ?? null;
  }

  /** As it is now: for settlement alone. Shown while events arrive, each of them would tell what somebody did. */
  async now(sql: Sql, campaignId: string): Promise<CampaignResults> {
    const rows = await sql.query<{ status: ResultStatus | 'risky-reporters'; people: number }>(
      `WITH recipient AS (
         SELECT bool_or(type = 'submitted') AS submitted, bool_or(type = 'clicked') AS clicked, bool_or(type = 'opened') AS opened,
           bool_or(type IN ('sent', 'reported')) AS sent, bool_or(type = 'reported') AS reported
         FROM simulation_event WHERE campaign_id = $1 GROUP BY coalesce(member_id::text, email_key)
       )
       SELECT CASE WHEN submitted THEN 'submitted' WHEN clicked THEN 'clicked' WHEN opened THEN 'opened' WHEN sent THEN 'sent'
         ELSE 'not-delivered' END AS status, count(*)::int AS people FROM recipient GROUP BY 1
       UNION ALL SELECT 'reported', count(*)::int FROM recipient WHERE reported
       UNION ALL SELECT 'risky-reporters', count(*)::int FROM recipient WHERE reported AND (clicked OR submitted)`,
      [campaignId],
    );
    const counts = noCounts();
    let riskyReporters = 0;
    for (const { status, people } of rows)
      if (status === 'risky-reporters') riskyReporters = people;
      else counts[status] = people;
    return { counts, riskyReporters };
  }

  /**
   * How many of the addresses are no recipients of the campaign, as its figures count them: an address of which only
   * an open or a click has arrived is not told apart from one of which nothing has.
   */
  async unknown(sql: Sql, campaignId: string, emailKeys: readonly string[]): Promise<number> {
    const [row] = await sql.query<{ unknown: number }>(
      `SELECT count(*)::int AS unknown FROM (SELECT unnest($2::text[]) AS email_key) asked
       WHERE NOT EXISTS (SELECT FROM simulation_event e WHERE e.campaign_id = $1 AND e.email_key = asked.email_key
         AND e.type IN ('sent', 'send-error', 'reported'))`,
      [campaignId, emailKeys],
    );
    return row?.unknown ?? 0;
  }
}
