import { Injectable } from '@nestjs/common';
import {
  type ChallengeCard,
  type ChallengeView,
  closesAfterMs,
  companySide,
  type readChallengeChoices,
  kindsThatNeverCount,
} from '@vigil/shared/challenges';
import { problems, type RouteReply } from '@vigil/shared/contract';
import { fewestTogether } from '@vigil/shared/leaderboards';
import { ruleOf, type Ruleset, rulesetAt } from '@vigil/shared/points';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { RulesetsStore } from '../points/rulesets.store.js';
import { ChallengeMembersStore } from './challenge-members.store.js';
import { ChallengesStore } from './challenges.store.js';
import type { ChallengeAnswer, ChallengeRow } from './challenges.types.js';
import { CountingStore } from './counting.store.js';
import { HostingService } from './hosting.service.js';
import { progressOf, type Published, ProgressStore } from './progress.store.js';

type Reader = Pick<SessionPrincipal, 'memberId' | 'role' | 'departmentId'>;
type Names = ReadonlyMap<string, string>;
type PastChallenge = Pick<ChallengeCard, 'id' | 'name' | 'form' | 'endsAt'> & { readonly winners: string[] };

/** Challenges as screens show them. */
@Injectable()
export class ChallengesReadModel {
  constructor(
    private readonly database: Database,
    private readonly store: ChallengesStore,
    private readonly members: ChallengeMembersStore,
    private readonly counting: CountingStore,
    private readonly published: ProgressStore,
    private readonly hosting: HostingService,
    private readonly people: PeopleReadModel,
    private readonly rulesets: RulesetsStore,
    private readonly clock: Clock,
  ) {}

  /** What the reader may see: drafts only where they set them up, or were asked. */
  async list(reader: Reader): Promise<ChallengeCard[]> {
    const led = await this.ledBy(reader);
    const rows = (await this.store.list(this.database)).filter((row) => maySee(reader, row, led));
    const shown = await this.published.of(
      this.database,
      rows.map(({ id }) => id),
    );
    const names = await this.names();
    return rows.map((row) => cardOf(row, names, shown.get(row.id)));
  }

  /** @throws ProblemError `not-found` */
  async one(reader: Reader, id: string): Promise<ChallengeView> {
    const row = await this.store.find(this.database, id);
    const led = await this.ledBy(reader);
    if (row === null || !maySee(reader, row, led)) throw new ProblemError(problems.notFound);
    const published = (await this.published.of(this.database, [id])).get(id) ?? unpublished(this.clock.now());
    const names = await this.names();
    const hosts = reader.role === 'security' || row.createdBy === reader.memberId;
    const mine = await this.mineIn(reader, row);
    const answers =
      row.state === 'draft'
        ? await this.store.answers(this.database, id)
        : new Map<string, ChallengeAnswer>();
    const others = row.state === 'draft' ? await this.hosting.othersIn(this.database, row) : [];
    const named = (departmentId: string) => ({ id: departmentId, name: names.get(departmentId) ?? '' });
    const waiting = row.askedAt !== null && row.state === 'draft' ? others : [];
    return {
      card: cardOf(row, names, published),
      progress: progressOf(id, row.state, published),
      closesAt: new Date(row.endsAt.getTime() + closesAfterMs).toISOString(),
      prizePoints: await this.prizePoints(),
      result: row.state === 'announced' || hosts ? row.result : null,
      thanks: row.thanks,
      mine,
      may: {
        edit: hosts && row.state === 'draft',
        announce: hosts && row.state === 'closed',
        join: mine.joinedAt === null && this.mayJoin(reader, row),
        agreeFor: waiting
          .filter((other) => led.includes(other) && answers.get(other)?.agreed !== true)
          .map(named),
      },
      asked: hosts ? await this.saidBy(waitingOrSaid(row, others, answers), answers, named) : [],
    };
  }

  /** What is left of challenges that ended in a window, for everybody: winners once they are announced. */
  async endedWithin(from: Date, until: Date): Promise<PastChallenge[]> {
    const rows = await this.store.endedWithin(this.database, from, until);
    return rows.map(({ id, name, form, endsAt, state, result }) => {
      const winners = state === 'announced' && result !== null ? result.winners : [];
      const names = (result?.sides ?? [])
        .filter((side) => winners.includes(side.id))
        .map((side) => side.name);
      return { id, name, form, endsAt: endsAt.toISOString(), winners: names };
    });
  }

