import { Injectable } from '@nestjs/common';
import { dayOf, type OrganisationCalendar } from '@vigil/shared/calendar';
import { type Ruleset, rulesetAt, type ScorableBehaviour } from '@vigil/shared/points';
import { replayBusy, replayDays, type RulesDraft, type RulesReplay } from '@vigil/shared/rules';
import { setImmediate as othersFirst } from 'node:timers/promises';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { SessionPrincipal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { FacesReadModel } from '../people/faces.read-model.js';
import { type MemberCard, PeopleReadModel } from '../people/people.read-model.js';
import { RulesetsStore } from '../points/rulesets.store.js';
import { RecordedFactsStore } from './recorded-facts.store.js';
import { departmentsCompared, peopleCompared } from './replay-boards.js';
import { replayed, type ReplayedMember, type Sides } from './replayed-member.js';
import { RulesStore } from './rules.store.js';

const dayMs = 86_400_000;
const membersPerPage = 100;
/** Facts judged in one go, before others get their turn. */
const factsPerTurn = 1_000;
const pageTimeoutMs = 5_000;

/** From when until when; the last 90 days unless told. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

interface Task extends Span, Sides {
  readonly calendar: OrganisationCalendar;
}

/**
 * What the last 90 days would have looked like under a draft. Both sides are the same facts judged by the same function,
 * so that rules which do not differ show no difference. Read a few members at a time and judged in short turns: neither
 * the memory nor the other requests feel how large the company is. One at a time; who asks for the same joins.
 */
@Injectable()
export class ReplayService {
  private running: { readonly key: string; readonly result: Promise<RulesReplay> } | null = null;

  constructor(
    private readonly database: Database,
    private readonly rulesets: RulesetsStore,
    private readonly facts: RecordedFactsStore,
    private readonly people: PeopleReadModel,
    private readonly faces: FacesReadModel,
    private readonly store: RulesStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Every look is in the audit log: it shows people by name.
   * @throws ProblemError replay-busy while another draft is replayed
   */
  async run(draft: RulesDraft, by: SessionPrincipal, within?: Span): Promise<RulesReplay> {
    const untilMs = within?.untilMs ?? this.clock.nowMs();
    const found = await this.joined(draft, within ?? { fromMs: untilMs - replayDays * dayMs, untilMs });
    await this.database.transaction(async (tx) => {
      const { newest } = await this.store.standing(tx);
      this.audit.record(tx, { by, act: 'rules.replayed', subject: { kind: 'rules', id: String(newest) } });
    });
    return found;
  }

  private joined(draft: RulesDraft, span: Span): Promise<RulesReplay> {
    const key = JSON.stringify([draft, Math.floor(span.fromMs / dayMs), Math.floor(span.untilMs / dayMs)]);
    if (this.running !== null) {
      if (this.running.key === key) return this.running.result;
      throw new ProblemError(replayBusy, { retryAfterSeconds: 5 });
    }
    const result = this.compute(draft, span).finally(() => (this.running = null));
    this.running = { key, result };
    return result;
  }

  private async compute(draft: RulesDraft, span: Span): Promise<RulesReplay> {
    const task = await this.task(draft, span);
    const members: ReplayedMember[] = [];
    let after: string | null = null;
    for (;;) {
      const page: MemberCard[] = await this.people.members(this.database, after, membersPerPage);
      members.push(...(await this.page(page, task)));
      after = page.at(-1)?.id ?? null;
      if (page.length < membersPerPage || after === null) break;
    }
    const departments = await this.people.departments(this.database);
    return {
      firstDay: dayOf(task.fromMs, task.calendar),
      lastDay: dayOf(task.untilMs - 1, task.calendar),
      departments: departmentsCompared(members, departments),
      ...peopleCompared(members),
      leftOut: [...task.leftOut].sort(),
      unknownKinds: [...task.unknown].sort(),
    };
  }

  private async task(draft: RulesDraft, span: Span): Promise<Task> {
    const inForce = await this.rulesets.all(this.database);
    const next = { ...draft, revision: 1, effectiveFrom: new Date(0).toISOString() };
    const quiet = [...inForce, next].flatMap(({ rules }) => rules.filter((r) => r.quiet).map((r) => r.kind));
    return {
      ...span,
      calendar: await this.people.calendar(this.database),
      before: lookUp(inForce),
      after: () => next,
      leftOut: new Set(quiet),
      known: new Set(draft.rules.map((r) => r.kind)),
      unknown: new Set(),
    };
  }

  private async page(cards: readonly MemberCard[], task: Task): Promise<ReplayedMember[]> {
    const active = cards.filter((card) => card.deactivatedAt === null);
    const wanted = {
      memberIds: active.map((card) => card.id),
      from: new Date(task.fromMs),
      until: new Date(task.untilMs),
    };
    const facts = await this.database.transaction(async (tx) => {
      tx.write(`SET LOCAL statement_timeout = ${pageTimeoutMs}`);
      return this.facts.byMember(tx, wanted, task.calendar);
    });
    const weeks = new Set([...facts.values()].flatMap((own) => own.map(({ scorable }) => scorable.week)));
    const seen = await this.faces.seen(this.database, wanted.memberIds, [...weeks]);
    const members: ReplayedMember[] = [];
    let judged = 0;
    for (const card of active) {
      const own = facts.get(card.id) ?? [];
      members.push(replayed(card, own, seen.get(card.id), task));
      judged += own.length;
      if (judged < factsPerTurn) continue;
      judged = 0;
      await othersFirst();
    }
    return members;
  }
}

/** `rulesetAt` for many facts: the revisions are put in order once. */
function lookUp(inForce: readonly Ruleset[]): (fact: ScorableBehaviour) => Ruleset {
  const marks = inForce.map(({ effectiveFrom }) => Date.parse(effectiveFrom)).sort((a, b) => a - b);
  const held = marks.map((mark) => rulesetAt(inForce, mark));
  const first = rulesetAt(inForce, 0);
  return ({ occurredAtMs }) => held[marks.findLastIndex((mark) => mark <= occurredAtMs)] ?? first;
}
