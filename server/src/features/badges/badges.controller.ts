import { Controller } from '@nestjs/common';
import {
  badgeNotHeld,
  exportMyBadgeImage,
  exportMyCredential,
  hideMyBadge,
  listMyBadges,
  readMyBadge,
  shareMyBadge,
} from '@vigil/shared/badges';
import { problems } from '@vigil/shared/contract';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { BadgesReadModel } from './badges.read-model.js';
import { CredentialsService } from './credentials.service.js';
import { SharesStore } from './shares.store.js';

/** My badges and my level: seen by me alone, but for what I take along or let others check. */
@Controller()
export class BadgesController {
  constructor(
    private readonly database: Database,
    private readonly read: BadgesReadModel,
    private readonly shares: SharesStore,
    private readonly credentials: CredentialsService,
  ) {}

  @Handles(listMyBadges)
  async list({ principal }: Call<typeof listMyBadges>) {
    const { memberId } = principal;
    return {
      level: await this.read.level(this.database, memberId),
      items: await this.read.badges(this.database, memberId),
    };
  }

  @Handles(readMyBadge)
  async one({ principal, params }: Call<typeof readMyBadge>) {
    const { memberId } = principal;
    const badges = await this.read.badges(this.database, memberId);
    const badge = badges.find(({ key }) => key === params.badgeKey);
    if (badge === undefined) throw new ProblemError(problems.notFound);
    const share = badge.held.length === 0 ? null : await this.shares.of(this.database, memberId, badge.key);
    return { badge, history: await this.read.history(this.database, memberId, badge.key), share };
  }

  @Handles(shareMyBadge)
  async share({ principal, params, body }: Call<typeof shareMyBadge>) {
    const { memberId } = principal;
    return this.database.transaction(async (tx) => {
      const history = await this.read.history(tx, memberId, params.badgeKey);
      if (!history.some(({ withdrawnAt }) => withdrawnAt === null)) throw new ProblemError(badgeNotHeld);
      return this.shares.switchOn(tx, memberId, params.badgeKey, body.withName);
    });
  }

  @Handles(hideMyBadge)
  async hide({ principal, params }: Call<typeof hideMyBadge>): Promise<undefined> {
    await this.shares.switchOff(this.database, principal.memberId, params.badgeKey);
  }

  @Handles(exportMyCredential)
  async credential({ principal, params, query, http }: Call<typeof exportMyCredential>) {
    const { tier, content } = await this.credentials.signed(principal.memberId, { ...params, ...query });
    http.setHeader('content-disposition', `attachment; filename="${params.badgeKey}-${tier}.jws"`);
    return content;
  }

  @Handles(exportMyBadgeImage)
  async image({ principal, params, query, http }: Call<typeof exportMyBadgeImage>) {
    const { tier, content } = await this.credentials.image(principal.memberId, { ...params, ...query });
    http.setHeader('content-disposition', `attachment; filename="${params.badgeKey}-${tier}.svg"`);
    return content;
  }
}
