import { Injectable } from '@nestjs/common';
import {
  type CaseBehaviour,
  caseBehaviourKey,
  caseBehaviours,
  caseFacts,
  type CaseFacts,
  msOfNs,
} from '@vigil/shared/simulations';
import { createHash } from 'node:crypto';
import type { Tx } from '../../platform/db/database.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import type { RecordableBehaviour } from '../behaviours/behaviours.types.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { SimulationsStore } from './simulations.store.js';
import type { CampaignRow, CaseRow } from './simulations.types.js';

const perRecord = 1_000;

/** Works out what cases are worth now, from all their events, and records it. Its caller holds the cases' locks. */
@Injectable()
export class CaseRecorder {
  constructor(
    private readonly store: SimulationsStore,
    private readonly behaviours: BehavioursService,
    private readonly people: PeopleReadModel,
  ) {}

  /** @param cases locked, in the order of members */
  async record(tx: Tx, campaign: CampaignRow, cases: readonly CaseRow[]): Promise<void> {
    const facts = await this.factsOf(
      tx,
      campaign.id,
      cases.map((c) => c.memberId),
    );
    await this.store.noteReports(
      tx,
      cases.flatMap((c) => {
        const reported = facts.get(c.memberId)?.reported;
        return reported
          ? [{ id: c.id, reportedNs: reported.earliestNs, workingMinutes: reported.workingMinutes }]
          : [];
      }),
    );
    const stated = cases.flatMap((c) => {
      const known = facts.get(c.memberId);
      const settlement = campaign.settledAt && {
        first: campaign.firstReporterId === c.memberId,
        passedNs: c.passedNs,
      };
      return known ? caseBehaviours(known, settlement).map((b) => recordable(campaign, c, b)) : [];
    });
    for (let i = 0; i < stated.length; i += perRecord)
      await this.behaviours.record(tx, stated.slice(i, i + perRecord));
  }

  /** What the events of each member's case say; of every case when no member is named. */
  async factsOf(
    tx: Tx,
    campaignId: string,
    memberIds: readonly string[] | null,
  ): Promise<Map<string, CaseFacts>> {
    const events = await this.store.eventsByMember(tx, campaignId, memberIds);
    const calendar = await this.people.calendar(tx);
    return new Map([...events].map(([memberId, list]) => [memberId, caseFacts(list, calendar)]));
  }
}

function recordable(campaign: CampaignRow, of: CaseRow, behaviour: CaseBehaviour): RecordableBehaviour {
  const naturalKey = `case:${of.id}:${caseBehaviourKey(behaviour)}`;
  return {
    sourceId: campaign.sourceId,
    naturalKey,
    // the key says all of the state; the campaign's name may change and is no part of the fact
    bodyHash: createHash('sha256').update(naturalKey).digest(),
    memberId: of.memberId,
    kind: behaviour.kind,
    occurredAtMs: msOfNs(behaviour.occurredNs),
    object: of.id,
    about: campaign.name,
    workingMinutes: behaviour.workingMinutes,
    first: behaviour.first,
  };
}
