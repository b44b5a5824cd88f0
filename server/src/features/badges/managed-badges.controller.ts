import { Controller } from '@nestjs/common';
import {
  type BadgeCatalogue,
  type BadgesRevision,
  listBadgeRevisions,
  listSigningKeys,
  makeSigningKey,
  previewBadge,
  publishBadges,
} from '@vigil/shared/badges';
import { problems } from '@vigil/shared/contract';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { CatalogueService, changedKeys } from './catalogue.service.js';
import { CataloguesStore } from './catalogues.store.js';
import { PreviewReadModel } from './preview.read-model.js';
import { SigningKeysService } from './signing-keys.service.js';

/** Badges as the security team keeps them: revisions, a look ahead, and the keys that sign. */
@Controller()
export class ManagedBadgesController {
  constructor(
    private readonly database: Database,
    private readonly catalogues: CataloguesStore,
    private readonly service: CatalogueService,
    private readonly previews: PreviewReadModel,
    private readonly keys: SigningKeysService,
    private readonly people: PeopleReadModel,
  ) {}

  @Handles(listBadgeRevisions)
  async list({ query }: Call<typeof listBadgeRevisions>) {
    const before = cursorOf(query.cursor);
    const items = await this.shown(query.limit, before);
    const last = items.at(-1)?.revision ?? 1;
    return { items, nextCursor: last > 1 ? String(last) : null };
  }

  @Handles(publishBadges)
  async publish({ principal, body }: Call<typeof publishBadges>) {
    const revision = await this.service.publish(principal, body);
    const [shown] = await this.shown(1, revision + 1);
    if (shown === undefined) throw new Error('a revision is gone');
    return shown;
  }

  @Handles(previewBadge)
  async preview({ body }: Call<typeof previewBadge>) {
    return this.previews.preview(this.database, body.badge);
  }

  @Handles(listSigningKeys)
  async signingKeys(_: Call<typeof listSigningKeys>) {
    const rows = await this.keys.all();
    return {
      items: rows.map(({ id, madeAt }, i) => ({ id, madeAt: madeAt.toISOString(), current: i === 0 })),
    };
  }

  @Handles(makeSigningKey)
  async makeKey({ principal, body }: Call<typeof makeSigningKey>) {
    const { id, madeAt } = await this.keys.make(principal, body.why);
    return { id, madeAt: madeAt.toISOString(), current: true };
  }

  /** Newest first, each with what is other than in the one before. */
  private async shown(limit: number, before: number | null): Promise<BadgesRevision[]> {
    const rows = await this.catalogues.page(this.database, limit + 1, before);
    const authors = await this.people.membersById(
      this.database,
      rows.flatMap(({ publishedBy }) => publishedBy ?? []),
    );
    return rows.slice(0, limit).map(({ publishedAt, publishedBy, ...row }, i) => ({
      ...row,
      badges: [...row.badges],
      publishedAt: publishedAt.toISOString(),
      publishedBy: publishedBy === null ? null : (authors.get(publishedBy)?.name ?? null),
      changed: changedKeys(rows[i + 1] ?? nothingBefore, row.badges),
    }));
  }
}

const nothingBefore: BadgeCatalogue = { revision: 0, badges: [] };

function cursorOf(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new ProblemError(problems.invalid, {
    errors: [{ pointer: 'query/cursor', message: 'is not a cursor' }],
  });
}
