import { Controller } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import {
  checkResults,
  closeCampaign,
  listCampaigns,
  listMyNotes,
  markNoteSeen,
  readCampaign,
  renameCampaign,
  resultsCsvRefused,
} from '@vigil/shared/simulations';
import { type Actor, AuditLog, changed } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { type CampaignCursor, CampaignsReadModel, smallestGroup } from './campaigns.read-model.js';
import { NotesReadModel } from './notes.read-model.js';
import {
  agreement,
  type CampaignResults,
  readResults,
  resultStatuses,
  type ResultsFile,
  ResultsUnreadable,
} from './results-check.js';
import { ResultsReadModel } from './results.read-model.js';
import { SettlementService } from './settlement.service.js';
import { SimulationsStore } from './simulations.store.js';

/** Campaigns for the security team, in figures that name nobody; private notes for whom they are about. */
@Controller()
export class SimulationsController {
  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignsReadModel,
    private readonly notes: NotesReadModel,
    private readonly results: ResultsReadModel,
    private readonly store: SimulationsStore,
    private readonly settlement: SettlementService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  @Handles(listCampaigns)
  async list({ query }: Call<typeof listCampaigns>) {
    const after = query.cursor === undefined ? null : cursorOf(query.cursor);
    const found = await this.campaigns.page(this.database, query.limit + 1, after);
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > items.length && last ? `${last.createdAt}_${last.id}` : null };
  }

  @Handles(readCampaign)
  async read({ params }: Call<typeof readCampaign>) {
    return this.campaign(params.campaignId);
  }

  @Handles(renameCampaign)
  async rename({ params, body, principal }: Call<typeof renameCampaign>) {
    await this.renaming(principal, params.campaignId, body.name);
    return this.campaign(params.campaignId);
  }

  @Handles(closeCampaign)
  async close({ params, principal }: Call<typeof closeCampaign>) {
    await this.settlement.close(params.campaignId, principal);
    return this.campaign(params.campaignId);
  }

  @Handles(checkResults)
  async check({ params, body }: Call<typeof checkResults>) {
    const campaign = await this.campaign(params.campaignId);
    const file = resultsOf(body.csv);
    const unknownRecipients = await this.results.unknown(this.database, params.campaignId, file.emailKeys);
    const results = await this.results.settled(this.database, params.campaignId);
    const events =
      results === null || (campaign.figures?.silent ?? null) === null || hasSmallGroup(results)
        ? null
        : results.counts;
    return {
      rows: file.rows,
      agree: events && agreement(file.counts, events),
      statuses: resultStatuses.map((status) => ({
        status,
        file: file.counts[status],
        events: events && events[status],
      })),
      unknownRecipients,
    };
  }

  @Handles(listMyNotes)
  async myNotes({ principal }: Call<typeof listMyNotes>) {
    return { items: await this.notes.mine(this.database, principal.memberId) };
  }

  @Handles(markNoteSeen)
  async noteSeen({ principal, params }: Call<typeof markNoteSeen>) {
    await this.notes.markSeen(this.database, principal.memberId, params.noteId, this.clock.now());
    const [note] = await this.notes.mine(this.database, principal.memberId, params.noteId);
    if (note === undefined) throw new ProblemError(problems.notFound);
    return note;
  }

  private async renaming(by: Actor, id: string, name: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const before = await this.store.lock(tx, id, 'UPDATE');
      if (before === null) return;
      await this.store.rename(tx, id, name);
      const subject = { kind: 'campaign' as const, id };
      const names = changed({ name: before.name }, { name });
      this.audit.record(tx, { by, act: 'campaign.renamed', subject, ...names });
    });
  }

  private async campaign(id: string) {
    const campaign = await this.campaigns.one(this.database, id);
    if (campaign === null) throw new ProblemError(problems.notFound);
    return campaign;
  }
}

/**
 * A few people in one status, or a few without a risky act, and the sums would say what those few did. Reporters are
 * named by their points, so a few of them with a risky act, or a few without one beside those, are a small group too.
 */
function hasSmallGroup({ counts, riskyReporters }: CampaignResults): boolean {
  const isSmall = (n: number) => n > 0 && n < smallestGroup;
  const { sent, opened, clicked, submitted, reported } = counts;
  const otherReporters = riskyReporters === 0 ? smallestGroup : reported - riskyReporters;
  return (
    [sent, opened, clicked, submitted, riskyReporters].some(isSmall) ||
    sent + opened < smallestGroup ||
    otherReporters < smallestGroup
  );
}

function resultsOf(csv: string): ResultsFile {
  try {
    return readResults(csv);
  } catch (error) {
    if (!(error instanceof ResultsUnreadable)) throw error;
    throw new ProblemError(resultsCsvRefused, { detail: error.message });
  }
}

function cursorOf(text: string): CampaignCursor {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  const createdAt = new Date(match?.[1] ?? NaN);
  if (!match?.[2] || Number.isNaN(createdAt.getTime()))
    throw new ProblemError(problems.invalid, {
      errors: [{ pointer: 'query/cursor', message: 'is not a cursor' }],
    });
  return { createdAt, id: match[2] };
}
