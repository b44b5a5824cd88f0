import { Injectable } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { changesBetween } from '@vigil/shared/points';
import {
  rulesConflict,
  type RulesDraft,
  rulesInForce,
  type RulesRevision,
  rulesScheduled,
  rulesTooEarly,
  rulesUnchanged,
  rulesWithdrawn,
} from '@vigil/shared/rules';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { RulesetsStore } from '../points/rulesets.store.js';
import { RulesReadModel } from './rules.read-model.js';
import { RulesStore } from './rules.store.js';

/**
 * What "now" means: late enough that nobody who records a fact at this moment can have looked at the rules before they
 * were there, early enough to be now.
 */
const leadMs = 5_000;

/** What a publication is made of, beside its content. */
export interface PublishWish {
  /** The revision that the editor looked at when the draft was begun. */
  readonly baseRevision: number;
  /** Null is now. */
  readonly from: string | null;
  readonly note: string;
}

/** Publishes, restores and withdraws rules. A revision is never edited; what was earned under one stays. */
@Injectable()
export class RulesService {
  constructor(
    private readonly database: Database,
    private readonly rulesets: RulesetsStore,
    private readonly store: RulesStore,
    private readonly revisions: RulesReadModel,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError rules-conflict, rules-too-early, rules-scheduled, rules-unchanged */
  async publish(draft: RulesDraft, wish: PublishWish, by: SessionPrincipal): Promise<RulesRevision> {
    const revision = await this.database.transaction((tx) => this.append(tx, draft, wish, by, null));
    return this.read(revision);
  }

  /**
   * Rolls back: the content of an earlier revision as a new one.
   * @throws ProblemError not-found, and as `publish`
   */
  async restore(earlier: number, wish: PublishWish, by: SessionPrincipal): Promise<RulesRevision> {
    const { rules, multipliers } = await this.read(earlier);
    const revision = await this.database.transaction((tx) =>
      this.append(tx, { rules, multipliers }, wish, by, earlier),
    );
    return this.read(revision);
  }

  /**
   * Takes a scheduled revision back before anybody can have earned by it.
   * @throws ProblemError not-found, rules-in-force, rules-withdrawn
   */
  async withdraw(revision: number, why: string, by: SessionPrincipal): Promise<RulesRevision> {
    await this.database.transaction(async (tx) => {
      await this.store.lock(tx);
      const found = await this.revisions.one(tx, this.clock.nowMs(), revision);
      if (found === null) throw new ProblemError(problems.notFound);
      if (found.state === 'withdrawn') throw new ProblemError(rulesWithdrawn);
      if (Date.parse(found.effectiveFrom) - leadMs <= this.clock.nowMs())
        throw new ProblemError(rulesInForce);
      await this.store.withdraw(tx, { revision, at: this.clock.now(), by: by.memberId, why });
      this.audit.record(tx, {
        by,
        act: 'rules.withdrawn',
        subject: { kind: 'rules', id: String(revision) },
        before: { effectiveFrom: found.effectiveFrom },
        reason: why,
      });
    });
    return this.read(revision);
  }

  /** @throws ProblemError not-found */
  async read(revision: number): Promise<RulesRevision> {
    const found = await this.revisions.one(this.database, this.clock.nowMs(), revision);
    if (found === null) throw new ProblemError(problems.notFound);
    return found;
  }

  private async append(
    tx: Tx,
    draft: RulesDraft,
    { baseRevision, from, note }: PublishWish,
    by: SessionPrincipal,
    restores: number | null,
  ): Promise<number> {
    await this.store.lock(tx);
    const { highest, newest, newestFrom } = await this.store.standing(tx);
    if (baseRevision !== newest) throw new ProblemError(rulesConflict);
    const base = await this.revisions.one(tx, this.clock.nowMs(), newest);
    if (base !== null && sameContent(base, draft)) throw new ProblemError(rulesUnchanged);
    const effectiveFrom = this.instantOf(from);
    // revisions take effect in their order, or the earlier one would push the later one out when its time comes
    if (newestFrom > effectiveFrom) throw new ProblemError(rulesScheduled);
    const revision = highest + 1;
    await this.rulesets.publish(
      tx,
      { ...draft, revision, effectiveFrom: effectiveFrom.toISOString() },
      { publishedAt: this.clock.now(), publishedBy: by.memberId, note, basedOn: newest, restores },
    );
    this.audit.record(tx, {
      by,
      act: restores === null ? 'rules.published' : 'rules.restored',
      subject: { kind: 'rules', id: String(revision) },
      before: { revision: newest },
      after: {
        revision,
        effectiveFrom: effectiveFrom.toISOString(),
        changed: changesBetween(base?.rules ?? [], draft.rules).map((change) => change.kind),
      },
      reason: note,
    });
    return revision;
  }

  private instantOf(from: string | null): Date {
    const soonest = this.clock.nowMs() + leadMs;
    if (from === null) return new Date(soonest);
    const wished = Date.parse(from);
    if (wished < this.clock.nowMs()) throw new ProblemError(rulesTooEarly);
    return new Date(Math.max(wished, soonest));
  }
}

function sameContent(a: RulesDraft, b: RulesDraft): boolean {
  return JSON.stringify([a.rules, a.multipliers]) === JSON.stringify([b.rules, b.multipliers]);
}
