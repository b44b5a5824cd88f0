import { Injectable } from '@nestjs/common';
import { type ChallengeResult, closesAfterMs, drawTeams, winnersOf } from '@vigil/shared/challenges';
import { fewestTogether } from '@vigil/shared/leaderboards';
import { createHash } from 'node:crypto';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Closing } from '../../platform/closing/closing.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { GrantingService } from '../badges/granting.service.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import { internalSource, type RecordableBehaviour } from '../behaviours/behaviours.types.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { PointsStore } from '../points/points.store.js';
import { ChallengeMembersStore, type Share } from './challenge-members.store.js';
import { ChallengesStore } from './challenges.store.js';
import type { ChallengeRow } from './challenges.types.js';
import { CountingStore } from './counting.store.js';
import { ProgressService } from './progress.service.js';
import { belongsTo } from './sides.js';

const perRecord = 1_000;

/** What happens to challenges by itself: they begin at their time, and close once. */
@Injectable()
export class LifeService {
  constructor(
    private readonly database: Database,
    private readonly store: ChallengesStore,
    private readonly members: ChallengeMembersStore,
    private readonly counting: CountingStore,
    private readonly progress: ProgressService,
    private readonly behaviours: BehavioursService,
    private readonly badges: GrantingService,
    private readonly points: PointsStore,
    private readonly people: PeopleReadModel,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly closing: Closing,
    private readonly clock: Clock,
  ) {}

  /** Begins what is due, one transaction each. Mixed teams are drawn now, and stay as they are. @returns how many began */
  async begin(): Promise<number> {
    for (let begun = 0; ; begun++) {
      const more = await this.database.transaction(async (tx) => {
        const challenge = await this.store.lockBeginning(tx, this.clock.now());
        if (challenge === null) return false;
        this.store.begin(tx, challenge.id);
        if (challenge.form === 'teams') {
          const people = await this.members.drawable(tx, challenge.departmentIds);
          const teams = drawTeams(people, challenge.teams.length, challenge.id);
          this.members.draw(tx, challenge.id, teams, challenge.startsAt);
        }
        await this.progress.keep(tx, challenge.id, 'live', await this.progress.count(tx, challenge, false));
        this.outbox.append(tx, 'challenge.moved', [challenge.id]);
        return true;
      });
      if (!more) return begun;
    }
  }

  /** Closes what ended an hour ago. @returns how many closed */
  close(): Promise<number> {
    return this.closing.close({
      what: 'challenge',
      idOf: ({ id }: ChallengeRow) => id,
      drawLines: (sql) => this.store.drawLines(sql, new Date(this.clock.nowMs() - closesAfterMs)),
      lockEnding: (tx, except) => this.store.lockEnding(tx, except),
      finish: (tx, challenge) => this.finish(tx, challenge),
    });
  }

  private async finish(tx: Tx, challenge: ChallengeRow): Promise<boolean> {
    const sides = await this.progress.count(tx, challenge, true);
    const winners = winnersOf(challenge.form, sides, challenge.target);
    const shares = await this.sharesOf(tx, challenge, winners);
    const achieved = await this.achieved(tx, challenge);
    if (!(await this.store.close(tx, challenge.id, { sides, winners, ...achieved }, this.clock.now())))
      return false;
    const players = [...new Set(shares.map(({ memberId }) => memberId))];
    // all locks at once, in the order of ids
    await this.points.lock(tx, players);
    this.members.keepShares(tx, challenge.id, shares);
    await this.badges.measureChanged(tx, 'challenges.joined', new Map(players.map((id) => [id, 1])));
    await this.givePrizes(tx, challenge, shares);
    this.audit.record(tx, {
      by: null,
      act: 'challenge.closed',
      subject: { kind: 'challenge', id: challenge.id },
      after: { winners },
    });
    await this.progress.keep(tx, challenge.id, 'closed', sides);
    this.outbox.append(tx, 'challenge.moved', [challenge.id]);
    return true;
  }

  private async sharesOf(tx: Tx, challenge: ChallengeRow, winners: readonly string[]): Promise<Share[]> {
    const shares = await this.counting.shares(tx, challenge);
    return shares.map((share) => ({
      ...share,
      won:
        challenge.form === 'quest'
          ? share.points >= challenge.target
          : winners.some((winner) => belongsTo(share.side, winner)),
    }));
  }

  /** What all sides of whose people figures may be told have achieved together. */
  private async achieved(tx: Tx, challenge: ChallengeRow): Promise<Pick<ChallengeResult, 'points' | 'acts'>> {
    // everybody plays a quest alone
    if (challenge.form === 'quest') return { points: 0, acts: [] };
    const totals = [...(await this.counting.totals(tx, challenge)).values()].filter(
      ({ people }) => people >= fewestTogether,
    );
    const sides = totals.map(({ id }) => id);
    return {
      points: totals.reduce((all, { points }) => all + points, 0),
      acts: await this.counting.acts(tx, challenge, sides),
    };
  }

  /** One fact for each winner, by a key of its own: a second close could only repeat it. */
  private async givePrizes(tx: Tx, challenge: ChallengeRow, shares: readonly Share[]): Promise<void> {
    const winners = [...new Set(shares.filter(({ won }) => won).map(({ memberId }) => memberId))];
    const known = await this.people.membersById(tx, winners);
    const facts = winners
      .filter((memberId) => known.get(memberId)?.deactivatedAt === null)
      .map((memberId) => prizeFact(challenge, memberId));
    for (let i = 0; i < facts.length; i += perRecord)
      await this.behaviours.record(tx, facts.slice(i, i + perRecord));
  }
}

function prizeFact(
  challenge: Pick<ChallengeRow, 'id' | 'name' | 'endsAt'>,
  memberId: string,
): RecordableBehaviour {
  const naturalKey = `challenge:${challenge.id}:${memberId}`;
  return {
    sourceId: internalSource,
    naturalKey,
    bodyHash: createHash('sha256').update(naturalKey).digest(),
    memberId,
    kind: 'challenge.won',
    occurredAtMs: challenge.endsAt.getTime(),
    object: `challenge:${challenge.id}`,
    about: challenge.name,
    workingMinutes: null,
    first: false,
  };
}