  async choices(reader: Reader): Promise<RouteReply<typeof readChallengeChoices>> {
    const sizes = new Map(
      (await this.people.eligibleMembers(this.database)).map(({ departmentId, active }) => [
        departmentId,
        active,
      ]),
    );
    const led = new Set(await this.ledBy(reader));
    const onlyMine = reader.role !== 'security';
    const departments = (await this.people.departments(this.database)).map(({ id, name }) => {
      const people = sizes.get(id) ?? 0;
      return { id, name, people: people < fewestTogether ? null : people, mine: !onlyMine || led.has(id) };
    });
    const { rules } = await this.rulesNow();
    const kinds = rules
      .filter(({ kind, base, quiet }) => base > 0 && !quiet && !kindsThatNeverCount.includes(kind))
      .map(({ kind, base }) => ({ kind, points: base }));
    return { departments, kinds, prizePoints: await this.prizePoints(), onlyMine };
  }

  /** Whether somebody may watch it; drafts are nobody's to watch. */
  async versionFor(id: string): Promise<number | null> {
    const row = await this.store.find(this.database, id);
    if (row === null || row.state === 'draft') return null;
    return (await this.published.of(this.database, [id])).get(id)?.version ?? 0;
  }

  private async mineIn(reader: Reader, row: ChallengeRow): Promise<ChallengeView['mine']> {
    const joined = await this.members.of(this.database, row.id, reader.memberId);
    const closed = row.closedAt !== null;
    const kept = closed ? await this.members.shareOf(this.database, row.id, reader.memberId) : null;
    return {
      sideId: sideOf(reader, row, joined?.team ?? null),
      joinedAt: row.form === 'quest' ? (joined?.joinedAt.toISOString() ?? null) : null,
      points: kept?.points ?? (await this.counting.ofMember(this.database, row, reader.memberId)),
      won: kept?.won ?? null,
    };
  }

  private async saidBy(
    departmentIds: readonly string[],
    answers: ReadonlyMap<string, ChallengeAnswer>,
    named: (departmentId: string) => { id: string; name: string },
  ): Promise<ChallengeView['asked']> {
    const ids = [...answers.values()].map(({ byId }) => byId);
    const leaders = await this.people.membersById(this.database, ids);
    return departmentIds.map((departmentId) => {
      const answer = answers.get(departmentId);
      return {
        ...named(departmentId),
        agreed: answer?.agreed ?? null,
        by: leaders.get(answer?.byId ?? '')?.name ?? null,
      };
    });
  }

  private mayJoin({ departmentId }: Reader, { form, state, departmentIds, endsAt }: ChallengeRow): boolean {
    if (form !== 'quest' || !['scheduled', 'live'].includes(state) || this.clock.now() >= endsAt)
      return false;
    return departmentIds.length === 0 || (departmentId !== null && departmentIds.includes(departmentId));
  }

  private async prizePoints(): Promise<number> {
    return ruleOf(await this.rulesNow(), 'challenge.won')?.base ?? 0;
  }

  private async rulesNow(): Promise<Ruleset> {
    return rulesetAt(await this.rulesets.all(this.database), this.clock.nowMs());
  }

  private async ledBy({ role, memberId }: Reader): Promise<string[]> {
    return role === 'leader' ? this.people.leadsOf(this.database, memberId) : [];
  }

  private async names(): Promise<Names> {
    return new Map((await this.people.departments(this.database)).map(({ id, name }) => [id, name]));
  }
}

function maySee({ memberId, role }: Reader, row: ChallengeRow, led: readonly string[]): boolean {
  if (row.state !== 'draft' || role === 'security' || row.createdBy === memberId) return true;
  return row.askedAt !== null && row.departmentIds.some((id) => led.includes(id));
}

/** Who was asked, from the moment of asking until the draft is changed. */
function waitingOrSaid(
  row: ChallengeRow,
  others: readonly string[],
  answers: ReadonlyMap<string, ChallengeAnswer>,
): readonly string[] {
  return row.askedAt !== null || answers.size > 0 ? others : [];
}

function sideOf(
  { departmentId }: Reader,
  { form, departmentIds }: ChallengeRow,
  team: number | null,
): string | null {
  switch (form) {
    case 'race':
      return departmentId !== null && departmentIds.includes(departmentId) ? departmentId : null;
    case 'teams':
      return team === null ? null : String(team);
    case 'goal':
      return departmentId !== null && (departmentIds.length === 0 || departmentIds.includes(departmentId))
        ? companySide
        : null;
    case 'quest':
      return null;
  }
}

function unpublished(asOf: Date): Published {
  return { version: 0, sides: [], asOf };
}

/** What everybody may know of a challenge. */
export function cardOf(row: ChallengeRow, names: Names, published: Published | undefined): ChallengeCard {
  const { id, form, template, name, text, state, target, kinds, prize, teams, startsAt, endsAt } = row;
  return {
    ...{ id, form, template, name, text, state, target, kinds, prize, teams },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    departments: row.departmentIds.map((one) => ({ id: one, name: names.get(one) ?? '' })),
    sides: published?.sides ?? [],
  };
}
