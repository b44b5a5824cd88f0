import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tier } from '@vigil/shared/badges';
import type { Locale } from '@vigil/shared/contract';
import type { Sql } from '../../platform/db/database.js';
import { NoticeTellers } from '../notices/notice-tellers.js';
import type { NewNotice } from '../notices/notices.types.js';
import { CataloguesStore } from './catalogues.store.js';
import { grantOf } from './grant-subject.js';

interface Granted {
  readonly id: string;
  readonly memberId: string;
  readonly locale: Locale;
  readonly badge: string;
  readonly tier: Tier;
  readonly at: Date;
}

/** Tells people of the tiers that they were granted and still hold; of tiers of one badge that came at once, the highest. */
@Injectable()
export class BadgeNotices implements OnModuleInit {
  constructor(
    private readonly tellers: NoticeTellers,
    private readonly catalogues: CataloguesStore,
  ) {}

  onModuleInit(): void {
    this.tellers.register({
      kind: 'badge.granted',
      topic: 'badge.granted',
      tell: (sql, subjects) => this.granted(sql, subjects),
    });
  }

  private async granted(sql: Sql, subjects: readonly string[]): Promise<NewNotice[]> {
    const members = new Set(subjects.map((subject) => grantOf(subject)?.memberId));
    const rows = await sql.query<Granted>(
      `SELECT DISTINCT ON (g.member_id, g.badge, g.granted_at) g.id, g.member_id AS "memberId", m.locale, g.badge, g.tier, g.granted_at AS at
       FROM badge_grant g JOIN member m ON m.id = g.member_id
       WHERE g.member_id = ANY($1::uuid[]) AND g.withdrawn_at IS NULL
         AND concat_ws('/', g.member_id, g.badge, g.tier) = ANY($2::text[])
       ORDER BY g.member_id, g.badge, g.granted_at, array_position('{gold,silver,bronze}', g.tier)`,
      [[...members].filter((id) => id !== undefined), subjects],
    );
    const { current } = await this.catalogues.all(sql);
    const titles = new Map(current.badges.map(({ key, title }) => [key, title]));
    return rows.map(({ id, memberId, locale, badge, tier, at }) => ({
      ...{ memberId, key: id, at },
      facts: { which: tier, badge, title: titles.get(badge)?.[locale] ?? badge },
    }));
  }
}
