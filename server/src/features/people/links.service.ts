import { Inject, Injectable } from '@nestjs/common';
import { problems, type RouteInput } from '@vigil/shared/contract';
import { linkExpired, linkPage, memberDeactivated, type useLink } from '@vigil/shared/people';
import { stringify } from 'csv-stringify/sync';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Looks } from '../../platform/audit/looks.js';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/clock/clock.js';
import { RUNNING_CONFIG, type RunningConfig } from '../../platform/config/config.js';
import { Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { CredentialsStore } from './credentials.store.js';
import { DirectoryStore } from './directory.store.js';
import { FirstAdministrator } from './first-administrator.js';
import { linkLifeMs, LinksStore, type OpenLink } from './links.store.js';
import { Passwords } from './passwords.js';
import { SessionsService, type Visitor } from './sessions.service.js';
import { issueToken, tokenHash } from './tokens.js';

/** One-time links: made for somebody, shown once, used once. */
@Injectable()
export class LinksService {
  constructor(
    private readonly database: Database,
    private readonly links: LinksStore,
    private readonly credentials: CredentialsStore,
    private readonly directory: DirectoryStore,
    private readonly firstAdministrator: FirstAdministrator,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
    private readonly looks: Looks,
    private readonly clock: Clock,
    @Inject(RUNNING_CONFIG) private readonly config: RunningConfig,
  ) {}

  /** @throws ProblemError link-expired */
  async read(token: string): Promise<OpenLink> {
    const link = await this.links.find(this.database, tokenHash(token), this.clock.now());
    if (link === null) throw new ProblemError(linkExpired);
    return link;
  }

  /**
   * Sets the password and signs in; all earlier sessions and open links of the member end.
   * @throws ProblemError link-expired, also when somebody else was faster
   */
  async use(
    { token, password, administrator }: RouteInput<typeof useLink>['body'],
    visitor: Visitor,
  ): Promise<{ memberId: string; token: string }> {
    const link = await this.read(token);
    if ((link.purpose === 'first-administrator') !== (administrator !== undefined))
      throw new ProblemError(problems.invalid, {
        errors: [
          {
            pointer: '/administrator',
            message: administrator ? 'is not for this link' : 'is needed for this link',
          },
        ],
      });
    const passwordHash = await this.passwords.hash(password);
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      if (!(await this.links.use(tx, tokenHash(token), now))) throw new ProblemError(linkExpired);
      const memberId = administrator
        ? await this.firstAdministrator.create(tx, administrator)
        : link.memberId;
      if (memberId === null || !(await this.credentials.lockActive(tx, memberId)))
        throw new ProblemError(linkExpired);
      await this.credentials.set(tx, memberId, passwordHash, now);
      await this.links.voidAll(tx, memberId, now);
      await this.sessions.endAll(tx, memberId, 'changed');
      return { memberId, token: await this.sessions.start(tx, memberId, visitor) };
    });
  }

  /**
   * A link for a member: to set a password, or another one. Whoever holds it can become that member, so only an
   * administrator makes one for an administrator.
   * @throws ProblemError not-found, forbidden, member-deactivated
   */
  async create(by: SessionPrincipal, memberId: string): Promise<{ url: string; expiresAt: Date }> {
    const member = await this.directory.find(this.database, memberId);
    if (member === null) throw new ProblemError(problems.notFound);
    if (member.role === 'administrator' && by.role !== 'administrator')
      throw new ProblemError(problems.forbidden);
    if (member.deactivatedAt !== null) throw new ProblemError(memberDeactivated);
    const purpose = member.hasPassword ? 'reset-password' : 'set-password';
    const { token, hash } = issueToken();
    const createdAt = this.clock.now();
    await this.database.transaction(async (tx) => {
      await this.links.add(tx, [{ hash, purpose, memberId, createdBy: by.memberId, createdAt }]);
      await this.looks.note(tx, by, 'link', [memberId]);
      const subject = { kind: 'member' as const, id: memberId };
      this.audit.record(tx, { by, act: 'link.made', subject, after: { purpose } });
    });
    return { url: this.url(token), expiresAt: new Date(createdAt.getTime() + linkLifeMs[purpose]) };
  }

  /** Links for everybody without a password, for a mail merge. */
  async createCsv(by: SessionPrincipal): Promise<string> {
    const members = await this.directory.withoutPassword(this.database);
    const createdAt = this.clock.now();
    const issued = members.map((member) => ({ member, ...issueToken() }));
    await this.database.transaction(async (tx) => {
      await this.links.add(
        tx,
        issued.map(({ member, hash }) => ({
          hash,
          purpose: 'set-password',
          memberId: member.id,
          createdBy: by.memberId,
          createdAt,
        })),
      );
      const subject = { kind: 'file' as const, id: 'links.csv' };
      this.audit.record(tx, { by, act: 'links.exported', subject, after: { people: issued.length } });
      await this.looks.note(
        tx,
        by,
        'links-export',
        issued.map(({ member }) => member.id),
      );
    });
    const expires = new Date(createdAt.getTime() + linkLifeMs['set-password']).toISOString();
    const rows = issued.map(({ member, token }) => [
      member.email,
      member.firstName,
      member.lastName,
      member.department,
      this.url(token),
      expires,
    ]);
    return stringify([['email', 'first', 'last', 'department', 'link', 'expires_at'], ...rows], {
      escape_formulas: true,
    });
  }

  private url(token: string): string {
    return `${this.config.publicUrl}${linkPage}#${token}`;
  }
}
