import { Injectable } from '@nestjs/common';
import { defaultRules, ruleset, type Ruleset } from '@vigil/shared/points';
import type { Sql, Tx } from '../../platform/db/database.js';

interface Row {
  revision: number;
  effectiveFrom: Date;
  rules: unknown;
  multipliers: unknown;
}

/** All revisions of the rules. A revision is never edited, so what was read once stays true. */
@Injectable()
export class RulesetsStore {
  private cache: readonly Ruleset[] = [];

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

  /** Whether nothing was published since `kept`. */
  async isCurrent(sql: Sql): Promise<boolean> {
    const [newest] = await sql.query<{ revision: number | null }>(
      `SELECT max(revision) AS revision FROM ruleset`,
      [],
      'ruleset-newest',
    );
    return newest?.revision === this.cache.at(-1)?.revision;
  }

  /** Publishes the default rules where there are none yet, from the beginning of time. */
  async ensureDefault(sql: Sql): Promise<void> {
    await sql.query(
      `INSERT INTO ruleset (revision, effective_from, rules) SELECT 1, '2000-01-01T00:00:00Z', $1::jsonb WHERE NOT EXISTS (SELECT FROM ruleset)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(defaultRules)],
    );
  }

  /** @param effectiveFrom now or later, never earlier: the caller checks */
  async publish(tx: Tx, next: Ruleset, publishedBy: string | null): Promise<void> {
    await tx.query(
      `INSERT INTO ruleset (revision, effective_from, published_by, rules, multipliers) VALUES ($1, $2, $3, $4::jsonb, $5::jsonb)`,
      [
        next.revision,
        next.effectiveFrom,
        publishedBy,
        JSON.stringify(next.rules),
        JSON.stringify(next.multipliers),
      ],
    );
  }

  async reload(sql: Sql): Promise<void> {
    const rows = await sql.query<Row>(
      `SELECT revision, effective_from AS "effectiveFrom", rules, multipliers FROM ruleset ORDER BY revision`,
    );
    this.cache = rows.map((row) => ruleset.parse({ ...row, effectiveFrom: row.effectiveFrom.toISOString() }));
  }
}
