import { Injectable } from '@nestjs/common';
import { dayOf } from '@vigil/shared/calendar';
import { problems, type Role, type RouteInput } from '@vigil/shared/contract';
import {
  type addMember,
  emailKey,
  emailTaken,
  type listMembers,
  type updateMember,
} from '@vigil/shared/people';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Looks } from '../../platform/audit/looks.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Sql, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { DepartmentsStore } from './departments.store.js';
import { DirectoryLock } from './directory-lock.js';
import { type DirectoryMember, DirectoryStore } from './directory.store.js';
import { auditedChange, auditedMember } from './member-audit.js';
import { MemberWriter } from './member-writer.js';
import { OrganisationStore } from './organisation.store.js';

type Wish = RouteInput<typeof updateMember>['body'];

/** The directory: who is here, what they may, where they belong. */
@Injectable()
export class DirectoryService {
  constructor(
    private readonly database: Database,
    private readonly store: DirectoryStore,
    private readonly writer: MemberWriter,
    private readonly departments: DepartmentsStore,
    private readonly organisation: OrganisationStore,
    private readonly lock: DirectoryLock,
    private readonly audit: AuditLog,
    private readonly looks: Looks,
    private readonly clock: Clock,
  ) {}

  /** A page of members by name. @throws ProblemError invalid for a cursor that is none */
  async list(
    by: Actor,
    query: RouteInput<typeof listMembers>['query'],
  ): Promise<{ items: DirectoryMember[]; nextCursor: string | null }> {
    const { cursor = null, limit, ...filter } = query;
    if (cursor !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor))
      throw invalid('query/cursor', 'is not a cursor');
    if (filter.search?.includes('\0')) return { items: [], nextCursor: null };
    const found = await this.store.list(this.database, { ...filter, afterId: cursor, limit: limit + 1 });
    const items = found.slice(0, limit);
    await this.looks.note(
      this.database,
      by,
      'list',
      items.map((member) => member.id),
    );
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws ProblemError not-found */
  async one(by: Actor, memberId: string): Promise<DirectoryMember> {
    const member = await this.present(this.database, memberId);
    await this.looks.note(this.database, by, 'details', [memberId]);
    return member;
  }

  /** @throws ProblemError email-taken, invalid */
  async add(by: Actor, wish: RouteInput<typeof addMember>['body']): Promise<DirectoryMember> {
    return this.database.transaction(async (tx) => {
      await this.lock.take(tx);
      await this.checkEmail(tx, wish.email, null);
      await this.checkPlaces(tx, wish, wish.role);
      const organisation = await this.organisation.read(tx);
      const { leads, ...fields } = wish;
      const [id = ''] = await this.writer.insert(tx, [
        {
          ...fields,
          timeZone: fields.timeZone ?? organisation.timeZone,
          locale: fields.locale ?? organisation.locale,
          joinedOn: fields.joinedOn ?? dayOf(this.clock.nowMs(), organisation),
        },
      ]);
      if (leads.length > 0) await this.writer.setLeads(tx, id, leads);
      const member = await this.present(tx, id);
      this.audit.record(tx, {
        by,
        act: 'member.added',
        subject: { kind: 'member', id },
        after: auditedMember(member),
      });
      return member;
    });
  }

  /** @param by null: the installation itself. @throws ProblemError not-found, email-taken, last-administrator, invalid */
  async update(by: Actor | null, memberId: string, wish: Wish): Promise<DirectoryMember> {
    return this.database.transaction((tx) =>
      this.lock.keepAdministrator(tx, async () => {
        const before = await this.present(tx, memberId);
        if (wish.email !== undefined) await this.checkEmail(tx, wish.email, memberId);
        await this.checkPlaces(tx, wish, wish.role ?? before.role);
        const { leads, deactivated, ...fields } = wish;
        const deactivatedAt = this.deactivation(before, deactivated);
        await this.writer.update(tx, [{ before, after: { ...before, ...fields, deactivatedAt } }]);
        if (leads !== undefined) await this.writer.setLeads(tx, memberId, leads);
        const after = await this.present(tx, memberId);
        const change = auditedChange(before, after);
        if (change !== null)
          this.audit.record(tx, { by, subject: { kind: 'member', id: memberId }, ...change });
        return after;
      }),
    );
  }

  private deactivation(before: DirectoryMember, wish: boolean | undefined): Date | null {
    if (wish === undefined) return before.deactivatedAt;
    return wish ? (before.deactivatedAt ?? this.clock.now()) : null;
  }

  private async present(sql: Sql, memberId: string): Promise<DirectoryMember> {
    const found = await this.store.find(sql, memberId);
    if (found === null) throw new ProblemError(problems.notFound);
    return found;
  }

  private async checkEmail(tx: Tx, email: string, ownId: string | null): Promise<void> {
    const holder = (await this.store.byEmailKeys(tx, [emailKey(email)])).get(emailKey(email));
    if (holder !== undefined && holder.id !== ownId) throw new ProblemError(emailTaken);
  }

  private async checkPlaces(tx: Tx, wish: Pick<Wish, 'departmentId' | 'leads'>, role: Role): Promise<void> {
    const { departmentId = null, leads = [] } = wish;
    if (role === 'employee' && leads.length > 0) throw invalid('/leads', 'an employee leads no department');
    const unknown = new Set(
      await this.departments.unknown(tx, departmentId === null ? leads : [...leads, departmentId]),
    );
    if (departmentId !== null && unknown.has(departmentId))
      throw invalid('/departmentId', 'names no department');
    const lost = leads.findIndex((lead) => unknown.has(lead));
    if (lost >= 0) throw invalid(`/leads/${lost}`, 'names no department');
  }
}

function invalid(pointer: string, message: string): ProblemError {
  return new ProblemError(problems.invalid, { errors: [{ pointer, message }] });
}
