import type { SimulationEventType } from '@vigil/shared/simulations';

/** One simulation event of a campaign, whoever told it; nothing of any simulator's own format. */
export interface NewSimulationEvent {
  /** The address as people are compared by it. */
  readonly emailKey: string;
  /** Null while nobody is known by the address: the event waits. */
  readonly memberId: string | null;
  readonly type: SimulationEventType;
  /** Nanoseconds since the epoch. */
  readonly occurredNs: bigint;
}

/** What one source tells about one campaign. */
export interface NewSimulationEvents {
  readonly sourceId: string;
  /** The source's own name for the campaign. */
  readonly campaignExternalId: string;
  readonly events: readonly NewSimulationEvent[];
  /** When the campaign was created, where the source says so. */
  readonly campaignCreatedNs?: bigint;
}

export interface Received {
  /** How many of the events were new; the others were known and changed nothing. */
  readonly added: number;
  readonly known: number;
  /**
   * Addresses of nobody known for whom nothing of this campaign waited before. Not events: how many an address has
   * would tell how far that person went.
   */
  readonly waiting: readonly string[];
  /** The campaign was not known, or its time of creation got better. */
  readonly bettered: boolean;
}

export interface CampaignRow {
  readonly id: string;
  readonly sourceId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly createdKnown: boolean;
  readonly settledAt: Date | null;
  readonly firstReporterId: string | null;
}

export interface CaseRow {
  readonly id: string;
  readonly memberId: string;
  readonly passedNs: bigint | null;
}

/** How long after its creation a campaign settles by itself. */
export const settlesAfterMs = 72 * 3_600_000;
