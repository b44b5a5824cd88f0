import { Injectable } from '@nestjs/common';
import {
  type Badge,
  type BadgeCatalogue,
  type BadgeDraft,
  badgeMissing,
  badgesConflict,
  badgesUnchanged,
} from '@vigil/shared/badges';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { CataloguesStore } from './catalogues.store.js';
import { CatchUp } from './catch-up.js';

/** What a publication is made of. */
export interface BadgePublicationWish {
  readonly draft: BadgeDraft;
  /** The revision that was looked at when the draft was begun. */
  readonly baseRevision: number;
  readonly note: string;
}

/** Publishes badges. A revision is never edited, and no badge is ever left out: what somebody has must stay readable. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly database: Database,
    private readonly catalogues: CataloguesStore,
    private readonly catchUp: CatchUp,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @returns the number of the new revision. @throws ProblemError badges-conflict, badges-unchanged, badge-missing */
  async publish(by: Actor, { draft, baseRevision, note }: BadgePublicationWish): Promise<number> {
    const revision = await this.database.transaction(async (tx) => {
      await this.catalogues.lock(tx);
      const { current } = await this.catalogues.all(tx);
      if (current.revision !== baseRevision) throw new ProblemError(badgesConflict);
      const changed = changedKeys(current, draft.badges);
      if (changed.length === 0) throw new ProblemError(badgesUnchanged);
      if (current.badges.some(({ key }) => !draft.badges.some((one) => one.key === key)))
        throw new ProblemError(badgeMissing);
      const next = { revision: current.revision + 1, badges: draft.badges };
      this.catalogues.publish(tx, next, {
        publishedAt: this.clock.now(),
        publishedBy: by.memberId,
        note,
      });
      this.audit.record(tx, {
        by,
        act: 'badges.published',
        subject: { kind: 'badges', id: String(next.revision) },
        before: { revision: current.revision },
        after: { revision: next.revision, changed },
        reason: note,
      });
      return next.revision;
    });
    void this.catchUp.look();
    return revision;
  }
}

/** Keys of badges that are new or other than before. */
export function changedKeys(before: BadgeCatalogue, after: readonly Badge[]): string[] {
  const old = new Map(before.badges.map((one) => [one.key, JSON.stringify(one)]));
  return after.filter((one) => old.get(one.key) !== JSON.stringify(one)).map(({ key }) => key);
}
