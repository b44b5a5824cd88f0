import { Injectable } from '@nestjs/common';
import { dayOf, dayOfNumber, numberOfDay } from '@vigil/shared/calendar';
import { problems } from '@vigil/shared/contract';
import {
  type Choosable,
  chooseQuestion,
  checkOver,
  checkTooQuick,
  noCheckToday,
  restDays,
  type TodaysCheck,
} from '@vigil/shared/daily-check';
import type { Locale } from '@vigil/shared/contract';
import { restReason } from '@vigil/shared/streaks';
import { randomInt } from 'node:crypto';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Sql, type Tx } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import { internalSource } from '../behaviours/behaviours.types.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { PointsStore } from '../points/points.store.js';
import { LivesReadModel } from '../streaks/lives.read-model.js';
import { checkFacts, checkKeys } from './check-facts.js';
import { type CheckRow, ChecksStore } from './checks.store.js';
import { QuestionsStore } from './questions.store.js';
import { asAsked, asResult } from './shown-check.js';

/** An hour, also over midnight: the question of yesterday that was just opened can still be answered. */
const patienceMs = 3_600_000;
/** Nobody reads a question and three answers in less. */
const shortestMs = 2_000;

interface Asker {
  readonly memberId: string;
  readonly locale: Locale;
  readonly today: string;
}

/** One question a working day: asked, timed and marked here. */
@Injectable()
export class DailyCheckService {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleReadModel,
    private readonly points: PointsStore,
    private readonly behaviours: BehavioursService,
    private readonly lives: LivesReadModel,
    private readonly questions: QuestionsStore,
    private readonly checks: ChecksStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** How today's check stands. Looking changes nothing. */
  async today(memberId: string): Promise<TodaysCheck> {
    return this.view(this.database, await this.asker(this.database, memberId));
  }

  /**
   * Asks today's question, once: asked again, it is the same one, and its clock runs on.
   * @throws ProblemError `no-check-today`
   */
  async open(memberId: string): Promise<TodaysCheck> {
    return this.database.transaction(async (tx) => {
      // orders everything that happens to this member's check and points
      await this.points.lock(tx, [memberId]);
      const asker = await this.asker(tx, memberId);
      if ((await this.standing(tx, asker)) === null) await this.ask(tx, asker);
      return this.view(tx, asker);
    });
  }

  /**
   * Marks the first answer; any other one gets what that one got. The answer is taken before it is marked, so that no
   * two can be tried at once.
   * @throws ProblemError `not-found`, `check-over`, `check-too-quick`, `invalid`
   */
  async answer(memberId: string, day: string, answer: number): Promise<TodaysCheck> {
    return this.database.transaction(async (tx) => {
      await this.points.lock(tx, [memberId]);
      const asker = await this.asker(tx, memberId);
      const check = await this.checks.of(tx, memberId, day);
      if (check === null) throw new ProblemError(problems.notFound);
      if (check.answeredAt === null) await this.mark(tx, asker, check, answer);
      return this.shown(tx, asker, await this.checks.of(tx, memberId, day));
    });
  }

  private async mark(tx: Tx, { memberId, today }: Asker, check: CheckRow, answer: number): Promise<void> {
    const { day, askedAt, shownOrder } = check;
    const at = this.clock.now();
    const takenMs = at.getTime() - askedAt.getTime();
    if (day !== today && takenMs > patienceMs) throw new ProblemError(checkOver);
    if (takenMs < shortestMs) throw new ProblemError(checkTooQuick);
    const place = shownOrder[answer];
    if (place === undefined)
      throw new ProblemError(problems.invalid, {
        errors: [{ pointer: '/answer', message: 'is none of the answers' }],
      });
    const correct = place === 0;
    if (!(await this.checks.answer(tx, { memberId, day, answer, correct, at }))) return;
    await this.behaviours.record(tx, checkFacts(memberId, { day, correct, atMs: at.getTime() }));
    this.outbox.append(tx, 'check.answered', [memberId]);
  }

  private async ask(tx: Tx, asker: Asker): Promise<void> {
    const { memberId, today } = asker;
    if ((await this.offToday(tx, asker)) !== null) throw new ProblemError(noCheckToday);
    const chosen = await this.choose(tx, asker);
    const row = chosen === null ? null : await this.questions.one(tx, chosen.id);
    if (row === null) throw new ProblemError(noCheckToday);
    const shownOrder = shuffled(row.question.en.wrong.length + 1);
    const askedAt = this.clock.now();
    await this.checks.ask(tx, { memberId, day: today, questionId: row.id, shownOrder, askedAt });
  }

  private async choose(sql: Sql, { memberId, today }: Asker): Promise<Choosable | null> {
    const sinceDay = dayOfNumber(numberOfDay(today) - restDays);
    const [inUse, asked] = await Promise.all([
      this.questions.inUse(sql),
      this.checks.asked(sql, memberId, sinceDay),
    ]);
    return chooseQuestion(inUse, asked, memberId, today);
  }

  private async view(sql: Sql, asker: Asker): Promise<TodaysCheck> {
    const standing = await this.standing(sql, asker);
    if (standing !== null) return this.shown(sql, asker, standing);
    const off = await this.offToday(sql, asker);
    const none = { today: asker.today, question: null, result: null };
    if (off !== null) return { ...none, state: 'off', off };
    return { ...none, state: (await this.choose(sql, asker)) === null ? 'used-up' : 'due', off: null };
  }

  /** The check of today, or one of just before midnight that is still open. */
  private async standing(sql: Sql, { memberId, today }: Asker): Promise<CheckRow | null> {
    const since = new Date(this.clock.nowMs() - patienceMs);
    return (await this.checks.of(sql, memberId, today)) ?? this.checks.openSince(sql, memberId, since);
  }

  private async shown(sql: Sql, asker: Asker, check: CheckRow | null): Promise<TodaysCheck> {
    if (check === null) throw new ProblemError(problems.notFound);
    const { memberId, locale, today } = asker;
    const question = asAsked(check, locale);
    if (check.answer === null) return { today, state: 'open', off: null, question, result: null };
    const keys = checkKeys(memberId, check.day);
    const brought = await this.checks.pointsOf(sql, internalSource, Object.values(keys));
    const points = { points: brought.get(keys.answered) ?? 0, extraPoints: brought.get(keys.correct) ?? 0 };
    return {
      today,
      state: 'answered',
      off: null,
      question,
      result: { ...asResult(check, check.answer, locale), ...points },
    };
  }

  private async offToday(sql: Sql, { memberId, today }: Asker) {
    return restReason(today, await this.lives.rest(sql, memberId));
  }

  private async asker(sql: Sql, memberId: string): Promise<Asker> {
    const member = (await this.people.membersById(sql, [memberId])).get(memberId);
    if (member === undefined) throw new ProblemError(problems.unauthenticated);
    const { timeZone, locale } = member;
    return { memberId, locale, today: dayOf(this.clock.nowMs(), { timeZone }) };
  }
}

/** Places in an order that nobody can work out: 0 is the right answer's. */
function shuffled(count: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}
