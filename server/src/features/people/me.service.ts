import { Injectable } from '@nestjs/common';
import { problems, type RouteInput } from '@vigil/shared/contract';
import type { Me, updateMe } from '@vigil/shared/people';
import { Database, type Sql } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { MemberWriter } from './member-writer.js';
import { PeopleReadModel } from './people.read-model.js';
import { VeilsStore } from './veils.store.js';

/** What a member sees and sets of themselves. */
@Injectable()
export class MeService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleReadModel,
    private readonly members: MemberWriter,
    private readonly veils: VeilsStore,
  ) {}

  /** @throws ProblemError unauthenticated when there is no such member */
  async read(memberId: string): Promise<Me> {
    const [own, leads, organisation] = await Promise.all([
      this.own(this.database, memberId),
      this.people.leadsOf(this.database, memberId),
      this.people.organisation(this.database),
    ]);
    const onBoards = await this.veils.standing(this.database, memberId, own.boardVisibility);
    return { ...own, leads, organisation, onBoards };
  }

  /** What is chosen for boards is told to them at once: whoever hides, or changes the name, is gone from them. */
  async update(memberId: string, wish: RouteInput<typeof updateMe>['body']): Promise<Me> {
    await this.database.transaction(async (tx) => {
      const [before] = await tx.query<{ visibility: string }>(
        `SELECT board_visibility AS visibility FROM member WHERE id = $1 FOR UPDATE`,
        [memberId],
      );
      await tx.query(
        `UPDATE member SET locale = coalesce($2, locale), time_zone = coalesce($3, time_zone),
           board_visibility = coalesce($4, board_visibility) WHERE id = $1`,
        [memberId, wish.locale ?? null, wish.timeZone ?? null, wish.boardVisibility ?? null],
      );
      if (wish.boardVisibility === undefined || wish.boardVisibility === before?.visibility) return;
      await this.veils.follow(tx, memberId, wish.boardVisibility);
      this.members.tell(tx, [memberId]);
    });
    return this.read(memberId);
  }

  private async own(sql: Sql, memberId: string): Promise<Omit<Me, 'leads' | 'organisation' | 'onBoards'>> {
    const found = (await this.people.membersById(sql, [memberId])).get(memberId);
    if (found === undefined) throw new ProblemError(problems.unauthenticated);
    const { departmentId, ...member } = found;
    const name = await this.people.departmentName(sql, departmentId);
    return { ...member, department: departmentId === null ? null : { id: departmentId, name } };
  }
}
