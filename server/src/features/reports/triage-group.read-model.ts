import { Injectable } from '@nestjs/common';
import { defang, type TriageGroup, type Verdict } from '@vigil/shared/reports';
import type { Sql } from '../../platform/db/database.js';
import { TriageReadModel } from './triage.read-model.js';

interface ReportLine {
  id: string;
  reporterId: string;
  name: string;
  department: string | null;
  text: string;
  at: Date;
  again: boolean;
  answeredAt: Date | null;
}
const mostShown = 200;

/** One group with all that was said about it, for the security team alone. */
@Injectable()
export class TriageGroupReadModel {
  constructor(private readonly items: TriageReadModel) {}

  async one(sql: Sql, readerId: string, groupId: string): Promise<TriageGroup | null> {
    const item = await this.items.item(sql, readerId, groupId);
    if (item === null) return null;
    return {
      ...item,
      reports: await this.reports(sql, groupId),
      mail: await this.mail(sql, groupId),
      verdicts: await this.verdicts(sql, groupId),
      mergedInto: await this.mergedInto(sql, groupId),
    };
  }

  private async reports(sql: Sql, groupId: string): Promise<TriageGroup['reports']> {
    const lines = await sql.query<ReportLine>(
      `SELECT r.id, m.id AS "reporterId", m.first_name || ' ' || m.last_name AS name, d.name AS department, r.text,
         r.created_at AS at, r.again, r.answered_at AS "answeredAt"
       FROM report r JOIN member m ON m.id = r.reporter_id LEFT JOIN department d ON d.id = m.department_id
       WHERE r.group_id = $1 ORDER BY r.created_at, r.id LIMIT ${mostShown}`,
      [groupId],
    );
    return lines.map(({ reporterId, name, department, at, answeredAt, text, ...line }) => ({
      ...line,
      text: defang(text),
      reporter: { id: reporterId, name, department },
      at: at.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
    }));
  }

  private async mail(sql: Sql, groupId: string): Promise<TriageGroup['mail']> {
    const [row] = await sql.query<{ subject: string; from: string; bytes: number; keptUntil: Date }>(
      `SELECT view ->> 'subject' AS subject, view ->> 'from' AS "from", length(original) AS bytes, kept_until AS "keptUntil"
       FROM report_mail WHERE group_id = $1`,
      [groupId],
    );
    return row ? { ...row, keptUntil: row.keptUntil.toISOString() } : null;
  }

  private async verdicts(sql: Sql, groupId: string): Promise<TriageGroup['verdicts']> {
    const rows = await sql.query<{ no: number; verdict: Verdict; thanks: string; by: string; at: Date }>(
      `SELECT v.no, v.verdict, v.thanks, m.first_name || ' ' || m.last_name AS by, v.decided_at AS at
       FROM report_verdict v JOIN member m ON m.id = v.decided_by WHERE v.group_id = $1 ORDER BY v.no DESC LIMIT ${mostShown}`,
      [groupId],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  private async mergedInto(sql: Sql, groupId: string): Promise<TriageGroup['mergedInto']> {
    const [row] = await sql.query<{ id: string; number: string }>(
      `SELECT t.id, t.number FROM report_group g JOIN report_group t ON t.id = g.merged_into WHERE g.id = $1`,
      [groupId],
    );
    return row ? { id: row.id, number: Number(row.number) } : null;
  }
}
