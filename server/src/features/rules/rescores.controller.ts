import { Controller } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import {
  approveRescore,
  declineRescore,
  listRescores,
  previewRescore,
  proposeRescore,
} from '@vigil/shared/rules';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { RescoresService } from './rescores.service.js';
import { RescoresStore } from './rescores.store.js';

/** Past weeks that are to be counted again: proposals and their decisions. */
@Controller()
export class RescoresController {
  constructor(
    private readonly database: Database,
    private readonly rescores: RescoresService,
    private readonly store: RescoresStore,
  ) {}

  @Handles(listRescores)
  async list({ query, principal }: Call<typeof listRescores>) {
    const before = query.cursor === undefined ? null : cursorOf(query.cursor);
    const found = await this.store.page(this.database, principal.memberId, query.limit + 1, before);
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items,
      nextCursor: found.length > items.length && last ? `${last.proposedAt}_${last.id}` : null,
    };
  }

  @Handles(previewRescore)
  preview({ body, principal }: Call<typeof previewRescore>) {
    return this.rescores.preview(body, principal);
  }

  @Handles(proposeRescore)
  propose({ body, principal }: Call<typeof proposeRescore>) {
    return this.rescores.propose(body, principal);
  }

  @Handles(approveRescore)
  approve({ params, principal }: Call<typeof approveRescore>) {
    return this.rescores.approve(params.rescoreId, principal);
  }

  @Handles(declineRescore)
  decline({ params, body, principal }: Call<typeof declineRescore>) {
    return this.rescores.decline(params.rescoreId, body.why, principal);
  }
}

function cursorOf(text: string): { at: Date; id: string } {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  const at = new Date(match?.[1] ?? NaN);
  if (!match?.[2] || Number.isNaN(at.getTime()))
    throw new ProblemError(problems.invalid, {
      errors: [{ pointer: 'query/cursor', message: 'is not a cursor' }],
    });
  return { at, id: match[2] };
}
