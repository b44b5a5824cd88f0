import { Controller } from '@nestjs/common';
import { problems } from '@vigil/shared/contract';
import { listMemberEntries, reverseEntry } from '@vigil/shared/corrections';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Looks } from '../../platform/audit/looks.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { numberCursor, pageByNumber } from '../../platform/http/number-pages.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { ReversalsService } from '../behaviours/reversals.service.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { PointsReadModel } from '../points/points.read-model.js';

/** Taking entries back, by the security team. What they see of a person's record, that person can read that they saw. */
@Controller()
export class CorrectionsController {
  constructor(
    private readonly database: Database,
    private readonly reversals: ReversalsService,
    private readonly points: PointsReadModel,
    private readonly people: PeopleReadModel,
    private readonly looks: Looks,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  @Handles(listMemberEntries)
  async list({ principal, params, query }: Call<typeof listMemberEntries>) {
    const before = numberCursor(query.cursor);
    if (!(await this.people.membersById(this.database, [params.memberId])).has(params.memberId))
      throw new ProblemError(problems.notFound);
    await this.looks.note(this.database, principal, 'record', [params.memberId]);
    const found = await this.points.standing(this.database, params.memberId, query.limit + 1, before);
    return pageByNumber(found, query.limit);
  }

  @Handles(reverseEntry)
  async reverse({ principal, params, body }: Call<typeof reverseEntry>) {
    return { points: await this.takeBack(principal, params.entryId, body.reason) };
  }

  private async takeBack(by: Actor, entryId: string, reason: string): Promise<number> {
    return this.database.transaction(async (tx) => {
      // quiet entries are nobody's but the person's: they are not found here
      if (!(await this.points.isPublic(tx, entryId))) throw new ProblemError(problems.notFound);
      const { memberId, points, entryIds } = await this.reversals.reverse(tx, entryId, reason);
      this.audit.record(tx, {
        by,
        act: 'entry.reversed',
        subject: { kind: 'entry', id: entryId },
        before: { memberId, points },
        after: { points: 0, entryIds },
        reason,
      });
      this.outbox.append(tx, 'entry.reversed', [entryId]);
      return points;
    });
  }
}
