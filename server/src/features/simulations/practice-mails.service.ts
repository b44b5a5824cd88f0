import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/database.js';
import { PracticeMailsStore } from './practice-mails.store.js';
import { SimulationsService } from './simulations.service.js';

/** A mail that says of itself that a simulator sent it, as a member hands it in. */
export interface ClaimedPracticeMail {
  readonly memberId: string;
  /** When it was sent, by its own head. */
  readonly sentAtMs: number;
  /** When the member reported it. */
  readonly reportedAtMs: number;
}

/**
 * Reports of practice mails that come through Vigil instead of the simulator. What a mail says of itself can be forged,
 * so it is worth nothing by itself: what counts is that the simulator has told of a mail to this very member, sent at
 * that time. Then the report is one more event of that case, and brings what the simulator's own report of it brings,
 * once for both.
 */
@Injectable()
export class PracticeMailsService {
  constructor(
    private readonly store: PracticeMailsStore,
    private readonly simulations: SimulationsService,
  ) {}

  /** @returns whether it was a practice mail of the member, which now counts as reported */
  async report(tx: Tx, claimed: ClaimedPracticeMail): Promise<boolean> {
    const found = await this.store.sentTo(tx, claimed.memberId, claimed.sentAtMs);
    if (found === null) return false;
    const { sourceId, campaignExternalId, emailKey } = found;
    const occurredNs = BigInt(claimed.reportedAtMs) * 1_000_000n;
    const event = { emailKey, memberId: claimed.memberId, type: 'reported', occurredNs } as const;
    await this.simulations.receive(tx, { sourceId, campaignExternalId, events: [event] });
    return true;
  }
}
