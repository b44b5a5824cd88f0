import { Injectable } from '@nestjs/common';
import { changesBetween, ruleset, type Ruleset, rulesetAt } from '@vigil/shared/points';
import type { RulesRevision } from '@vigil/shared/rules';
import type { Sql } from '../../platform/db/database.js';

interface Row {
  readonly revision: number;
  readonly effectiveFrom: Date;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
  readonly note: string | null;
  readonly basedOn: number | null;
  readonly restores: number | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnWhy: string | null;
  readonly rules: unknown;
  readonly multipliers: unknown;
}
interface Stored extends Row {
  readonly content: Ruleset;
}

/** Revisions as the screen of the security team shows them: what changed, by whom, why, and when it holds. */
@Injectable()
export class RulesReadModel {
  /**
   * Newest first.
   * @param before number of the last revision already seen
   */
  async page(sql: Sql, nowMs: number, limit: number, before: number | null = null): Promise<RulesRevision[]> {
    const all = await this.stored(sql);
    return all
      .filter(({ revision }) => before === null || revision < before)
      .slice(-limit)
      .reverse()
      .map((one) => shown(one, all, nowMs));
  }

  async one(sql: Sql, nowMs: number, revision: number): Promise<RulesRevision | null> {
    const all = await this.stored(sql);
    const found = all.find((one) => one.revision === revision);
    return found === undefined ? null : shown(found, all, nowMs);
  }

  /** All of them: changes are shown against earlier ones, and an organisation has a few dozen in its life. */
  private async stored(sql: Sql): Promise<Stored[]> {
    const rows = await sql.query<Row>(
      `SELECT r.revision, r.effective_from AS "effectiveFrom", r.published_at AS "publishedAt",
         p.first_name || ' ' || p.last_name AS "publishedBy", r.note, r.based_on AS "basedOn", r.restores,
         w.withdrawn_at AS "withdrawnAt", b.first_name || ' ' || b.last_name AS "withdrawnBy", w.why AS "withdrawnWhy", r.rules, r.multipliers
       FROM ruleset r LEFT JOIN member p ON p.id = r.published_by
       LEFT JOIN ruleset_withdrawal w ON w.revision = r.revision LEFT JOIN member b ON b.id = w.withdrawn_by
       ORDER BY r.revision`,
    );
    return rows.map((row) => ({ ...row, content: contentOf(row) }));
  }
}

function contentOf({ revision, effectiveFrom, rules, multipliers }: Row): Ruleset {
  return ruleset.parse({ revision, effectiveFrom: effectiveFrom.toISOString(), rules, multipliers });
}

function shown(one: Stored, all: readonly Stored[], nowMs: number): RulesRevision {
  const { content, revision, publishedBy, note, basedOn, restores, withdrawnAt } = one;
  const base = all.find((other) => other.revision === basedOn)?.content;
  return {
    ...content,
    state: stateOf(one, all, nowMs),
    publishedAt: one.publishedAt.toISOString(),
    publishedBy,
    note,
    basedOn,
    restores,
    withdrawn:
      withdrawnAt === null
        ? null
        : { at: withdrawnAt.toISOString(), by: one.withdrawnBy ?? '', why: one.withdrawnWhy ?? '' },
    changes: revision === 1 ? [] : [...changesBetween(base?.rules ?? [], content.rules)],
    eventsChanged: JSON.stringify(base?.multipliers ?? []) !== JSON.stringify(content.multipliers),
  };
}

function stateOf(one: Stored, all: readonly Stored[], nowMs: number): RulesRevision['state'] {
  if (one.withdrawnAt !== null) return 'withdrawn';
  if (one.effectiveFrom.getTime() > nowMs) return 'scheduled';
  const standing = all.filter((other) => other.withdrawnAt === null).map((other) => other.content);
  return rulesetAt(standing, nowMs).revision === one.revision ? 'current' : 'past';
}
