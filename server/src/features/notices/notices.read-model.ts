import { Injectable } from '@nestjs/common';
import type { RouteReply } from '@vigil/shared/contract';
import {
  type listMyNotices,
  type NoticeKind,
  noticeKindsFor,
  type NoticeWishes,
  ruleOfNotice,
  showsItself,
} from '@vigil/shared/notices';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { pageByNumber } from '../../platform/http/number-pages.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { type NoticeRow, NoticesStore } from './notices.store.js';
import { WishesStore } from './wishes.store.js';

/** What a member was told, and what they want to be told. Every statement asks for their own rows. */
@Injectable()
export class NoticesReadModel {
  constructor(
    private readonly database: Database,
    private readonly store: NoticesStore,
    private readonly wishes: WishesStore,
    private readonly people: PeopleReadModel,
    private readonly clock: Clock,
  ) {}

  async page(
    memberId: string,
    limit: number,
    before: string | null,
  ): Promise<RouteReply<typeof listMyNotices>> {
    const [found, unread, shows] = await Promise.all([
      this.store.page(this.database, memberId, limit + 1, before),
      this.store.unread(this.database, memberId),
      this.whatShowsItself(memberId),
    ]);
    const named = await this.namesIn(found);
    const items = found.map((row) => ({
      ...{ id: row.id, kind: row.kind, facts: named(row), at: row.at.toISOString() },
      read: row.readAt !== null,
      showsItself: shows(row),
    }));
    return { ...pageByNumber(items, limit), unread };
  }

  /** All kinds that can reach them, each as it holds now. */
  async wishesOf({ memberId, role }: SessionPrincipal): Promise<NoticeWishes> {
    const [chosen, quietHours] = await Promise.all([
      this.wishes.choices(this.database, memberId),
      this.wishes.quietHours(this.database, memberId),
    ]);
    const kinds = noticeKindsFor(role).map((kind) => ({ kind, choice: chosen.get(kind) ?? usual(kind) }));
    return { kinds, quietHours };
  }

  /** Facts with the name of whom they mean, as long as that person is here; the id stays here. */
  private async namesIn(rows: readonly NoticeRow[]): Promise<(row: NoticeRow) => NoticeRow['facts']> {
    const ids = rows.flatMap(({ facts: { byId } }) => (typeof byId === 'string' ? [byId] : []));
    const people = await this.people.membersById(this.database, ids);
    return ({ facts: { byId, ...facts } }) => {
      const person = people.get(String(byId));
      return person === undefined || person.deactivatedAt !== null ? facts : { ...facts, by: person.name };
    };
  }

  private async whatShowsItself(memberId: string): Promise<(row: NoticeRow) => boolean> {
    const [chosen, quietHours, zones] = await Promise.all([
      this.wishes.choices(this.database, memberId),
      this.wishes.quietHours(this.database, memberId),
      this.people.timeZones(this.database, [memberId]),
    ]);
    const always = { quietHours, nowMs: this.clock.nowMs(), timeZone: zones.get(memberId) ?? 'UTC' };
    return ({ kind, at, readAt }) =>
      readAt === null &&
      showsItself({ ...always, choice: chosen.get(kind) ?? usual(kind), atMs: at.getTime() });
  }
}

const usual = (kind: NoticeKind) => ruleOfNotice(kind).usual;
