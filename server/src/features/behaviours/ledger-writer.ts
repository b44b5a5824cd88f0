import { Injectable } from '@nestjs/common';
import { countingPeriods, type OrganisationCalendar } from '@vigil/shared/calendar';
import type { DraftEntry } from '@vigil/shared/points';
import type { Tx } from '../../platform/db/database.js';
import { type NewEntry, PointsStore, type WrittenEntry } from '../points/points.store.js';
import { type Judgement, type PlacedBehaviour, reversalPeriods } from './judge.js';

type Draft = DraftEntry & { readonly temporaryId: string };
interface Context {
  readonly judgements: readonly Judgement[];
  /** Numbers of the facts, in the order of the judgements. */
  readonly behaviourIds: readonly string[];
  /** Where each member belonged when it happened, likewise. */
  readonly departments: readonly (string | null)[];
  readonly calendar: OrganisationCalendar;
  readonly nowMs: number;
}

interface Placing {
  readonly id: string | null;
  readonly behaviourId: string | null;
  readonly departmentId: string | null;
  readonly original: WrittenEntry | null;
  readonly reversesId: string | null;
  readonly calendar: OrganisationCalendar;
  readonly nowMs: number;
}

/** Shown with an entry that was written anew on another day. */
export const movedReason = 'An earlier report of yours arrived later; the same points now stand on its day.';

/** Turns judgements into ledger rows: department and periods of the event, real numbers for temporary ones. */
@Injectable()
export class LedgerWriter {
  constructor(private readonly points: PointsStore) {}

  /** @returns the rows that will stand in the ledger at the commit */
  async write(
    tx: Tx,
    { judgements, behaviourIds, departments, calendar, nowMs }: Context,
  ): Promise<NewEntry[]> {
    const drafts = judgements.flatMap((j) => j.entries);
    const numbers = await this.numbersFor(tx, drafts);
    const originals = await this.originalsOf(tx, drafts);
    const rows = judgements.flatMap((judgement, i) =>
      judgement.entries.map((draft) => {
        const row = this.row(judgement, draft, {
          id: numbers.get(draft.temporaryId) ?? null,
          behaviourId: behaviourIds[i] ?? null,
          departmentId: departments[i] ?? null,
          original: draft.reverses === null ? null : (originals.get(draft.reverses) ?? null),
          reversesId: draft.reverses === null ? null : (numbers.get(draft.reverses) ?? draft.reverses),
          calendar,
          nowMs,
        });
        originals.set(draft.temporaryId, row);
        return row;
      }),
    );
    this.points.append(tx, rows);
    return rows;
  }

  /** Numbers are drawn ahead only where an entry of the batch takes back another one of it. */
  private async numbersFor(tx: Tx, drafts: readonly Draft[]): Promise<Map<string, string>> {
    if (!drafts.some((d) => d.reverses?.startsWith('#'))) return new Map();
    const ids = await this.points.drawIds(tx, drafts.length);
    return new Map(drafts.map((d, i) => [d.temporaryId, ids[i] ?? '']));
  }

  private async originalsOf(tx: Tx, drafts: readonly Draft[]): Promise<Map<string, WrittenEntry>> {
    const ids = drafts.flatMap((d) =>
      d.reverses !== null && !d.reverses.startsWith('#') ? [d.reverses] : [],
    );
    return new Map<string, WrittenEntry>(await this.points.written(tx, ids));
  }

  private row({ placed }: Judgement, draft: Draft, at: Placing): NewEntry {
    const { given, scorable, ruleset, cooldown } = placed;
    if (at.original !== null) return takenBack(at.original, draft, placed, at);
    const counts = countingPeriods(given.occurredAtMs, at.nowMs, at.calendar);
    // one literal: rows are many, and an object that is put together out of others costs ten times as much
    return {
      id: at.id,
      behaviourId: at.behaviourId,
      memberId: given.memberId,
      departmentId: at.departmentId,
      kind: given.kind,
      part: draft.part,
      points: draft.points,
      coins: draft.coins,
      quiet: draft.quiet,
      object: given.object,
      about: given.about,
      sourceId: given.sourceId,
      occurredAt: new Date(given.occurredAtMs),
      capDay: scorable.day,
      capWeek: scorable.week,
      cooldownKey: cooldown,
      countsWeek: counts.week,
      countsMonth: counts.month,
      countsSeason: counts.season,
      revision: ruleset.revision,
      explanation: draft.explanation,
      reversesId: null,
      reversal: null,
      reason: null,
    };
  }
}

/** The row that takes an earlier one back, because the award moves. */
function takenBack(original: WrittenEntry, draft: Draft, { given }: PlacedBehaviour, at: Placing): NewEntry {
  const { countsWeek, countsMonth, countsSeason } = original;
  const counts = reversalPeriods(
    { week: countsWeek, month: countsMonth, season: countsSeason },
    at.nowMs,
    at.calendar,
  );
  return {
    ...original,
    id: at.id,
    behaviourId: at.behaviourId,
    memberId: given.memberId,
    kind: given.kind,
    part: draft.part,
    points: draft.points,
    quiet: draft.quiet,
    explanation: draft.explanation,
    coins: -original.coins,
    cooldownKey: null,
    countsWeek: counts.week,
    countsMonth: counts.month,
    countsSeason: counts.season,
    reversesId: at.reversesId,
    reversal: 'moved',
    reason: movedReason,
  };
}
