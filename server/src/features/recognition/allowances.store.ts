import { Injectable } from '@nestjs/common';
import type { RecognitionSettings } from '@vigil/shared/recognition';
import type { Sql, Tx } from '../../platform/db/database.js';

const settings = `per_person AS "perPerson", per_leader AS "perLeader", tenure_days AS "tenureDays"`;

/** How much of a month's allowance somebody has used, and what the organisation allows. */
@Injectable()
export class AllowancesStore {
  async settings(sql: Sql): Promise<RecognitionSettings> {
    const [row] = await sql.query<RecognitionSettings>(`SELECT ${settings} FROM recognition_settings`);
    if (row === undefined) throw new Error('there are no settings of recognition');
    return row;
  }

  async lockSettings(tx: Tx): Promise<RecognitionSettings> {
    const [row] = await tx.query<RecognitionSettings>(
      `SELECT ${settings} FROM recognition_settings FOR NO KEY UPDATE`,
    );
    if (row === undefined) throw new Error('there are no settings of recognition');
    return row;
  }

  /** The row is locked. */
  set(tx: Tx, { perPerson, perLeader, tenureDays }: RecognitionSettings): void {
    tx.write(`UPDATE recognition_settings SET per_person = $1, per_leader = $2, tenure_days = $3`, [
      perPerson,
      perLeader,
      tenureDays,
    ]);
  }

  async used(sql: Sql, memberId: string, month: string): Promise<number> {
    const [row] = await sql.query<{ used: number }>(
      `SELECT used FROM recognition_allowance WHERE member_id = $1 AND month = $2`,
      [memberId, month],
    );
    return row?.used ?? 0;
  }

  /**
   * Uses one, if one is left: looked at and used in one statement, so that of fifty at once no more go through than are
   * allowed. @returns whether there was one
   */
  async use(tx: Tx, memberId: string, month: string, allowed: number): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO recognition_allowance AS a (member_id, month, used, allowed) SELECT $1, $2, 1, $3::int WHERE $3::int >= 1
       ON CONFLICT (member_id, month) DO UPDATE SET used = a.used + 1, allowed = $3 WHERE a.used < $3 RETURNING used`,
      [memberId, month, allowed],
    );
    return rows.length > 0;
  }
}
