import { Injectable } from '@nestjs/common';
import type { SimulationEvent, SimulationEventType } from '@vigil/shared/simulations';
import { columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';
import type { CampaignRow, CaseRow, NewSimulationEvent } from './simulations.types.js';

const campaignColumns = `id, source_id AS "sourceId", name, created_at AS "createdAt", created_known AS "createdKnown",
  settled_at AS "settledAt", first_reporter_id AS "firstReporterId"`;

/** What became public of a case: its earliest report. */
export interface CaseReport {
  readonly id: string;
  readonly reportedNs: bigint;
  readonly workingMinutes: number | null;
}

/** Rows of `campaign`, `simulation_case` and `simulation_event`. */
@Injectable()
export class SimulationsStore {
  async find(sql: Sql, sourceId: string, externalId: string): Promise<CampaignRow | null> {
    const [row] = await sql.query<CampaignRow>(
      `SELECT ${campaignColumns} FROM campaign WHERE source_id = $1 AND external_id = $2`,
      [sourceId, externalId],
    );
    return row ?? null;
  }

  /** Creates the campaign under a neutral name, unless another transaction just did. */
  async create(tx: Tx, sourceId: string, externalId: string, createdAt: Date, known: boolean): Promise<void> {
    await tx.query(
      `INSERT INTO campaign (source_id, external_id, name, created_at, created_known)
       VALUES ($1, $2, 'Practice mail ' || (SELECT count(*) + 1 FROM campaign), $3, $4) ON CONFLICT DO NOTHING`,
      [sourceId, externalId, createdAt, known],
    );
  }

  /** Betters the time of creation: one that was told stands above one that was guessed; of two alike the earlier. */
  async improveCreated(tx: Tx, id: string, createdAt: Date, known: boolean): Promise<void> {
    await tx.query(
      `UPDATE campaign SET created_at = $2, created_known = $3
       WHERE id = $1 AND ((NOT created_known AND $3) OR (created_known = $3 AND created_at > $2))`,
      [id, createdAt, known],
    );
  }

  /**
   * Locks the campaign. Those who receive share the lock; settlement takes it alone, so that it sees all events of
   * deliveries before it and none of those after.
   */
  async lock(tx: Tx, id: string, mode: 'SHARE' | 'UPDATE'): Promise<CampaignRow | null> {
    const [row] = await tx.query<CampaignRow>(
      `SELECT ${campaignColumns} FROM campaign WHERE id = $1 FOR ${mode}`,
      [id],
    );
    return row ?? null;
  }

  /** Inserts what is not known yet. @returns the events that were new */
  async insertEvents(
    tx: Tx,
    campaignId: string,
    events: readonly NewSimulationEvent[],
  ): Promise<Pick<NewSimulationEvent, 'emailKey' | 'memberId' | 'type'>[]> {
    // one order for everybody: two batches with the same events wait for each other instead of blocking each other
    const rows = events
      .map((e) => ({ ...e, occurredNs: String(e.occurredNs) }))
      .sort((a, b) => compare(keyOf(a), keyOf(b)));
    return tx.query(
      `INSERT INTO simulation_event (campaign_id, email_key, type, occurred_ns, member_id)
       SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::uuid[])
       ON CONFLICT (campaign_id, email_key, type, occurred_ns) DO NOTHING RETURNING email_key AS "emailKey", member_id AS "memberId", type`,
      [campaignId, ...columns(rows, 'emailKey', 'type', 'occurredNs', 'memberId')],
    );
  }

  /** Creates missing cases and locks them all, in the order of members. */
  async lockCases(tx: Tx, campaignId: string, memberIds: readonly string[]): Promise<CaseRow[]> {
    const sorted = [...new Set(memberIds)].sort(compare);
    await tx.query(
      `INSERT INTO simulation_case (campaign_id, member_id)
       SELECT $1, member_id FROM unnest($2::uuid[]) member_id ORDER BY member_id ON CONFLICT DO NOTHING`,
      [campaignId, sorted],
    );
    return (
      await tx.query<Omit<CaseRow, 'passedNs'> & { passedNs: string | null }>(
        `SELECT id, member_id AS "memberId", passed_ns AS "passedNs" FROM simulation_case
         WHERE campaign_id = $1 AND member_id = ANY($2::uuid[]) ORDER BY member_id FOR UPDATE`,
        [campaignId, sorted],
      )
    ).map((row) => ({ ...row, passedNs: row.passedNs === null ? null : BigInt(row.passedNs) }));
  }

  /** All events of the members' cases; of every case when no member is named. */
  async eventsByMember(
    tx: Tx,
    campaignId: string,
    memberIds: readonly string[] | null,
  ): Promise<Map<string, SimulationEvent[]>> {
    const rows = await tx.query<{ memberId: string; type: SimulationEventType; ns: string }>(
      `SELECT member_id AS "memberId", type, occurred_ns AS ns FROM simulation_event
       WHERE campaign_id = $1 AND member_id IS NOT NULL AND ($2::uuid[] IS NULL OR member_id = ANY($2))`,
      [campaignId, memberIds],
    );
    const byMember = new Map<string, SimulationEvent[]>();
    for (const { memberId, type, ns } of rows) {
      const events = byMember.get(memberId) ?? [];
      events.push({ type, occurredNs: BigInt(ns) });
      byMember.set(memberId, events);
    }
    return byMember;
  }

  async noteReports(tx: Tx, reports: readonly CaseReport[]): Promise<void> {
    if (reports.length === 0) return;
    const rows = reports.map((r) => ({ ...r, reportedNs: String(r.reportedNs) }));
    await tx.query(
      `UPDATE simulation_case c SET reported_ns = r.ns, working_minutes = r.minutes
       FROM unnest($1::uuid[], $2::bigint[], $3::int[]) AS r (id, ns, minutes)
       WHERE c.id = r.id AND (c.reported_ns, c.working_minutes) IS DISTINCT FROM (r.ns, r.minutes)`,
      columns(rows, 'id', 'reportedNs', 'workingMinutes'),
    );
  }

  /** Gives waiting events of an address to a member. @returns the campaigns that have them, in the order of ids */
  async attach(tx: Tx, sourceId: string, emailKey: string, memberId: string): Promise<Attached[]> {
    const rows = await tx.query<{ campaignId: string; type: SimulationEventType }>(
      `UPDATE simulation_event e SET member_id = $3 FROM campaign c
       WHERE c.id = e.campaign_id AND c.source_id = $1 AND e.email_key = $2 AND e.member_id IS NULL
       RETURNING e.campaign_id AS "campaignId", e.type`,
      [sourceId, emailKey, memberId],
    );
    const ids = [...new Set(rows.map((r) => r.campaignId))].sort(compare);
    return ids.map((campaignId) => ({
      campaignId,
      types: rows.filter((r) => r.campaignId === campaignId).map((r) => r.type),
    }));
  }

  /** Of these addresses, those for whom something of the campaign waits. */
  async waitingAddresses(tx: Tx, campaignId: string, emailKeys: readonly string[]): Promise<Set<string>> {
    if (emailKeys.length === 0) return new Set();
    const rows = await tx.query<{ emailKey: string }>(
      `SELECT DISTINCT email_key AS "emailKey" FROM simulation_event
       WHERE campaign_id = $1 AND email_key = ANY($2::text[]) AND member_id IS NULL`,
      [campaignId, emailKeys],
    );
    return new Set(rows.map((row) => row.emailKey));
  }

  /** Addresses for whom something of the campaign waits. */
  async waitingIn(tx: Tx, campaignId: string): Promise<string[]> {
    const rows = await tx.query<{ emailKey: string }>(
      `SELECT DISTINCT email_key AS "emailKey" FROM simulation_event WHERE campaign_id = $1 AND member_id IS NULL`,
      [campaignId],
    );
    return rows.map((row) => row.emailKey);
  }

  /** Gives waiting events of the campaign to the members of their addresses. @returns whose they are now */
  async adopt(
    tx: Tx,
    campaignId: string,
    members: ReadonlyMap<string, string>,
  ): Promise<{ memberId: string; type: SimulationEventType }[]> {
    return tx.query(
      `UPDATE simulation_event e SET member_id = m.id FROM unnest($2::text[], $3::uuid[]) AS m (email_key, id)
       WHERE e.campaign_id = $1 AND e.email_key = m.email_key AND e.member_id IS NULL
       RETURNING e.member_id AS "memberId", e.type`,
      [campaignId, [...members.keys()], [...members.values()]],
    );
  }

  /** Campaigns with waiting events of an address. */
  async waitingCampaigns(sql: Sql, sourceId: string, emailKey: string): Promise<string[]> {
    const rows = await sql.query<{ id: string }>(
      `SELECT DISTINCT c.id FROM simulation_event e JOIN campaign c ON c.id = e.campaign_id
       WHERE c.source_id = $1 AND e.email_key = $2 AND e.member_id IS NULL ORDER BY c.id`,
      [sourceId, emailKey],
    );
    return rows.map((row) => row.id);
  }

  async rename(sql: Sql, id: string, name: string): Promise<boolean> {
    const rows = await sql.query(`UPDATE campaign SET name = $2 WHERE id = $1 RETURNING id`, [id, name]);
    return rows.length > 0;
  }
}

export interface Attached {
  readonly campaignId: string;
  readonly types: readonly SimulationEventType[];
}

const keyOf = (e: { emailKey: string; type: string; occurredNs: string }) =>
  `${e.emailKey} ${e.type} ${e.occurredNs}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
