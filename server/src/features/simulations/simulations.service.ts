import { Injectable } from '@nestjs/common';
import { msOfNs, type SimulationEventType } from '@vigil/shared/simulations';
import type { Tx } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { CaseRecorder } from './case-recorder.js';
import { SimulationsStore } from './simulations.store.js';
import type { CampaignRow, NewSimulationEvents, Received } from './simulations.types.js';

/** Gathers simulation events in cases and records what the cases come to. Knows no simulator's format. */
@Injectable()
export class SimulationsService {
  constructor(
    private readonly store: SimulationsStore,
    private readonly recorder: CaseRecorder,
    private readonly people: PeopleReadModel,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Takes events of one campaign, in any order and as often as they come. Events that are known change nothing; new
   * ones may better what their cases have earned. Events of nobody known wait until `attach`.
   */
  async receive(tx: Tx, given: NewSimulationEvents): Promise<Received> {
    const { campaign, bettered } = await this.campaign(tx, given);
    if (campaign === null) return { added: 0, known: 0, waiting: [], bettered };
    const strangers = given.events.filter((e) => e.memberId === null).map((e) => e.emailKey);
    const waited = await this.store.waitingAddresses(tx, campaign.id, strangers);
    const added = await this.store.insertEvents(tx, campaign.id, given.events);
    await this.update(tx, campaign, typesByMember(added));
    return {
      added: added.length,
      known: given.events.length - added.length,
      waiting: [
        ...new Set(
          added.filter((e) => e.memberId === null && !waited.has(e.emailKey)).map((e) => e.emailKey),
        ),
      ],
      bettered,
    };
  }

  /** Gives the waiting events of an address to a member and counts them at their own time. @returns of how many campaigns */
  async attach(tx: Tx, sourceId: string, emailKey: string, memberId: string): Promise<number> {
    const locked = new Map<string, CampaignRow>();
    for (const id of await this.store.waitingCampaigns(tx, sourceId, emailKey)) {
      const campaign = await this.store.lock(tx, id, 'SHARE');
      if (campaign) locked.set(id, campaign);
    }
    const attached = await this.store.attach(tx, sourceId, emailKey, memberId);
    for (const { campaignId, types } of attached) {
      const campaign = locked.get(campaignId) ?? (await this.store.lock(tx, campaignId, 'SHARE'));
      if (campaign) await this.update(tx, campaign, new Map([[memberId, types]]));
    }
    return attached.length;
  }

  /**
   * Gives what waits of a campaign to those who are known by their address meanwhile. Its caller holds the campaign's
   * lock. For settlement: who was added after a click must not pass because the click still waits.
   */
  async adopt(tx: Tx, campaign: CampaignRow): Promise<void> {
    const members = await this.people.resolveByEmail(tx, await this.store.waitingIn(tx, campaign.id));
    if (members.size === 0) return;
    await this.update(tx, campaign, typesByMember(await this.store.adopt(tx, campaign.id, members)));
  }

  /** @param news types of the new events, by member */
  private async update(
    tx: Tx,
    campaign: CampaignRow,
    news: ReadonlyMap<string, readonly SimulationEventType[]>,
  ): Promise<void> {
    if (news.size === 0) return;
    const cases = await this.store.lockCases(tx, campaign.id, [...news.keys()]);
    await this.recorder.record(tx, campaign, cases);
    const risky = [...news].filter(([, types]) => types.includes('clicked') || types.includes('submitted'));
    this.outbox.append(
      tx,
      'note.added',
      risky.map(([memberId]) => memberId),
    );
  }

  /** Finds or creates the campaign, betters its time of creation, and shares its lock. */
  private async campaign(
    tx: Tx,
    given: NewSimulationEvents,
  ): Promise<{ campaign: CampaignRow | null; bettered: boolean }> {
    const isTold = given.campaignCreatedNs !== undefined;
    const ns = given.campaignCreatedNs ?? earliestOf(given.events);
    if (ns === null) return { campaign: null, bettered: false };
    const createdAt = new Date(msOfNs(ns));
    const { sourceId, campaignExternalId } = given;
    let found = await this.store.find(tx, sourceId, campaignExternalId);
    let bettered = found === null;
    if (found === null) {
      await this.store.create(tx, sourceId, campaignExternalId, createdAt, isTold);
      found = await this.store.find(tx, sourceId, campaignExternalId);
    }
    if (found === null) return { campaign: null, bettered: false };
    // an update takes the lock alone: it comes first, because two who share it could not both go up from there
    if (found.createdKnown === isTold ? createdAt < found.createdAt : isTold) {
      await this.store.improveCreated(tx, found.id, createdAt, isTold);
      bettered = true;
    }
    return { campaign: await this.store.lock(tx, found.id, 'SHARE'), bettered };
  }
}

function typesByMember(
  events: readonly { readonly memberId: string | null; readonly type: SimulationEventType }[],
): Map<string, SimulationEventType[]> {
  const types = new Map<string, SimulationEventType[]>();
  for (const { memberId, type } of events)
    if (memberId !== null) types.set(memberId, [...(types.get(memberId) ?? []), type]);
  return types;
}

function earliestOf(events: NewSimulationEvents['events']): bigint | null {
  return events.reduce<bigint | null>(
    (least, e) => (least === null || e.occurredNs < least ? e.occurredNs : least),
    null,
  );
}
