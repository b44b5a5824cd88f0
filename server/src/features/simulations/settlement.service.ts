import { Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { campaignClosed, settle } from '@vigil/shared/simulations';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, isUnavailable, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Log } from '../../platform/logging/log.js';
import { CaseRecorder } from './case-recorder.js';
import { ResultsReadModel } from './results.read-model.js';
import { SettlementStore } from './settlement.store.js';
import { SimulationsService } from './simulations.service.js';
import { SimulationsStore } from './simulations.store.js';

/** Decides first reporter and quiet passes, once for each campaign. Reports that come later still earn base and speed. */
@Injectable()
export class SettlementService {
  constructor(
    private readonly database: Database,
    private readonly store: SimulationsStore,
    private readonly settlements: SettlementStore,
    private readonly simulations: SimulationsService,
    private readonly recorder: CaseRecorder,
    private readonly results: ResultsReadModel,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * Settles a campaign now.
   * @param by null: the installation itself
   * @throws ProblemError `not-found`, or `campaign-closed` when it was settled before
   */
  async close(campaignId: string, by: Actor | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await this.settle(tx, campaignId, by)))
        throw new ProblemError(
          (await this.settlements.exists(tx, campaignId)) ? campaignClosed : problems.notFound,
        );
    });
  }

  /** Settles every campaign that is due, one transaction each; one that cannot be settled stops no other. @returns how many */
  async settleDue(): Promise<number> {
    const stuck: string[] = [];
    for (let settled = 0; ;) {
      const found: { id?: string } = {};
      try {
        const more = await this.database.transaction(async (tx) => {
          const id = await this.settlements.lockDue(tx, this.clock.now(), stuck);
          if (id === null) return false;
          found.id = id;
          return this.settle(tx, id, null);
        });
        if (!more) return settled;
        settled++;
      } catch (error) {
        if (found.id === undefined || isUnavailable(error)) throw error;
        this.log.error('a campaign could not be settled', { campaignId: found.id, error });
        stuck.push(found.id);
      }
    }
  }

  private async settle(tx: Tx, campaignId: string, by: Actor | null): Promise<boolean> {
    const campaign = await this.store.lock(tx, campaignId, 'UPDATE');
    if (campaign === null || campaign.settledAt !== null) return false;
    await this.simulations.adopt(tx, campaign);
    const facts = await this.recorder.factsOf(tx, campaignId, null);
    const settlement = settle([...facts].map(([memberId, f]) => ({ memberId, facts: f })));
    const at = this.clock.now();
    const decided = {
      at,
      by: by?.memberId ?? null,
      settlement,
      results: await this.results.now(tx, campaignId),
    };
    if (!(await this.settlements.markSettled(tx, campaignId, decided))) return false;
    // no figures: they would tell, later on, what a late event changed
    this.audit.record(tx, { by, act: 'campaign.closed', subject: { kind: 'campaign', id: campaignId } });
    await this.settlements.markPassed(tx, campaignId, settlement.passed);
    const gaining = settlement.passed.map((p) => p.memberId);
    if (settlement.firstReporter !== null) gaining.push(settlement.firstReporter);
    if (gaining.length === 0) return true;
    const cases = await this.store.lockCases(tx, campaignId, gaining);
    const settled = { ...campaign, settledAt: at, firstReporterId: settlement.firstReporter };
    await this.recorder.record(tx, settled, cases);
    return true;
  }
}
