import { Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { type GophishFact, readGophish } from '@vigil/shared/ingestion';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { type LineFault, mostFaults, readCsv } from '../../platform/csv/read-csv.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { SimulationsService } from '../simulations/simulations.service.js';
import { DeadLettersStore } from './dead-letters.store.js';
import { ParkedStore } from './parked.store.js';
import { SourcesStore } from './sources.store.js';

/** The text is no events.csv, or has lines that cannot be: nothing was taken. */
export class EventsCsvUnreadable extends Error {
  constructor(readonly lines: readonly LineFault[]) {
    super('events.csv cannot be read');
  }
}

type Event = Extract<GophishFact, { is: 'event' }>;
interface CampaignEvents {
  events: Event[];
  createdNs: bigint | null;
}
export interface Repaired {
  readonly events: number;
  readonly added: number;
  readonly known: number;
  readonly parked: number;
}

const shape = {
  required: ['campaign_id', 'email', 'time', 'message'],
  optional: ['details'],
  mostLines: 500_000,
};

/** Takes GoPhish's own export of events: what webhooks brought already is known by the same identity. */
@Injectable()
export class EventsCsvService {
  constructor(
    private readonly database: Database,
    private readonly sources: SourcesStore,
    private readonly people: PeopleReadModel,
    private readonly simulations: SimulationsService,
    private readonly parked: ParkedStore,
    private readonly deadLetters: DeadLettersStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws EventsCsvUnreadable; ProblemError `not-found` when the source is no simulator */
  async repair(by: Actor, sourceId: string, csv: string): Promise<Repaired> {
    const [source] = await this.sources.list(this.database, this.clock.now(), sourceId);
    if (source?.type !== 'gophish') throw new ProblemError(problems.notFound);
    const { campaigns, unusable } = this.read(csv);
    // how many campaigns, not what was new of them: that would tell whose event had been missing
    const subject = { kind: 'source' as const, id: sourceId };
    await this.database.transaction((tx) =>
      this.audit.record(tx, { by, act: 'events.imported', subject, after: { campaigns: campaigns.size } }),
    );
    for (const { reason, content } of unusable.values())
      await this.deadLetters.add(this.database, { sourceId, reason, content, bytes: content.length });
    const total = { events: 0, added: 0, known: 0, parked: 0 };
    // one transaction each: none holds the locks of two campaigns
    for (const [campaignId, found] of campaigns) {
      const one = await this.database.transaction((tx) => this.receive(tx, sourceId, campaignId, found));
      total.events += found.events.length;
      total.added += one.added;
      total.known += one.known;
      total.parked += one.waiting.length;
    }
    return total;
  }

  private async receive(tx: Tx, sourceId: string, campaignId: string, found: CampaignEvents) {
    const members = await this.people.resolveByEmail(
      tx,
      found.events.map((e) => e.address),
    );
    const received = await this.simulations.receive(tx, {
      sourceId,
      campaignExternalId: campaignId,
      events: found.events.map(({ emailKey, type, occurredNs }) => ({
        emailKey,
        memberId: members.get(emailKey) ?? null,
        type,
        occurredNs,
      })),
      ...(found.createdNs === null ? {} : { campaignCreatedNs: found.createdNs }),
    });
    const waiting = new Set(received.waiting);
    const unknown = found.events.filter((e) => waiting.has(e.emailKey)).map((e) => e.address);
    if (unknown.length > 0) await this.parked.address(tx, sourceId, unknown);
    return received;
  }

  private read(csv: string) {
    const { lines, faults: errors } = readCsv(csv, shape);
    const nowMs = this.clock.nowMs();
    const campaigns = new Map<string, CampaignEvents>();
    // one letter for each type that is not known, however many lines have it
    const unusable = new Map<string, { reason: string; content: string }>();
    for (const { line, cells } of lines) {
      const fact = readGophish(cells, nowMs);
      if (fact.is === 'event' || fact.is === 'campaign') gather(campaigns, fact);
      else if (fact.is === 'unusable' && fact.isUnknownType) {
        const content = cells.message ?? '';
        if (unusable.size < 20) unusable.set(content, { reason: fact.reason, content });
      } else if (errors.length < mostFaults) {
        errors.push({ line, column: null, message: fact.is === 'test' ? 'is no event' : fact.reason });
      }
    }
    if (errors.length > 0) throw new EventsCsvUnreadable(errors);
    return { campaigns, unusable };
  }
}

function gather(
  campaigns: Map<string, CampaignEvents>,
  fact: Extract<GophishFact, { is: 'event' | 'campaign' }>,
): void {
  const of = campaigns.get(fact.campaignId) ?? { events: [], createdNs: null };
  campaigns.set(fact.campaignId, of);
  if (fact.is === 'event') of.events.push(fact);
  else if (of.createdNs === null || fact.createdNs < of.createdNs) of.createdNs = fact.createdNs;
}
