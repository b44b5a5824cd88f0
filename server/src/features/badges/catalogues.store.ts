import { Injectable } from '@nestjs/common';
import { type Badge, badge, type BadgeCatalogue, type BadgeRules, defaultBadges } from '@vigil/shared/badges';
import type { Sql, Tx } from '../../platform/db/database.js';

/** Before anything was published nobody can be granted anything. */
const noBadges: BadgeCatalogue = { revision: 0, badges: [] };

/** How a revision came about. */
export interface BadgePublication {
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
  readonly note: string | null;
}
export interface PublishedCatalogue extends BadgeCatalogue, BadgePublication {
  readonly caughtUp: boolean;
}

/** The revisions of the badges. One is never edited, so what was read once stays true. */
@Injectable()
export class CataloguesStore {
  private rules: BadgeRules = { current: noBadges, all: [] };

  /** The revisions as this process last read them, and at least as new as the number. */
  async atLeast(sql: Sql, newest: number): Promise<BadgeRules> {
    if (this.rules.current.revision < newest) await this.reload(sql);
    return this.rules;
  }

  /** All revisions as of now. */
  async all(sql: Sql): Promise<BadgeRules> {
    return this.atLeast(sql, await this.newest(sql));
  }

  /** The revisions as this process last read them, without a look at the database. */
  get kept(): BadgeRules {
    return this.rules;
  }

  /** The number of the newest revision; 0 before there is one. */
  async newest(sql: Sql): Promise<number> {
    const [row] = await sql.query<{ newest: number | null }>(
      `SELECT max(revision) AS newest FROM badge_catalogue`,
      [],
      'badges-newest',
    );
    return row?.newest ?? 0;
  }

  /** Publishes the badges that the product comes with where there are none yet. */
  async ensureDefault(sql: Sql): Promise<void> {
    await sql.query(
      `WITH made AS (INSERT INTO badge_catalogue (revision, badges, published_at) SELECT 1, $1::jsonb, now()
         WHERE NOT EXISTS (SELECT FROM badge_catalogue) ON CONFLICT DO NOTHING RETURNING revision)
       INSERT INTO badge_catch_up (revision) SELECT revision FROM made`,
      [JSON.stringify(defaultBadges)],
    );
  }

  /** Lets publications happen one after the other: each stands on the one before. */
  async lock(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('vigil:badges'))`);
  }

  publish(tx: Tx, { revision, badges }: BadgeCatalogue, how: BadgePublication): void {
    tx.write(
      `INSERT INTO badge_catalogue (revision, badges, published_at, published_by, note) VALUES ($1, $2::jsonb, $3, $4, $5)`,
      [revision, JSON.stringify(badges), how.publishedAt, how.publishedBy, how.note],
    );
    tx.write(`INSERT INTO badge_catch_up (revision) VALUES ($1)`, [revision]);
  }

  /** Newest first. @param before the revision that was seen last */
  async page(sql: Sql, limit: number, before: number | null): Promise<PublishedCatalogue[]> {
    const rows = await sql.query<PublishedCatalogue>(
      `SELECT c.revision, c.badges, c.published_at AS "publishedAt", c.published_by AS "publishedBy", c.note, u.done_at IS NOT NULL AS "caughtUp"
       FROM badge_catalogue c JOIN badge_catch_up u USING (revision)
       WHERE $2::int IS NULL OR c.revision < $2 ORDER BY c.revision DESC LIMIT $1`,
      [limit, before],
    );
    return rows.map((row) => ({ ...row, badges: parsed(row.badges) }));
  }

  private async reload(sql: Sql): Promise<void> {
    const rows = await sql.query<BadgeCatalogue>(
      `SELECT revision, badges FROM badge_catalogue ORDER BY revision`,
    );
    const all = rows.map(({ revision, badges }) => ({ revision, badges: parsed(badges) }));
    this.rules = { current: all.at(-1) ?? noBadges, all };
  }
}

function parsed(badges: readonly unknown[]): Badge[] {
  return badges.map((one) => badge.parse(one));
}
