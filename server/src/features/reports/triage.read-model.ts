import { Injectable } from '@nestjs/common';
import type { GroupState, ReportKind, TriageItem, TriageView } from '@vigil/shared/reports';
import type { Sql } from '../../platform/db/database.js';

interface Row {
  id: string;
  number: string;
  kind: ReportKind;
  title: string;
  state: GroupState;
  verdictNo: number;
  reporters: string[];
  reporterIds: string[];
  people: number;
  firstAt: Date;
  lastAt: Date;
  answeredAt: Date | null;
  hasMail: boolean;
  mine: boolean;
}
const statesOf: Readonly<Record<TriageView, readonly GroupState[]>> = {
  open: ['new', 'in-review'],
  confirmed: ['confirmed'],
  harmless: ['harmless'],
  duplicate: ['duplicate'],
};

/** A line of the queue, with the ids of those whom it names: they can read that they were seen. */
export interface QueueItem extends TriageItem {
  readonly reporterIds: readonly string[];
}

/** What is asked of the queue. */
export interface TriageQuestion {
  readonly view: TriageView;
  readonly kind: ReportKind | null;
  /** Number of the last one that was seen. */
  readonly after: string | null;
  readonly limit: number;
}

/** The queue, for the security team alone. */
@Injectable()
export class TriageReadModel {
  /** What waits longest first; what is answered newest first. */
  async page(sql: Sql, readerId: string, { view, kind, after, limit }: TriageQuestion): Promise<QueueItem[]> {
    const [order, compare] = view === 'open' ? ['ASC', '>'] : ['DESC', '<'];
    return this.select(
      sql,
      `WHERE state = ANY($2::text[]) AND ($3::text IS NULL OR kind = $3) AND ($4::bigint IS NULL OR number ${compare} $4)
       ORDER BY number ${order} LIMIT $5`,
      [readerId, statesOf[view], kind, after, limit],
      order,
    );
  }

  async item(sql: Sql, readerId: string, groupId: string): Promise<TriageItem | null> {
    const [found] = await this.select(sql, `WHERE id = $2`, [readerId, groupId]);
    return found ?? null;
  }

  private async select(
    sql: Sql,
    which: string,
    params: readonly unknown[],
    order = 'ASC',
  ): Promise<QueueItem[]> {
    const rows = await sql.query<Row>(
      `SELECT g.id, g.number, g.kind, g.title, g.state, g.verdict_no AS "verdictNo", g.answered_at AS "answeredAt",
         r.reporters, r."reporterIds", r.people, coalesce(r.first_at, g.created_at) AS "firstAt", coalesce(r.last_at, g.created_at) AS "lastAt",
         r.mine, EXISTS (SELECT FROM report_mail m WHERE m.group_id = g.id) AS "hasMail"
       FROM (SELECT * FROM report_group ${which}) g
       CROSS JOIN LATERAL (
         SELECT coalesce((array_agg(m.first_name || ' ' || m.last_name ORDER BY r.created_at, r.id) FILTER (WHERE NOT r.again))[1:3], '{}') AS reporters,
           coalesce((array_agg(m.id ORDER BY r.created_at, r.id) FILTER (WHERE NOT r.again))[1:3], '{}') AS "reporterIds",
           count(DISTINCT r.reporter_id)::int AS people, min(r.created_at) AS first_at, max(r.created_at) AS last_at,
           coalesce(bool_or(r.reporter_id = $1), false) AS mine
         FROM report r JOIN member m ON m.id = r.reporter_id WHERE r.group_id = g.id
       ) r
       ORDER BY g.number ${order}`,
      params,
    );
    return rows.map((row) => ({
      ...row,
      number: Number(row.number),
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
      answeredAt: row.answeredAt?.toISOString() ?? null,
    }));
  }
}
