import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { Log } from '../../platform/logging/log.js';
import { Sweep } from '../../platform/sweeps/sweep.js';
import { PointsStore } from '../points/points.store.js';
import { GrantingService } from './granting.service.js';

const membersPerCommit = 50;

/**
 * After a revision was published, looks everybody up who may have what it takes: a few members a transaction, which also
 * notes how far it has come. Whoever earns something meanwhile is looked at then and there; nobody gets anything twice.
 */
@Injectable()
export class CatchUp extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly points: PointsStore,
    private readonly granting: GrantingService,
    private readonly clock: Clock,
    log: Log,
  ) {
    super({ everyMs: 60_000, atStart: true, late: 'looking up who has a badge has to wait' }, log);
  }

  protected async sweep(): Promise<void> {
    while (!this.ending && (await this.database.transaction((tx) => this.step(tx))));
  }

  /** @returns whether there may be more */
  private async step(tx: Tx): Promise<boolean> {
    const [due] = await tx.query<{ revision: number; doneUntil: string | null }>(
      `SELECT revision, done_until AS "doneUntil" FROM badge_catch_up WHERE done_at IS NULL
       ORDER BY revision DESC LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    if (due === undefined) return false;
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM member WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT ${membersPerCommit}`,
      [due.doneUntil],
    );
    const ids = rows.map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) {
      // who was looked up by this revision needs no look by an earlier one
      tx.write(`UPDATE badge_catch_up SET done_at = $2 WHERE revision <= $1 AND done_at IS NULL`, [
        due.revision,
        this.clock.now(),
      ]);
      return true;
    }
    await this.points.lock(tx, ids);
    await this.granting.catchUp(tx, ids);
    tx.write(`UPDATE badge_catch_up SET done_until = $2 WHERE revision = $1`, [due.revision, last]);
    return true;
  }
}
