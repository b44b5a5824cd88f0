import { Injectable } from '@nestjs/common';
import { periodOf } from '@vigil/shared/calendar';
import { problems } from '@vigil/shared/contract';
import { fewestTogether } from '@vigil/shared/leaderboards';
import {
  allowanceUsed,
  colleagueUnknown,
  type NewRecognition,
  notOneself,
  type Reaction,
  recognitionDiffers,
  recognitionOver,
  type RecognitionSettings,
  teamTooSmall,
} from '@vigil/shared/recognition';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Sql, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { GrantingService } from '../badges/granting.service.js';
import { internalSource } from '../behaviours/behaviours.types.js';
import { ReversalsService } from '../behaviours/reversals.service.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { PointsStore } from '../points/points.store.js';
import { AllowancesStore } from './allowances.store.js';
import { Colleagues } from './colleagues.js';
import { ReactionsStore } from './reactions.store.js';
import { naturalKeyOf } from './recognition-fact.js';
import { TeamsToThank } from './teams-to-thank.js';
import { type RecognitionDraft, type RecognitionRow, RecognitionsStore } from './recognitions.store.js';

type Receiver = Pick<RecognitionDraft, 'receiverId' | 'departmentId' | 'team'>;
/** Shown with the points that went with a recognition. */
const withdrawnReason = 'Whoever had thanked you took it back.';
const hiddenReason = 'The security team took this recognition off the wall.';

/** How many of a month somebody can give. */
export function allowanceOf(settings: RecognitionSettings, role: Actor['role']): number {
  return role === 'leader' ? settings.perLeader : settings.perPerson;
}

