import { Injectable } from '@nestjs/common';
import {
  type ChallengeDraft,
  type Drawable,
  drawTeams,
  type previewChallenge,
  questReachOf,
} from '@vigil/shared/challenges';
import type { RouteReply } from '@vigil/shared/contract';
import { fewestTogether } from '@vigil/shared/leaderboards';
import type { Actor } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { Sealer } from '../../platform/secrets/sealer.js';
import { ChallengeMembersStore } from './challenge-members.store.js';
import type { Counting } from './challenges.types.js';
import { CountingStore } from './counting.store.js';
import { HostingService } from './hosting.service.js';
import { ProgressService } from './progress.service.js';

type Preview = RouteReply<typeof previewChallenge>;

/**
 * How a draft would have gone in a window of the same length that ends now. Departments and the company are counted as
 * they are; for mixed teams and quests people are drawn for the example. Whoever asks may ask again with one department
 * more, so the example leaves out what a difference could give away: departments of few people, and everybody whose
 * points are not shown by name.
 */
@Injectable()
export class Previewing {
  private readonly seed: string;

  constructor(
    private readonly database: Database,
    private readonly members: ChallengeMembersStore,
    private readonly counting: CountingStore,
    private readonly progress: ProgressService,
    private readonly hosting: HostingService,
    private readonly clock: Clock,
    sealer: Sealer,
  ) {
    // the same draw each time, and one that nobody can make again to know who is in which team
    this.seed = sealer.mark('teams of an example').toString('hex');
  }

  /** @throws ProblemError `not-your-department` */
  async preview(by: Actor, draft: ChallengeDraft): Promise<Preview> {
    await this.hosting.allow(this.database, by, draft);
    const until = this.clock.now();
    const from = new Date(until.getTime() - (Date.parse(draft.endsAt) - Date.parse(draft.startsAt)));
    const past = { ...draft, id: null, startsAt: from, endsAt: until, countsUntil: null };
    const window = { from: from.toISOString(), until: until.toISOString() };
    if (draft.form === 'quest') return { ...window, sides: [], reach: await this.reach(past, draft.target) };
    const teams = draft.form === 'teams' ? await this.draw(draft) : undefined;
    const sides = await this.progress.count(this.database, { ...past, example: teams }, false);
    return { ...window, sides, reach: null };
  }

  private async reach(past: Counting, target: number): Promise<Preview['reach']> {
    const everybody = await this.players(past.departmentIds);
    const example = new Map(everybody.map(({ memberId }) => [memberId, 0]));
    const { people, reached } = await this.counting.reached(this.database, { ...past, example }, target);
    return questReachOf(people, reached);
  }

  private async draw({ departmentIds, teams }: ChallengeDraft): Promise<Map<string, number>> {
    return drawTeams(await this.players(departmentIds), teams.length, this.seed);
  }

  private async players(departmentIds: readonly string[]): Promise<Drawable[]> {
    const people = await this.members.drawable(this.database, departmentIds);
    const sizes = new Map<string | null, number>();
    for (const { departmentId } of people) sizes.set(departmentId, (sizes.get(departmentId) ?? 0) + 1);
    return people.filter(({ departmentId }) => (sizes.get(departmentId) ?? 0) >= fewestTogether);
  }
}
