import { Injectable } from '@nestjs/common';
import { dayOf } from '@vigil/shared/calendar';
import { emailKey } from '@vigil/shared/people';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { type DirectoryMember, DirectoryStore, type MemberDraft } from './directory.store.js';
import { LinksStore } from './links.store.js';
import { MembershipsStore } from './memberships.store.js';
import { SessionEvents } from './session-events.js';
import { SessionsService } from './sessions.service.js';

export interface MemberUpdate {
  readonly before: DirectoryMember;
  readonly after: MemberDraft & { readonly deactivatedAt: Date | null };
}

/** Writes members with all that follows: history, leaderships, sessions and links that end, word to whom it concerns. */
@Injectable()
export class MemberWriter {
  constructor(
    private readonly directory: DirectoryStore,
    private readonly memberships: MembershipsStore,
    private readonly links: LinksStore,
    private readonly sessions: SessionsService,
    private readonly outbox: Outbox,
    private readonly events: SessionEvents,
    private readonly clock: Clock,
  ) {}

  /** @returns the new ids, in the order of the drafts */
  async insert(tx: Tx, drafts: readonly MemberDraft[]): Promise<string[]> {
    if (drafts.length === 0) return [];
    const ids = await this.directory.insert(tx, drafts);
    await this.memberships.follow(tx, ids, this.clock.now());
    this.tell(tx, ids);
    return ids;
  }

  async update(tx: Tx, updates: readonly MemberUpdate[]): Promise<void> {
    if (updates.length === 0) return;
    const ids = updates.map(({ before }) => before.id);
    const now = this.clock.now();
    await this.directory.update(
      tx,
      updates.map(({ before, after }) => ({ ...after, id: before.id })),
    );
    await this.directory.dropLeadsOfEmployees(tx, ids);
    await this.memberships.follow(tx, ids, now);
    for (const { before, after } of updates) {
      const leaves = after.deactivatedAt !== null && before.deactivatedAt === null;
      // a link went to the old address
      if (leaves || emailKey(after.email) !== emailKey(before.email))
        await this.links.voidAll(tx, before.id, now);
      if (leaves) await this.sessions.endAll(tx, before.id, 'changed');
    }
    this.tell(tx, ids);
  }

  async setLeads(tx: Tx, memberId: string, departmentIds: readonly string[]): Promise<void> {
    await this.directory.setLeads(tx, memberId, departmentIds);
    this.tell(tx, [memberId]);
  }

  /** The founder as an active administrator: a new member, or the one who has that address. @returns the member */
  async found(
    tx: Tx,
    founder: Pick<MemberDraft, 'email' | 'firstName' | 'lastName' | 'timeZone' | 'locale' | 'role'>,
  ): Promise<string> {
    const { email, firstName, lastName, timeZone, locale, role } = founder;
    const known = (await this.directory.byEmailKeys(tx, [emailKey(email)])).get(emailKey(email));
    const written = { email, firstName, lastName, timeZone, locale, role };
    if (known !== undefined) {
      await this.update(tx, [{ before: known, after: { ...known, ...written, deactivatedAt: null } }]);
      return known.id;
    }
    const joinedOn = dayOf(this.clock.nowMs(), { timeZone });
    const [id = ''] = await this.insert(tx, [{ ...written, departmentId: null, joinedOn }]);
    return id;
  }

  /** Leaves word of members whose place, name or role changed. */
  tell(tx: Tx, memberIds: readonly string[]): void {
    this.outbox.append(tx, 'member.changed', memberIds);
    tx.afterCommit(() => {
      for (const id of new Set(memberIds)) this.events.memberChanged(id);
    });
  }
}
