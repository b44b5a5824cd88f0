import { Injectable } from '@nestjs/common';
import { defaultRules, ruleset, type Ruleset } from '@vigil/shared/points';
import type { Sql, Tx } from '../../platform/db/database.js';

interface Row {
  revision: number;
  effectiveFrom: Date;
  rules: unknown;
  multipliers: unknown;
}

/** How a revision came about. */
export interface Publication {
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
  readonly note: string | null;
  readonly basedOn: number | null;
  readonly restores: number | null;
}

/** Where the store stands: a publication moves the one number, a withdrawal the other. */
interface Standing {
  readonly newest: number | null;
  readonly withdrawn: number;
}

/** The revisions of the rules that count. A revision is never edited, so what was read once stays true until one is withdrawn. */
@Injectable()
export class RulesetsStore {
  private cache: readonly Ruleset[] = [];
  private cachedAt: Standing = { newest: null, withdrawn: 0 };

  /** All revisions as of now. */
  async all(sql: Sql): Promise<readonly Ruleset[]> {
    if (!(await this.isCurrent(sql))) await this.reload(sql);
    return this.kept(sql);
  }

  /** The revisions as this process last read them: without a look at the database, but for the first time. */
  async kept(sql: Sql): Promise<readonly Ruleset[]> {
    if (this.cache.length === 0) await this.reload(sql);
    if (this.cache.length === 0) throw new Error('no ruleset has been published');
    return this.cache;
  }

  /** Whether nothing was published or withdrawn since `kept`. */
  async isCurrent(sql: Sql): Promise<boolean> {
    const { newest, withdrawn } = await this.standing(sql);
    return newest === this.cachedAt.newest && withdrawn === this.cachedAt.withdrawn;
  }

  private async standing(sql: Sql): Promise<Standing> {
    const [row] = await sql.query<Standing>(
      `SELECT (SELECT max(revision) FROM ruleset) AS newest, (SELECT count(*)::int FROM ruleset_withdrawal) AS withdrawn`,
      [],
      'ruleset-standing',
    );
    return row ?? { newest: null, withdrawn: 0 };
  }

  /** Publishes the default rules where there are none yet, from the beginning of time. */
  async ensureDefault(sql: Sql): Promise<void> {
    await sql.query(
      `INSERT INTO ruleset (revision, effective_from, rules) SELECT 1, '2000-01-01T00:00:00Z', $1::jsonb WHERE NOT EXISTS (SELECT FROM ruleset)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(defaultRules)],
    );
  }

  /**
   * Publishes a revision. Two who publish at once meet at its number: the second fails with a unique violation.
   * `effectiveFrom` is now or later, never earlier; the database refuses what is not.
   */
  async publish(tx: Tx, next: Ruleset, how: Publication): Promise<void> {
    await tx.query(
      `INSERT INTO ruleset (revision, effective_from, rules, multipliers, published_at, published_by, note, based_on, restores)
       VALUES ($1, $2, $3::jsonb, $4::jsonb, $5, $6, $7, $8, $9)`,
      [
        next.revision,
        next.effectiveFrom,
        JSON.stringify(next.rules),
        JSON.stringify(next.multipliers),
        how.publishedAt,
        how.publishedBy,
        how.note,
        how.basedOn,
        how.restores,
      ],
    );
  }

  async reload(sql: Sql): Promise<void> {
    // looked at first: what is published between the two reads is found by the next look
    const standing = await this.standing(sql);
    const rows = await sql.query<Row>(
      `SELECT revision, effective_from AS "effectiveFrom", rules, multipliers FROM ruleset r
       WHERE NOT EXISTS (SELECT FROM ruleset_withdrawal w WHERE w.revision = r.revision) ORDER BY revision`,
    );
    this.cache = rows.map((row) => ruleset.parse({ ...row, effectiveFrom: row.effectiveFrom.toISOString() }));
    this.cachedAt = standing;
  }
}
