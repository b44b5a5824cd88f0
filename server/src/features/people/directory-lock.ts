import { Injectable } from '@nestjs/common';
import { lastAdministrator } from '@vigil/shared/people';
import type { Sql, Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';

/**
 * Lets changes of the directory happen one after the other. They are rare, and rules across rows (one administrator
 * stays, no department below itself, an import is all or nothing) hold only when nobody else writes meanwhile.
 */
@Injectable()
export class DirectoryLock {
  /** Held until the transaction ends. */
  async take(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('vigil:directory'))`);
  }

  /** Whether an active administrator exists who can sign in. */
  async hasAdministrator(sql: Sql): Promise<boolean> {
    const found = await sql.query(
      `SELECT 1 FROM member m JOIN credential c ON c.member_id = m.id
       WHERE m.role = 'administrator' AND m.deactivated_at IS NULL LIMIT 1`,
    );
    return found.length > 0;
  }

  /** Runs a change under the lock. @throws ProblemError last-administrator when it would leave none */
  async keepAdministrator<T>(tx: Tx, change: () => Promise<T>): Promise<T> {
    await this.take(tx);
    const before = await this.hasAdministrator(tx);
    const result = await change();
    if (before && !(await this.hasAdministrator(tx))) throw new ProblemError(lastAdministrator);
    return result;
  }
}
