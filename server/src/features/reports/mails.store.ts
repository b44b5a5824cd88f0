import { Injectable } from '@nestjs/common';
import type { MailView } from '@vigil/shared/reports';
import type { Sql, Tx } from '../../platform/db/database.js';
import { mailKeptMs, type NewMail } from './reports.types.js';

/** Rows of `report_mail`. */
@Injectable()
export class MailsStore {
  /** Keeps the mail of a group, unless it has one: of copies of the same mail the first is enough. */
  async keep(tx: Tx, groupId: string, mail: NewMail, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO report_mail (group_id, original, sha256, view, kept_until) VALUES ($1, $2, $3, $4::jsonb, $5)
       ON CONFLICT (group_id) DO NOTHING`,
      [groupId, mail.original, mail.sha256, JSON.stringify(mail.view), new Date(at.getTime() + mailKeptMs)],
    );
  }

  /** Hands the mail of a group to another that has none. */
  async move(tx: Tx, from: string, to: string): Promise<void> {
    await tx.query(
      `UPDATE report_mail SET group_id = $2 WHERE group_id = $1 AND NOT EXISTS (SELECT FROM report_mail WHERE group_id = $2)`,
      [from, to],
    );
  }

  async view(sql: Sql, groupId: string): Promise<MailView | null> {
    const [row] = await sql.query<{ view: MailView }>(`SELECT view FROM report_mail WHERE group_id = $1`, [
      groupId,
    ]);
    return row?.view ?? null;
  }

  async original(sql: Sql, groupId: string): Promise<{ original: Buffer; sha256: Buffer } | null> {
    const [row] = await sql.query<{ original: Buffer; sha256: Buffer }>(
      `SELECT original, sha256 FROM report_mail WHERE group_id = $1`,
      [groupId],
    );
    return row ?? null;
  }

  /** @returns how many were removed */
  async forget(sql: Sql, now: Date): Promise<number> {
    return (await sql.query(`DELETE FROM report_mail WHERE kept_until <= $1 RETURNING group_id`, [now]))
      .length;
  }
}
