import { Controller } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { listRules, publishRules, replayRules, restoreRules, withdrawRules } from '@vigil/shared/rules';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { ReplayService } from './replay.service.js';
import { RulesReadModel } from './rules.read-model.js';
import { RulesService } from './rules.service.js';
import { RulesStore } from './rules.store.js';

/** The rules, for those who set them and those who watch over it. */
@Controller()
export class RulesController {
  constructor(
    private readonly database: Database,
    private readonly revisions: RulesReadModel,
    private readonly rules: RulesService,
    private readonly store: RulesStore,
    private readonly replays: ReplayService,
    private readonly clock: Clock,
  ) {}

  @Handles(listRules)
  async list({ query }: Call<typeof listRules>) {
    const before = query.cursor ?? null;
    if (before !== null && !/^\d{1,9}$/.test(before))
      throw new ProblemError(problems.invalid, {
        errors: [{ pointer: 'query/cursor', message: 'is not a cursor' }],
      });
    const after = before === null ? null : Number(before);
    // read first: what is published in between is in the page, and the newest is never missing from it
    const { newest } = await this.store.standing(this.database);
    const found = await this.revisions.page(this.database, this.clock.nowMs(), query.limit + 1, after);
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > items.length && last ? String(last.revision) : null, newest };
  }

  @Handles(publishRules)
  publish({ body, principal }: Call<typeof publishRules>) {
    const { draft, ...wish } = body;
    return this.rules.publish(draft, wish, principal);
  }

  @Handles(restoreRules)
  restore({ params, body, principal }: Call<typeof restoreRules>) {
    return this.rules.restore(params.revision, body, principal);
  }

  @Handles(withdrawRules)
  withdraw({ params, body, principal }: Call<typeof withdrawRules>) {
    return this.rules.withdraw(params.revision, body.why, principal);
  }

  @Handles(replayRules)
  replay({ body, principal }: Call<typeof replayRules>) {
    return this.replays.run(body.draft, principal);
  }
}
