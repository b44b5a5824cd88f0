import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/database.js';

/** How far the head of a mail and the simulator's word about its sending may lie apart. */
const apartMs = 15 * 60_000;
/** Beyond this no simulator can have sent anything: the database counts nanoseconds in 64 bits. A mail may claim any year. */
const farthestMs = Number(2n ** 63n / 1_000_000n) - 2 * apartMs;

export interface SentPracticeMail {
  readonly sourceId: string;
  readonly campaignExternalId: string;
  readonly emailKey: string;
}

/** Finds which practice mail a member has in hand. */
@Injectable()
export class PracticeMailsStore {
  /**
   * The mail that was sent to the member closest to an instant. Campaigns that are settled are among them, because a late
   * report still counts.
   */
  async sentTo(tx: Tx, memberId: string, atMs: number): Promise<SentPracticeMail | null> {
    if (Math.abs(atMs) > farthestMs) return null;
    const ns = (ms: number) => String(BigInt(Math.trunc(ms)) * 1_000_000n);
    const [row] = await tx.query<SentPracticeMail>(
      `SELECT c.source_id AS "sourceId", c.external_id AS "campaignExternalId", e.email_key AS "emailKey"
       FROM simulation_case k
       JOIN simulation_event e ON e.campaign_id = k.campaign_id AND e.member_id = k.member_id AND e.type = 'sent'
       JOIN campaign c ON c.id = k.campaign_id
       JOIN source s ON s.id = c.source_id AND s.revoked_at IS NULL
       WHERE k.member_id = $1 AND e.occurred_ns BETWEEN $2 AND $3
       ORDER BY abs(e.occurred_ns - $4), c.id LIMIT 1`,
      [memberId, ns(atMs - apartMs), ns(atMs + apartMs), ns(atMs)],
    );
    return row ?? null;
  }
}
