import { Controller } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import {
  changeSecret,
  createSource,
  listDeadLetters,
  listDeliveries,
  listParked,
  listSources,
  mapParked,
  retryParked,
  revokeSource,
  testSource,
} from '@vigil/shared/ingestion';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { numberCursor, pageByNumber } from '../../platform/http/number-pages.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { DeadLettersStore } from './dead-letters.store.js';
import { DeliveriesReadModel } from './deliveries.read-model.js';
import { DeliveryLog } from './delivery-log.js';
import { ParkedService } from './parked.service.js';
import { ParkedStore } from './parked.store.js';
import { SourcesService } from './sources.service.js';

/** Sources and what became of their deliveries. None of these views shows a person beside a kind or an outcome. */
@Controller()
export class SourcesController {
  constructor(
    private readonly database: Database,
    private readonly sources: SourcesService,
    private readonly deliveries: DeliveriesReadModel,
    private readonly deliveryLog: DeliveryLog,
    private readonly parkedStore: ParkedStore,
    private readonly parked: ParkedService,
    private readonly letters: DeadLettersStore,
  ) {}

  @Handles(listSources)
  async list(_: Call<typeof listSources>) {
    return { items: await this.sources.list() };
  }

  @Handles(createSource)
  async create({ body, principal }: Call<typeof createSource>) {
    return this.sources.create(body, principal);
  }

  @Handles(changeSecret)
  async changeSecret({ params, body, principal }: Call<typeof changeSecret>) {
    return this.sources.changeSecret(params.sourceId, body, principal);
  }

  @Handles(revokeSource)
  async revoke({ params, principal }: Call<typeof revokeSource>): Promise<undefined> {
    await this.sources.revoke(params.sourceId, principal);
  }

  @Handles(testSource)
  async test({ params }: Call<typeof testSource>) {
    return this.sources.test(params.sourceId);
  }

  @Handles(listDeliveries)
  async log({ params, query }: Call<typeof listDeliveries>) {
    const before = numberCursor(query.cursor);
    await this.deliveryLog.flush();
    const asked = { state: query.state ?? null, before, limit: query.limit + 1 };
    const rows = await this.deliveries.page(this.database, params.sourceId, asked);
    return pageByNumber(
      rows.map((row) => ({
        ...row,
        reason: row.reason ?? (row.requests > 1 ? `${row.requests} requests` : null),
        receivedAt: row.receivedAt.toISOString(),
      })),
      query.limit,
    );
  }

  @Handles(listParked)
  async listParked({ query }: Call<typeof listParked>) {
    const after = query.cursor ?? null;
    if (after !== null && !/^[0-9a-f-]{36}$/.test(after)) throw notACursor();
    const rows = await this.parkedStore.page(this.database, after, query.limit + 1);
    return pageByNumber(
      rows.map((row) => ({
        ...row,
        firstAt: row.firstAt.toISOString(),
        lastAt: row.lastAt.toISOString(),
      })),
      query.limit,
    );
  }

  @Handles(mapParked)
  async map({ params, body, principal }: Call<typeof mapParked>) {
    return { replayed: await this.parked.map(params.parkedId, body.memberId, principal) };
  }

  @Handles(retryParked)
  async retry({ principal }: Call<typeof retryParked>) {
    return this.parked.retry(principal);
  }

  @Handles(listDeadLetters)
  async deadLetters({ query }: Call<typeof listDeadLetters>) {
    const rows = await this.letters.page(this.database, numberCursor(query.cursor), query.limit + 1);
    return pageByNumber(
      rows.map((row) => ({ ...row, at: row.at.toISOString() })),
      query.limit,
    );
  }
}

function notACursor(): ProblemError {
  return new ProblemError(problems.invalid, {
    errors: [{ pointer: 'query/cursor', message: 'is not a cursor' }],
  });
}
