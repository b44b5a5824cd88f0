import { Controller } from '@nestjs/common';
import { listMyLooks } from '@vigil/shared/audit';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { numberCursor, pageByNumber } from '../../platform/http/number-pages.js';
import { Handles } from '../../platform/http/handles.js';
import { LooksReadModel } from './looks.read-model.js';

/** Who looked at my data: each person reads their own. */
@Controller()
export class LooksController {
  constructor(
    private readonly database: Database,
    private readonly looks: LooksReadModel,
  ) {}

  @Handles(listMyLooks)
  async mine({ principal, query }: Call<typeof listMyLooks>) {
    const before = numberCursor(query.cursor);
    const found = await this.looks.mine(this.database, principal.memberId, query.limit + 1, before);
    return pageByNumber(found, query.limit);
  }
}
