import { Inject, Injectable } from '@nestjs/common';
import type { RouteInput } from '@vigil/shared/contract';
import { linkExpired, linkPage, type useLink } from '@vigil/shared/people';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { RUNNING_CONFIG, type RunningConfig } from '../../platform/config/config.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { DirectoryLock } from './directory-lock.js';
import { LinksStore } from './links.store.js';
import { MemberWriter } from './member-writer.js';
import { OrganisationStore } from './organisation.store.js';
import { issueToken } from './tokens.js';

type Founder = NonNullable<RouteInput<typeof useLink>['body']['administrator']>;

/** How a new installation gets its first administrator: by a link that only somebody who reads the server's log has. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly database: Database,
    private readonly links: LinksStore,
    private readonly members: MemberWriter,
    private readonly organisation: OrganisationStore,
    private readonly lock: DirectoryLock,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @Inject(RUNNING_CONFIG) private readonly config: RunningConfig,
  ) {}

  /** The address to print; null when there is an administrator who can sign in. Earlier addresses stop working. */
  async ensure(): Promise<string | null> {
    return this.database.transaction(async (tx) => {
      await this.lock.take(tx);
      const createdAt = this.clock.now();
      await this.links.voidFirstAdministrator(tx, createdAt);
      if (await this.lock.hasAdministrator(tx)) return null;
      const { token, hash } = issueToken();
      await this.links.add(tx, [
        { hash, purpose: 'first-administrator', memberId: null, createdBy: null, createdAt },
      ]);
      return `${this.config.publicUrl}${linkPage}#${token}`;
    });
  }

  /** Founds the organisation and makes its administrator, who may be in the directory already. @returns the member */
  async create(tx: Tx, founder: Founder): Promise<string> {
    await this.lock.take(tx);
    if (await this.lock.hasAdministrator(tx)) throw new ProblemError(linkExpired);
    const { organisation, timeZone, locale } = founder;
    await this.organisation.set(tx, { name: organisation, timeZone, locale });
    const memberId = await this.members.found(tx, { ...founder, role: 'administrator' });
    this.audit.record(tx, {
      by: { memberId, role: 'administrator' },
      act: 'organisation.founded',
      subject: { kind: 'organisation', id: organisation },
      after: { timeZone, locale },
    });
    return memberId;
  }
}
