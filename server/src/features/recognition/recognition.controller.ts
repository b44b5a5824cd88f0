import { Controller } from '@nestjs/common';
import { periodOf } from '@vigil/shared/calendar';
import { fewestTogether } from '@vigil/shared/leaderboards';
import {
  findColleagues,
  giveRecognition,
  listMyRecognitions,
  listRecognitions,
  type MyRecognition,
  reactToRecognition,
  readRecognition,
  withdrawRecognition,
} from '@vigil/shared/recognition';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { AllowancesStore } from './allowances.store.js';
import { Colleagues } from './colleagues.js';
import { allowanceOf, GivingService } from './giving.service.js';
import type { RecognitionRow } from './recognitions.store.js';
import { TeamsToThank } from './teams-to-thank.js';
import { WallReadModel } from './wall.read-model.js';

/** The wall, and what each of us gives and gets. */
@Controller()
export class RecognitionController {
  constructor(
    private readonly database: Database,
    private readonly giving: GivingService,
    private readonly allowances: AllowancesStore,
    private readonly colleagues: Colleagues,
    private readonly teams: TeamsToThank,
    private readonly people: PeopleReadModel,
    private readonly read: WallReadModel,
    private readonly clock: Clock,
  ) {}

  @Handles(readRecognition)
  async setup({ principal }: Call<typeof readRecognition>) {
    const month = periodOf('month', this.clock.nowMs(), await this.people.calendar(this.database)).key;
    const [settings, used, departments, counts, teams] = await Promise.all([
      this.allowances.settings(this.database),
      this.allowances.used(this.database, principal.memberId, month),
      this.people.departments(this.database),
      this.people.eligibleMembers(this.database),
      this.teams.now(this.database),
    ]);
    const allowance = allowanceOf(settings, principal.role);
    const enough = new Set(counts.filter((c) => c.active >= fewestTogether).map((c) => c.departmentId));
    return {
      allowance,
      left: Math.max(0, allowance - used),
      tenureDays: settings.tenureDays,
      teams: departments.filter(({ id }) => enough.has(id)),
      challengeTeams: teams.filter(({ people }) => people >= fewestTogether),
    };
  }

  @Handles(findColleagues)
  async find({ principal, query }: Call<typeof findColleagues>) {
    return { items: await this.colleagues.find(principal.memberId, query.search) };
  }

  @Handles(listRecognitions)
  async wall({ principal, query }: Call<typeof listRecognitions>) {
    const { limit, cursor } = query;
    return pageOf(await this.read.wall(this.database, principal.memberId, limit + 1, cursor), limit);
  }

  @Handles(listMyRecognitions)
  async mine({ principal, query }: Call<typeof listMyRecognitions>) {
    const { limit, cursor, view } = query;
    const which = { view, memberId: principal.memberId };
    return pageOf(await this.read.own(this.database, which, limit + 1, cursor), limit);
  }

  @Handles(giveRecognition)
  async give({ principal, body }: Call<typeof giveRecognition>) {
    return this.one(await this.giving.give(principal, body));
  }

  @Handles(withdrawRecognition)
  async withdraw({ principal, params }: Call<typeof withdrawRecognition>) {
    return this.one(await this.giving.withdraw(principal, params.recognitionId));
  }

  @Handles(reactToRecognition)
  async react({ principal, params, body }: Call<typeof reactToRecognition>) {
    await this.giving.react(principal, params.recognitionId, body.reaction);
    return undefined;
  }

  private async one(row: RecognitionRow): Promise<MyRecognition> {
    const [shown] = await this.read.asOwn(this.database, [row]);
    if (shown === undefined) throw new Error('a recognition is gone');
    return shown;
  }
}

function pageOf<Item extends { readonly id: string }>(found: readonly Item[], limit: number) {
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
