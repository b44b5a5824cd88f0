import { Injectable } from '@nestjs/common';
import type { HeldTier, Tier } from '@vigil/shared/badges';
import { columns } from '../../platform/db/columns.js';
import type { Sql, Tx } from '../../platform/db/database.js';

/** A tier to be written: by which rules, with which value, because of which fact. */
export interface NewGrant {
  readonly memberId: string;
  readonly badge: string;
  readonly tier: Tier;
  readonly revision: number;
  readonly value: number;
  readonly behaviourId: string | null;
}
export interface GrantRow {
  readonly id: string;
  readonly badge: string;
  readonly tier: Tier;
  readonly revision: number;
  readonly value: number;
  readonly grantedAt: Date;
  readonly withdrawnAt: Date | null;
  /** The fact that brought it. */
  readonly kind: string | null;
  readonly about: string | null;
  readonly occurredAt: Date | null;
}

/** Held tiers as SQL lists them: `badge tier revision`, with commas between. */
export function heldTiers(text: string): HeldTier[] {
  return text.split(',').map((one) => {
    const [badge = '', tier, revision] = one.split(' ');
    return { badge, tier: tier as Tier, revision: Number(revision) };
  });
}

/** Rows of `badge_grant`: a tier stands once for a member, by a unique key; one that went stays as history. */
@Injectable()
export class GrantsStore {
  /** What each member holds. Members with nothing are missing in the answer. */
  async held(sql: Sql, memberIds: readonly string[]): Promise<Map<string, HeldTier[]>> {
    const rows = await sql.query<{ memberId: string; held: string }>(
      `SELECT m.id AS "memberId", g.held FROM unnest($1::uuid[]) m (id) CROSS JOIN LATERAL (
         SELECT string_agg(badge || ' ' || tier || ' ' || revision, ',') AS held FROM badge_grant
         WHERE member_id = m.id AND withdrawn_at IS NULL) g
       WHERE g.held IS NOT NULL`,
      [memberIds],
    );
    return new Map(rows.map(({ memberId, held }) => [memberId, heldTiers(held)]));
  }

  give(tx: Tx, grants: readonly NewGrant[], at: Date): void {
    if (grants.length === 0) return;
    tx.write(
      `INSERT INTO badge_grant (member_id, badge, tier, revision, value, behaviour_id, granted_at)
       SELECT *, $7::timestamptz FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[], $6::bigint[])`,
      [...columns(grants, 'memberId', 'badge', 'tier', 'revision', 'value', 'behaviourId'), at],
      'badges-give',
    );
  }

  withdraw(tx: Tx, tiers: readonly (HeldTier & { readonly memberId: string })[], at: Date): void {
    if (tiers.length === 0) return;
    tx.write(
      `UPDATE badge_grant g SET withdrawn_at = greatest($4::timestamptz, g.granted_at)
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS gone (member_id, badge, tier)
       WHERE g.member_id = gone.member_id AND g.badge = gone.badge AND g.tier = gone.tier AND g.withdrawn_at IS NULL`,
      [...columns(tiers, 'memberId', 'badge', 'tier'), at],
    );
  }

  /** All that a member was ever granted, newest first; of one badge, or of all. */
  async history(sql: Sql, memberId: string, badge: string | null): Promise<GrantRow[]> {
    return sql.query<GrantRow>(
      `SELECT g.id, g.badge, g.tier, g.revision, g.value, g.granted_at AS "grantedAt", g.withdrawn_at AS "withdrawnAt",
         b.kind, b.about, b.occurred_at AS "occurredAt"
       FROM badge_grant g LEFT JOIN behaviour b ON b.id = g.behaviour_id
       WHERE g.member_id = $1 AND ($2::text IS NULL OR g.badge = $2)
       ORDER BY g.granted_at DESC, array_position('{gold,silver,bronze}', g.tier), g.id`,
      [memberId, badge],
    );
  }
}
