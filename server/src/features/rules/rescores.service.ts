import { Injectable } from '@nestjs/common';
import { periodBounds } from '@vigil/shared/calendar';
import { problems } from '@vigil/shared/contract';
import {
  mostRescoredWeeks,
  type Rescore,
  rescoreDecided,
  rescoreOwn,
  rescoreRunning,
  rescoreWeeks,
  type RulesReplay,
} from '@vigil/shared/rules';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/clock/clock.js';
import { codeOf, Database, type Sql } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { ReplayService, type Span } from './replay.service.js';
import { RescoreRunner } from './rescore-runner.js';
import { RescoresStore } from './rescores.store.js';
import { RulesService } from './rules.service.js';

const weekMs = 7 * 86_400_000;
const uniqueViolation = '23505';

interface Wish {
  readonly revision: number;
  readonly firstWeek: string;
  readonly lastWeek: string;
}

/** Counting past weeks again: proposed by one, decided by another, carried out by the runner. */
@Injectable()
export class RescoresService {
  constructor(
    private readonly database: Database,
    private readonly store: RescoresStore,
    private readonly rules: RulesService,
    private readonly replays: ReplayService,
    private readonly runner: RescoreRunner,
    private readonly people: PeopleReadModel,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError not-found, rescore-weeks, replay-busy */
  async preview(wish: Wish, by: SessionPrincipal): Promise<RulesReplay> {
    const { rules, multipliers } = await this.standing(wish.revision);
    return this.replays.run({ rules, multipliers }, by, await this.span(wish));
  }

  /** @throws ProblemError not-found, rescore-weeks */
  async propose(wish: Wish & { readonly why: string }, by: SessionPrincipal): Promise<Rescore> {
    await this.standing(wish.revision);
    const { fromMs, untilMs } = await this.span(wish);
    const id = await this.database.transaction(async (tx) => {
      const proposal = { ...wish, from: new Date(fromMs), until: new Date(untilMs) };
      const rescoreId = await this.store.insert(tx, { ...proposal, by: by.memberId, at: this.clock.now() });
      this.audit.record(tx, {
        by,
        act: 'rescore.proposed',
        subject: { kind: 'rescore', id: rescoreId },
        after: { revision: wish.revision, firstWeek: wish.firstWeek, lastWeek: wish.lastWeek },
        reason: wish.why,
      });
      return rescoreId;
    });
    return this.read(this.database, id, by.memberId);
  }

  /**
   * Agrees, and lets it run.
   * @throws ProblemError not-found, rescore-own, rescore-decided, rescore-running
   */
  async approve(rescoreId: string, by: SessionPrincipal): Promise<Rescore> {
    try {
      await this.database.transaction(async (tx) => {
        if (!(await this.store.approve(tx, rescoreId, by.memberId, this.clock.now()))) {
          const found = await this.read(tx, rescoreId, by.memberId);
          throw new ProblemError(found.mine && found.state === 'proposed' ? rescoreOwn : rescoreDecided);
        }
        this.audit.record(tx, { by, act: 'rescore.approved', subject: { kind: 'rescore', id: rescoreId } });
      });
    } catch (error) {
      throw codeOf(error) === uniqueViolation ? new ProblemError(rescoreRunning) : error;
    }
    void this.runner.look();
    return this.read(this.database, rescoreId, by.memberId);
  }

  /** @throws ProblemError not-found, rescore-decided */
  async decline(rescoreId: string, why: string, by: SessionPrincipal): Promise<Rescore> {
    await this.database.transaction(async (tx) => {
      if (!(await this.store.decline(tx, rescoreId, by.memberId, this.clock.now()))) {
        await this.read(tx, rescoreId, by.memberId);
        throw new ProblemError(rescoreDecided);
      }
      const subject = { kind: 'rescore' as const, id: rescoreId };
      this.audit.record(tx, { by, act: 'rescore.declined', subject, reason: why });
    });
    return this.read(this.database, rescoreId, by.memberId);
  }

  private async read(sql: Sql, rescoreId: string, readerId: string): Promise<Rescore> {
    const found = await this.store.one(sql, rescoreId, readerId);
    if (found === null) throw new ProblemError(problems.notFound);
    return found;
  }

  /** Only rules that hold or have held: a scheduled revision can still be withdrawn. */
  private async standing(revision: number) {
    const found = await this.rules.read(revision);
    if (found.state === 'withdrawn' || found.state === 'scheduled') throw new ProblemError(problems.notFound);
    return found;
  }

  private async span({ firstWeek, lastWeek }: Wish): Promise<Span> {
    const calendar = await this.people.calendar(this.database);
    const bounds = (key: string) => {
      try {
        return periodBounds({ unit: 'week', key }, calendar);
      } catch {
        throw new ProblemError(rescoreWeeks);
      }
    };
    const fromMs = bounds(firstWeek).startMs ?? 0;
    const untilMs = bounds(lastWeek).endMs ?? 0;
    const tooLong = untilMs - fromMs > (mostRescoredWeeks + 1) * weekMs;
    if (fromMs >= untilMs || untilMs > this.clock.nowMs() || tooLong) throw new ProblemError(rescoreWeeks);
    return { fromMs, untilMs };
  }
}