/** Recognition is given, answered with a sign, taken back. Every transaction locks the recognition before balances. */
@Injectable()
export class GivingService {
  constructor(
    private readonly database: Database,
    private readonly recognitions: RecognitionsStore,
    private readonly allowances: AllowancesStore,
    private readonly reactions: ReactionsStore,
    private readonly colleagues: Colleagues,
    private readonly teams: TeamsToThank,
    private readonly people: PeopleReadModel,
    private readonly reversals: ReversalsService,
    private readonly audit: AuditLog,
    private readonly points: PointsStore,
    private readonly badges: GrantingService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Recognises somebody, once, however often it is sent. Points are decided when the week is over.
   * @throws ProblemError `allowance-used`, `not-oneself`, `colleague-unknown`, `team-too-small`, `recognition-differs`
   */
  async give(by: Actor, wish: NewRecognition): Promise<RecognitionRow> {
    return this.database.transaction(async (tx) => {
      const known = await this.recognitions.byClientId(tx, by.memberId, wish.id);
      const receiver = await this.receiverOf(tx, by, wish.to, known !== null);
      if (known !== null) return sameAs(known, wish, receiver);
      const { behaviour, words, visibility } = wish;
      const at = this.clock.now();
      const month = periodOf('month', at.getTime(), await this.people.calendar(tx)).key;
      const given = { giverId: by.memberId, clientId: wish.id, behaviour, words, visibility, month, at };
      const id = await this.recognitions.claim(tx, { ...given, ...receiver });
      if (id === null)
        return sameAs(await this.recognitions.byClientId(tx, by.memberId, wish.id), wish, receiver);
      const allowed = allowanceOf(await this.allowances.settings(tx), by.role);
      if (!(await this.allowances.use(tx, by.memberId, month, allowed)))
        throw new ProblemError(allowanceUsed);
      this.outbox.append(tx, 'recognition.given', [id]);
      this.tell(tx, by.memberId, receiver.receiverId);
      return sameAs(await this.recognitions.find(tx, id), wish, receiver);
    });
  }

  /** @throws ProblemError `not-found`, `recognition-over` */
  async withdraw(by: Actor, id: string): Promise<RecognitionRow> {
    return this.database.transaction(async (tx) => {
      const row = await this.standing(tx, id, (found) => found.giverId === by.memberId);
      this.recognitions.withdraw(tx, id, this.clock.now());
      await this.takeBack(tx, row, withdrawnReason);
      return (await this.recognitions.find(tx, id)) ?? row;
    });
  }

  /**
   * Takes a public one off the wall; what is private, nobody but its two people can point to.
   * @throws ProblemError `not-found`, `recognition-over`
   */
  async hide(by: Actor, id: string, reason: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const row = await this.standing(tx, id, (found) => found.visibility === 'public');
      this.recognitions.hide(tx, id, this.clock.now(), reason);
      await this.takeBack(tx, row, hiddenReason);
      this.audit.record(tx, {
        by,
        act: 'recognition.hidden',
        subject: { kind: 'recognition', id },
        before: { behaviour: row.behaviour },
        reason,
      });
    });
  }

  /** Answers a public one with a sign, or takes it away. @throws ProblemError `not-found` */
  async react(by: Actor, id: string, reaction: Reaction | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      const row = await this.recognitions.find(tx, id);
      if (row?.visibility !== 'public' || !stands(row)) throw new ProblemError(problems.notFound);
      this.reactions.set(tx, id, by.memberId, reaction);
      this.outbox.append(tx, 'recognition.changed', [id]);
    });
  }

  private async receiverOf(
    sql: Sql,
    by: Actor,
    to: NewRecognition['to'],
    repeated: boolean,
  ): Promise<Receiver> {
    if (to.kind !== 'person') {
      const { people, ...team } = await this.teamOf(sql, to);
      if (people < fewestTogether && !repeated) throw new ProblemError(teamTooSmall);
      return { receiverId: null, ...team };
    }
    const receiverId = this.colleagues.memberOf(to.handle, by.memberId);
    if (receiverId === by.memberId) throw new ProblemError(notOneself);
    const known = await this.people.membersById(sql, receiverId === null ? [] : [receiverId]);
    const isHere = known.get(receiverId ?? '')?.deactivatedAt === null;
    if (receiverId === null || (!isHere && !repeated)) throw new ProblemError(colleagueUnknown);
    return { receiverId, departmentId: null, team: null };
  }

  /** A team that is not there has nobody in it. */
  private async teamOf(
    sql: Sql,
    to: Exclude<NewRecognition['to'], { kind: 'person' }>,
  ): Promise<Pick<RecognitionDraft, 'departmentId' | 'team'> & { readonly people: number }> {
    if (to.kind === 'challenge-team') {
      const found = await this.teams.find(sql, to);
      // by both names: people of other teams with that name are not meant
      const team = found === null ? '' : `${found.name} (${found.challenge})`;
      return { departmentId: null, team, people: found?.people ?? 0 };
    }
    const { departmentId } = to;
    const team = await this.people.departmentName(sql, departmentId);
    const counts = await this.people.eligibleMembers(sql);
    return {
      departmentId,
      team,
      people: counts.find((one) => one.departmentId === departmentId)?.active ?? 0,
    };
  }

  private async standing(
    tx: Tx,
    id: string,
    isMine: (row: RecognitionRow) => boolean,
  ): Promise<RecognitionRow> {
    const row = await this.recognitions.lock(tx, id);
    if (row === null || !isMine(row)) throw new ProblemError(problems.notFound);
    if (!stands(row)) throw new ProblemError(recognitionOver);
    return row;
  }

  /** Exactly what it brought, and nothing where nothing came of it. */
  private async takeBack(tx: Tx, row: RecognitionRow, reason: string): Promise<void> {
    const { id, giverId, receiverId } = row;
    // all locks at once, in the order of ids
    await this.points.lock(tx, receiverId === null ? [giverId] : [giverId, receiverId]);
    const entryId = await this.recognitions.entryOf(tx, internalSource, naturalKeyOf(id));
    if (entryId !== null) await this.reversals.reverse(tx, entryId, reason);
    if (row.paidAt !== null)
      await this.badges.measureChanged(tx, 'recognition.given', new Map([[giverId, -1]]));
    this.outbox.append(tx, 'recognition.changed', [id]);
    this.tell(tx, giverId, receiverId);
  }

  private tell(tx: Tx, giverId: string, receiverId: string | null): void {
    this.outbox.append(tx, 'recognition.told', receiverId === null ? [giverId] : [giverId, receiverId]);
  }
}

export function stands(row: Pick<RecognitionRow, 'withdrawnAt' | 'hiddenAt'>): boolean {
  return row.withdrawnAt === null && row.hiddenAt === null;
}

function sameAs(known: RecognitionRow | null, wish: NewRecognition, to: Receiver): RecognitionRow {
  const same =
    known?.receiverId === to.receiverId &&
    known.departmentId === to.departmentId &&
    // a department may be renamed meanwhile
    (to.departmentId !== null || known.team === to.team) &&
    known.behaviour === wish.behaviour &&
    known.words === wish.words &&
    known.visibility === wish.visibility;
  if (!same) throw new ProblemError(recognitionDiffers);
  return known;
}
