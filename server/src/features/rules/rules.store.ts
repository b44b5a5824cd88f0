import { Injectable } from '@nestjs/common';
import type { Sql, Tx } from '../../platform/db/database.js';

/** What has to be known of the revisions before one more is published. */
export interface RulesStanding {
  /** The highest number there is, withdrawn ones among them. */
  readonly highest: number;
  /** The newest revision that stands: a draft is based on it. */
  readonly newest: number;
  readonly newestFrom: Date;
}

/** Publications and withdrawals. The content of revisions is the business of `RulesetsStore`. */
@Injectable()
export class RulesStore {
  /** Lets changes of the rules happen one after the other: they are rare, and each stands on the one before. */
  async lock(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('vigil:rules'))`);
  }

  async standing(sql: Sql): Promise<RulesStanding> {
    const [row] = await sql.query<RulesStanding>(
      `SELECT (SELECT max(revision) FROM ruleset) AS highest, revision AS newest, effective_from AS "newestFrom" FROM ruleset r
       WHERE NOT EXISTS (SELECT FROM ruleset_withdrawal w WHERE w.revision = r.revision) ORDER BY revision DESC LIMIT 1`,
    );
    if (row === undefined) throw new Error('no ruleset has been published');
    return row;
  }

  /** Once for each revision: the second time fails with a unique violation. */
  async withdraw(tx: Tx, given: { revision: number; at: Date; by: string; why: string }): Promise<void> {
    await tx.query(
      `INSERT INTO ruleset_withdrawal (revision, withdrawn_at, withdrawn_by, why) VALUES ($1, $2, $3, $4)`,
      [given.revision, given.at, given.by, given.why],
    );
  }
}
