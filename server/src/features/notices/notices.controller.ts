import { Controller } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import {
  listMyNotices,
  readAllNotices,
  readNotice,
  readNoticeWishes,
  updateNoticeWishes,
} from '@vigil/shared/notices';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { numberCursor } from '../../platform/http/number-pages.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Realtime } from '../../platform/realtime/realtime.js';
import { NoticesReadModel } from './notices.read-model.js';
import { NoticesStore } from './notices.store.js';
import { WishesStore } from './wishes.store.js';

/** What I was told, and what I want to be told. Nobody else sees either. */
@Controller()
export class NoticesController {
  constructor(
    private readonly database: Database,
    private readonly store: NoticesStore,
    private readonly wishes: WishesStore,
    private readonly read: NoticesReadModel,
    private readonly realtime: Realtime,
    private readonly clock: Clock,
  ) {}

  @Handles(listMyNotices)
  list({ principal, query }: Call<typeof listMyNotices>) {
    return this.read.page(principal.memberId, query.limit, numberCursor(query.cursor));
  }

  @Handles(readNotice)
  async one({ principal, params }: Call<typeof readNotice>): Promise<undefined> {
    const { memberId } = principal;
    if (!(await this.store.read(this.database, memberId, params.noticeId, this.clock.now())))
      throw new ProblemError(problems.notFound);
    this.tellOthers(memberId);
  }

  @Handles(readAllNotices)
  async all({ principal, body }: Call<typeof readAllNotices>): Promise<undefined> {
    await this.store.readUpTo(this.database, principal.memberId, body.upTo, this.clock.now());
    this.tellOthers(principal.memberId);
  }

  @Handles(readNoticeWishes)
  wishesOf({ principal }: Call<typeof readNoticeWishes>) {
    return this.read.wishesOf(principal);
  }

  @Handles(updateNoticeWishes)
  async wish({ principal, body }: Call<typeof updateNoticeWishes>) {
    await this.database.transaction((tx) => this.wishes.keep(tx, principal.memberId, body));
    return this.read.wishesOf(principal);
  }

  /** What I read on one screen is read on all of mine. */
  private tellOthers(memberId: string): void {
    this.realtime.toMember(memberId, { what: 'notice' });
  }
}
