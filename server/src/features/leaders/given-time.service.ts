import { Injectable } from '@nestjs/common';
import { dayOf, dayOfNumber, numberOfDay } from '@vigil/shared/calendar';
import { problems } from '@vigil/shared/contract';
import { type NewTime, timeDay, timeDays, timeDiffers, timeUsed } from '@vigil/shared/leaders';
import { type Actor, AuditLog } from '../../platform/audit/audit-log.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Sql, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { type Days, GivenTimeStore, type TimeRow } from './given-time.store.js';

/** What the outbox says when time was given or withdrawn. */
export const timeTopic = 'time.given';

/** Leaders give departments of theirs time for security. It brings no points; everybody who got it can read it. */
@Injectable()
export class GivenTimeService {
  constructor(
    private readonly database: Database,
    private readonly store: GivenTimeStore,
    private readonly people: PeopleReadModel,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives time, once, however often it is sent.
   * @throws ProblemError `not-found` (a department of others), `time-day`, `time-used`, `time-differs`
   */
  async give(by: Actor, { id: clientId, ...wish }: NewTime): Promise<TimeRow> {
    return this.database.transaction(async (tx) => {
      const known = await this.store.byClientId(tx, by.memberId, clientId);
      if (known !== null) return sameAs(known, wish);
      if (!(await this.people.leadsOf(tx, by.memberId)).includes(wish.departmentId))
        throw new ProblemError(problems.notFound);
      const { first, last } = await this.days(tx);
      if (wish.day < first || wish.day > last) throw new ProblemError(timeDay);
      const draft = { leaderId: by.memberId, clientId, at: this.clock.now(), ...wish };
      const row = await this.store.claim(tx, draft);
      if (row === null) return sameAs(await this.store.byClientId(tx, by.memberId, clientId), wish);
      if (!(await this.store.take(tx, row))) throw new ProblemError(timeUsed);
      this.note(tx, by, row, 'time.given');
      return row;
    });
  }

  /** Withdraws what this leader gave; what is withdrawn already stays so. @throws ProblemError `not-found` */
  async withdraw(by: Actor, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const row = await this.store.withdraw(tx, by.memberId, id, this.clock.now());
      if (row === null) {
        const [known] = await this.store.find(tx, [id]);
        if (known?.leaderId !== by.memberId) throw new ProblemError(problems.notFound);
        return;
      }
      this.store.giveBack(tx, row);
      this.note(tx, by, row, 'time.withdrawn');
    });
  }

  /** For which days time can be given now. */
  async days(sql: Sql): Promise<Days> {
    const today = numberOfDay(dayOf(this.clock.nowMs(), await this.people.calendar(sql)));
    return { first: dayOfNumber(today - timeDays.back), last: dayOfNumber(today + timeDays.ahead) };
  }

  private note(tx: Tx, by: Actor, row: TimeRow, act: 'time.given' | 'time.withdrawn'): void {
    const { id, departmentId, minutes, day } = row;
    this.audit.record(tx, {
      by,
      act,
      subject: { kind: 'given-time', id },
      after: { departmentId, minutes, day },
    });
    this.outbox.append(tx, timeTopic, [id]);
  }
}

function sameAs(known: TimeRow | null, wish: Omit<NewTime, 'id'>): TimeRow {
  const isSame =
    known?.departmentId === wish.departmentId &&
    known.minutes === wish.minutes &&
    known.day === wish.day &&
    known.words === wish.words;
  if (!isSame) throw new ProblemError(timeDiffers);
  return known;
}
