import { Injectable } from '@nestjs/common';
import type { MyReport, ReportKind, ReportState } from '@vigil/shared/reports';
import type { Sql } from '../../platform/db/database.js';
import { mailKeptMs } from './reports.types.js';

interface Row {
  id: string;
  kind: ReportKind;
  text: string | null;
  sentAt: Date;
  state: ReportState;
  mail: string | null;
  answeredAt: Date | null;
  thanks: string | null;
  points: number | null;
}

/** What a report `r` of group `g` has brought its reporter until now, as `p.points`. */
export const broughtByReport = `LEFT JOIN LATERAL (
         SELECT coalesce(sum(e.points), 0)::int AS points FROM points_entry e
         WHERE e.member_id = r.reporter_id AND e.kind IN ('threat.reported', 'threat.confirmed', 'suggestion.adopted')
           AND (e.object = 'report/' || g.id OR starts_with(e.object, 'report/' || g.id || '/'))
       ) p ON true`;

/** Where a page begins: after the report that was sent then and has this id. */
export interface ReportCursor {
  readonly sentAt: Date;
  readonly id: string;
}

/**
 * Reports for whoever sent them. Every statement asks for the member's own rows: there is no way to another's. The mail of
 * a group is its first reporter's copy, and a subject may name them: it is shown to whoever brought it, whose report is as
 * old as the mail.
 */
@Injectable()
export class MyReportsReadModel {
  async page(sql: Sql, memberId: string, limit: number, after: ReportCursor | null): Promise<MyReport[]> {
    return this.select(
      sql,
      `AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2, $3::uuid)) ORDER BY r.created_at DESC, r.id DESC LIMIT $4`,
      [memberId, after?.sentAt ?? null, after?.id ?? null, limit],
    );
  }

  async one(sql: Sql, memberId: string, reportId: string): Promise<MyReport | null> {
    const [found] = await this.select(sql, `AND r.id = $2`, [memberId, reportId]);
    return found ?? null;
  }

  private async select(sql: Sql, which: string, params: readonly unknown[]): Promise<MyReport[]> {
    const rows = await sql.query<Row>(
      `SELECT r.id, r.kind, r.text, r.created_at AS "sentAt", r.answered_at AS "answeredAt",
         CASE WHEN r.group_id IS NULL THEN 'practice' WHEN r.again THEN 'duplicate' ELSE g.state END AS state,
         CASE WHEN r.kind = 'mail' AND m.kept_until = r.created_at + interval '${mailKeptMs} milliseconds'
           THEN m.view ->> 'subject' END AS mail,
         CASE WHEN r.again THEN NULL ELSE v.thanks END AS thanks,
         CASE WHEN v.no IS NULL OR r.again THEN NULL ELSE p.points END AS points
       FROM report r
       LEFT JOIN report_group g ON g.id = r.group_id
       LEFT JOIN report_mail m ON m.group_id = g.id
       LEFT JOIN report_verdict v ON v.group_id = g.id AND v.no = g.verdict_no
       ${broughtByReport}
       WHERE r.reporter_id = $1 ${which}`,
      params,
    );
    return rows.map((row) => ({
      ...row,
      text: row.text ?? '',
      sentAt: row.sentAt.toISOString(),
      answeredAt: row.answeredAt?.toISOString() ?? null,
    }));
  }
}
