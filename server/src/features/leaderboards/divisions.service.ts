import { Injectable } from '@nestjs/common';
import type { DivisionLimits } from '@vigil/shared/leaderboards';
import { type Actor, AuditLog, changed } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { StandingsStore } from './standings.store.js';

/** The limits of the size divisions: a setting of the organisation. */
@Injectable()
export class DivisionsService {
  constructor(
    private readonly database: Database,
    private readonly standings: StandingsStore,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  read(): Promise<DivisionLimits> {
    return this.standings.limits();
  }

  /** Present boards follow; what has closed keeps the divisions that it had. */
  async update(by: Actor, limits: DivisionLimits): Promise<DivisionLimits> {
    await this.database.transaction(async (tx) => {
      const change = changed({ ...(await this.standings.limits()) }, { ...limits });
      await this.standings.setLimits(tx, limits);
      const subject = { kind: 'organisation' as const, id: 'divisions' };
      this.audit.record(tx, { by, act: 'divisions.changed', subject, ...change });
      this.outbox.append(tx, 'organisation.changed', ['divisions']);
    });
    return limits;
  }
}
