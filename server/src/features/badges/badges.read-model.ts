import { Injectable } from '@nestjs/common';
import {
  type Badge,
  type BadgeFacts,
  type BadgeGrant,
  badgeIn,
  type BadgeProof,
  levelOf,
  type MyBadge,
  type ShownLevel,
  type Tier,
  tiers,
  valueOf,
} from '@vigil/shared/badges';
import { dayOf } from '@vigil/shared/calendar';
import type { Sql } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { PointsReadModel } from '../points/points.read-model.js';
import { CataloguesStore } from './catalogues.store.js';
import { type GrantRow, GrantsStore } from './grants.store.js';
import { MeasureSources } from './measure-sources.js';
import { SharesStore } from './shares.store.js';
import { Snapshots } from './snapshots.js';

/** A tier that somebody holds, with the badge as it was when it was granted. */
export interface HeldBadge {
  readonly badge: Badge;
  readonly grant: GrantRow;
}

/** Badges and levels as their owner sees them, and as strangers do whom the owner lets check one. */
@Injectable()
export class BadgesReadModel {
  constructor(
    private readonly catalogues: CataloguesStore,
    private readonly grants: GrantsStore,
    private readonly shares: SharesStore,
    private readonly snapshots: Snapshots,
    private readonly sources: MeasureSources,
    private readonly people: PeopleReadModel,
    private readonly points: PointsReadModel,
  ) {}

  /** The level follows from all points there are, quiet ones too: nobody else sees it. */
  async level(sql: Sql, memberId: string): Promise<ShownLevel> {
    const { points } = await this.points.balance(sql, memberId);
    return { ...levelOf(points), points };
  }

  /** Every badge that there is for a member: those that can be had, and those that are theirs. */
  async badges(sql: Sql, memberId: string): Promise<MyBadge[]> {
    const rules = await this.catalogues.all(sql);
    const [facts, history] = await Promise.all([
      this.snapshots.of(sql, rules, [memberId]),
      this.grants.history(sql, memberId, null),
    ]);
    const own = facts.get(memberId) ?? { counts: new Map<string, number>() };
    return rules.current.badges
      .map((badge) => shown(badge, own, history))
      .filter((badge, i) => badge.held.length > 0 || this.isOffered(rules.current.badges[i]));
  }

  async history(sql: Sql, memberId: string, key: string): Promise<BadgeGrant[]> {
    return (await this.grants.history(sql, memberId, key)).map((row) => ({
      tier: row.tier,
      grantedAt: row.grantedAt.toISOString(),
      value: row.value,
      because:
        row.kind === null || row.occurredAt === null
          ? null
          : { kind: row.kind, about: row.about, occurredAt: row.occurredAt.toISOString() },
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    }));
  }

  /** The tier if the member holds it, else the highest where none is asked for, with the words of its badge as they are now. */
  async heldBadge(sql: Sql, memberId: string, key: string, tier?: Tier): Promise<HeldBadge | null> {
    const rules = await this.catalogues.all(sql);
    const held = (await this.grants.history(sql, memberId, key)).filter((row) => row.withdrawnAt === null);
    const grant = [...tiers]
      .reverse()
      .filter((one) => tier === undefined || one === tier)
      .map((one) => held.find((row) => row.tier === one))
      .find((row) => row !== undefined);
    if (grant === undefined) return null;
    const badge = rules.current.badges.find((one) => one.key === key) ?? badgeIn(rules.all, grant);
    return badge === undefined ? null : { badge, grant };
  }

  /** What somebody reads who checks a badge; null where there is nothing to check, for whatever reason. */
  async proof(sql: Sql, proofId: string): Promise<BadgeProof | null> {
    const share = await this.shares.find(sql, proofId);
    if (share === null) return null;
    const { memberId, badge: key, withName } = share;
    const member = (await this.people.membersById(sql, [memberId])).get(memberId);
    // who has left can switch nothing off any more
    if (member === undefined || member.deactivatedAt !== null) return null;
    const held = await this.heldBadge(sql, memberId, key);
    if (held === null) return null;
    const { badge, grant } = held;
    const { name: organisation, timeZone } = await this.people.organisation(sql);
    return {
      organisation,
      ...{ title: badge.title, text: badge.text, emblem: badge.emblem, tier: grant.tier },
      grantedOn: dayOf(grant.grantedAt.getTime(), { timeZone }),
      name: withName ? member.name : null,
    };
  }

  private isOffered(badge: Badge | undefined): boolean {
    return badge !== undefined && !badge.retired && this.sources.knows(badge);
  }
}

function shown(badge: Badge, facts: BadgeFacts, history: readonly GrantRow[]): MyBadge {
  const { key, emblem, criterion, retired, title, text, thresholds } = badge;
  const held = tiers.flatMap((tier) => {
    const grant = history.find((row) => row.badge === key && row.tier === tier && row.withdrawnAt === null);
    return grant === undefined ? [] : [{ tier, grantedAt: grant.grantedAt.toISOString() }];
  });
  return {
    ...{ key, emblem, criterion, retired, title, text, thresholds, held },
    value: valueOf(criterion, facts) ?? 0,
  };
}
