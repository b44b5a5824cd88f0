import { Injectable } from '@nestjs/common';
import type { DivisionLimits } from '@vigil/shared/leaderboards';
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
  ) {}

  read(): Promise<DivisionLimits> {
    return this.standings.limits();
  }

  /** Present boards follow; what has closed keeps the divisions that it had. */
  async update(limits: DivisionLimits): Promise<DivisionLimits> {
    await this.database.transaction(async (tx) => {
      await this.standings.setLimits(tx, limits);
      this.outbox.append(tx, 'organisation.changed', ['divisions']);
    });
    return limits;
  }
}
