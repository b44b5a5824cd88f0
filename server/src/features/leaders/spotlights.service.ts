import { Injectable } from '@nestjs/common';
import { periodOf } from '@vigil/shared/calendar';
import { problems } from '@vigil/shared/contract';
import { budgetUsed, type NewSpotlight, spotlightDecided, spotlightDiffers } from '@vigil/shared/leaders';
import { colleagueUnknown, notOneself } from '@vigil/shared/recognition';
import { createHash } from 'node:crypto';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import { internalSource, type RecordableBehaviour } from '../behaviours/behaviours.types.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { Colleagues } from '../recognition/colleagues.js';
import { lookAfterLights } from './spotlight-notices.js';
import { type SpotlightRow, SpotlightsStore } from './spotlights.store.js';

const kindOf = { points: 'spotlight.received', coins: 'spotlight.coins' } as const;

/** Leaders grant lights out of a budget. A light is a fact; what it brings the rules say. Above the limit two people decide. */
@Injectable()
export class SpotlightsService {
  constructor(
    private readonly database: Database,
    private readonly store: SpotlightsStore,
    private readonly colleagues: Colleagues,
    private readonly people: PeopleReadModel,
    private readonly behaviours: BehavioursService,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Grants lights, once, however often it is sent.
   * @throws ProblemError `budget-used`, `not-oneself`, `colleague-unknown`, `spotlight-differs`
   */
  async grant(by: Actor, { id: clientId, handle, ...what }: NewSpotlight): Promise<SpotlightRow> {
    const receiverId = this.colleagues.memberOf(handle, by.memberId);
    if (receiverId === null) throw new ProblemError(colleagueUnknown);
    if (receiverId === by.memberId) throw new ProblemError(notOneself);
    return this.database.transaction(async (tx) => {
      const wish = { receiverId, ...what };
      const known = await this.store.byClientId(tx, by.memberId, clientId);
      if (known !== null) return sameAs(known, wish);
      const members = await this.people.membersById(tx, [receiverId]);
      if (members.get(receiverId)?.deactivatedAt !== null) throw new ProblemError(colleagueUnknown);
      const at = this.clock.now();
      const { monthly, approveAbove } = await this.store.settings(tx);
      const month = periodOf('month', at.getTime(), await this.people.calendar(tx)).key;
      const draft = { leaderId: by.memberId, clientId, month, approveAbove, at, ...wish };
      const row = await this.store.claim(tx, draft);
      if (row === null) return sameAs(await this.store.byClientId(tx, by.memberId, clientId), wish);
      if (!(await this.store.spend(tx, row, monthly))) throw new ProblemError(budgetUsed);
      if (row.state === 'granted') await this.light(tx, row);
      this.note(tx, by, row, row.state === 'granted' ? 'spotlight.granted' : 'spotlight.asked');
      if (row.state === 'waiting') this.outbox.append(tx, 'spotlight.asked', [row.id]);
      await this.tell(tx, row);
      return row;
    });
  }

  /**
   * Agrees to a large one, or declines it: then its lights are back in the budget. Never by who gave it, nor for oneself.
   * @throws ProblemError `not-found`, `forbidden`, `spotlight-decided`
   */
  async decide(by: Actor, id: string, reason: string | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      const row = await this.store.lock(tx, id);
      if (row === null) throw new ProblemError(problems.notFound);
      if (by.memberId === row.leaderId || by.memberId === row.receiverId)
        throw new ProblemError(problems.forbidden);
      if (row.state !== 'waiting') throw new ProblemError(spotlightDecided);
      this.store.decide(tx, id, by.memberId, this.clock.now(), reason);
      if (reason === null) await this.light(tx, row);
      else this.store.giveBack(tx, row);
      this.note(tx, by, row, reason === null ? 'spotlight.approved' : 'spotlight.declined', reason);
      this.outbox.append(tx, 'spotlight.decided', [id]);
      await this.tell(tx, row);
    });
  }

  /** Screens on which it stands: the leader's own, and those of who looks after all of them. */
  private async tell(tx: Tx, { leaderId }: SpotlightRow): Promise<void> {
    const staff = await Promise.all(lookAfterLights.map((role) => this.people.withRole(tx, role)));
    this.outbox.append(tx, 'spotlight.told', [leaderId, ...staff.flat()]);
  }

  /** One fact for each light, by keys of their own. */
  private async light(tx: Tx, row: SpotlightRow): Promise<void> {
    const atMs = this.clock.nowMs();
    const facts = Array.from({ length: row.lights }, (_, i) => lightFact(row, i + 1, atMs));
    await this.behaviours.record(tx, facts);
  }

  private note(
    tx: Tx,
    by: Actor,
    { id, lights, brings, receiverId: memberId }: SpotlightRow,
    act: 'spotlight.granted' | 'spotlight.asked' | 'spotlight.approved' | 'spotlight.declined',
    reason: string | null = null,
  ): void {
    this.audit.record(tx, {
      by,
      act,
      subject: { kind: 'spotlight', id },
      after: { memberId, lights, brings },
      reason,
    });
  }
}

function lightFact(
  { id, receiverId, brings }: SpotlightRow,
  n: number,
  occurredAtMs: number,
): RecordableBehaviour {
  const naturalKey = `spotlight:${id}:${n}`;
  return {
    sourceId: internalSource,
    naturalKey,
    bodyHash: createHash('sha256').update(naturalKey).digest(),
    memberId: receiverId,
    kind: kindOf[brings],
    occurredAtMs,
    object: naturalKey,
    about: null,
    workingMinutes: null,
    first: false,
  };
}

function sameAs(
  known: SpotlightRow | null,
  wish: Pick<SpotlightRow, 'receiverId' | 'lights' | 'brings' | 'words'>,
): SpotlightRow {
  const { receiverId, lights, brings, words } = wish;
  const isSame =
    known?.receiverId === receiverId &&
    known.lights === lights &&
    known.brings === brings &&
    known.words === words;
  if (!isSame) throw new ProblemError(spotlightDiffers);
  return known;
}
