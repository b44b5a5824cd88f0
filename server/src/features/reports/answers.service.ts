import { Injectable } from '@nestjs/common';
import { type OrganisationCalendar, workingMinutesBetween } from '@vigil/shared/calendar';
import { behavioursOf, provedObject } from '@vigil/shared/reports';
import { createHash } from 'node:crypto';
import type { Tx } from '../../platform/db/database.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import { internalSource, type RecordableBehaviour } from '../behaviours/behaviours.types.js';
import { ReversalsService } from '../behaviours/reversals.service.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { PointsStore } from '../points/points.store.js';
import { type Answer, ReportsStore } from './reports.store.js';
import type { ReportRow } from './reports.types.js';

/** What reporters are told, and what it takes to tell them. */
export interface GivenAnswer {
  readonly groupId: string;
  /** The verdict by which the group is confirmed; null: harmless. */
  readonly provedNo: number | null;
  /** The verdict that no longer holds. */
  readonly disprovedNo: number | null;
  readonly reports: readonly ReportRow[];
  /** Who decided; null where the group had been decided before the report came. */
  readonly by: string | null;
  readonly at: Date;
}

/** Shown with an entry that a changed answer took back. */
const changedReason = 'The security team looked at your report again and changed its answer.';
const perRecord = 1_000;

/** Brings an answer to everybody who told of a thing, with what it earns. Its caller holds the group's lock. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly store: ReportsStore,
    private readonly behaviours: BehavioursService,
    private readonly reversals: ReversalsService,
    private readonly points: PointsStore,
    private readonly people: PeopleReadModel,
    private readonly outbox: Outbox,
  ) {}

  async give(tx: Tx, answer: GivenAnswer): Promise<void> {
    const { groupId, reports, by, at } = answer;
    const counting = reports.filter((r) => !r.again);
    // who decides about their own report gets nothing for it, and keeps nothing that no longer holds
    const earning = counting.filter((r) => r.reporterId !== by);
    const members = [...new Set(counting.map((r) => r.reporterId))];
    // all locks at once, in the order of ids: what is taken back and what is given touch the same rows
    await this.points.lock(tx, members);
    if (answer.disprovedNo !== null) {
      const object = provedObject(groupId, answer.disprovedNo);
      for (const entryId of await this.store.standingFor(tx, members, object))
        await this.reversals.reverse(tx, entryId, changedReason);
    }
    const facts = earning.flatMap((report) => factsOf(answer, report));
    for (let i = 0; i < facts.length; i += perRecord)
      await this.behaviours.record(tx, facts.slice(i, i + perRecord));
    const calendar = await this.people.calendar(tx);
    await this.store.answer(
      tx,
      reports.map((report) => timed(report, by, at, calendar)),
      at,
    );
    this.outbox.append(
      tx,
      'report.changed',
      reports.map((r) => r.reporterId),
    );
    // each hears once of a thing, however often they told of it
    this.outbox.append(
      tx,
      'report.answered',
      counting.map((r) => r.id),
    );
  }
}

function factsOf({ groupId, provedNo }: GivenAnswer, report: ReportRow): RecordableBehaviour[] {
  return behavioursOf(report.kind, groupId, provedNo).map(({ kind, key, object }) => {
    const naturalKey = `report:${groupId}:${report.reporterId}:${key}`;
    return {
      sourceId: internalSource,
      naturalKey,
      bodyHash: createHash('sha256').update(naturalKey).digest(),
      memberId: report.reporterId,
      kind,
      // it was earned on the day of the report, however long the answer took
      occurredAtMs: report.createdAt.getTime(),
      object,
      // every report reads the same in the record: nobody who looks on learns which kind it was
      about: null,
      workingMinutes: null,
      first: false,
    };
  });
}

/** Only answers of people, to others, to the first report of each, say how long the team takes. */
function timed(report: ReportRow, by: string | null, at: Date, calendar: OrganisationCalendar): Answer {
  const [fromMs, toMs] = [report.createdAt.getTime(), at.getTime()];
  if (by === null || by === report.reporterId || report.again)
    return { id: report.id, minutes: null, workingMinutes: null };
  return {
    id: report.id,
    minutes: Math.floor((toMs - fromMs) / 60_000),
    workingMinutes: workingMinutesBetween(fromMs, toMs, calendar),
  };
}
