import { Injectable } from '@nestjs/common';
import { countingPeriods, type OrganisationCalendar } from '@vigil/shared/calendar';
import type { DraftEntry } from '@vigil/shared/points';
import type { Tx } from '../../platform/db/database.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { type NewEntry, PointsStore, type WrittenEntry } from '../points/points.store.js';
import { type Judgement, reversalPeriods } from './judge.js';

type Draft = DraftEntry & { readonly temporaryId: string };
interface Context {
  readonly judgements: readonly Judgement[];
  readonly behaviourIds: readonly string[];
  readonly entryIds: readonly string[];
  readonly calendar: OrganisationCalendar;
  readonly nowMs: number;
}

/** Shown with an entry that was written anew on another day. */
export const movedReason = 'An earlier report of yours arrived later; the same points now stand on its day.';

/** Turns judgements into ledger rows: department and periods of the event, real numbers for temporary ones. */
@Injectable()
export class LedgerWriter {
  constructor(
    private readonly points: PointsStore,
    private readonly people: PeopleReadModel,
  ) {}

  /** @returns the rows that were appended */
  async write(tx: Tx, context: Context): Promise<NewEntry[]> {
    const drafts = context.judgements.flatMap((j) => j.entries);
    const earning = context.judgements.filter((j) => j.entries.length > 0);
    if (drafts.length === 0) return [];
    const numbers = new Map(drafts.map((d, i) => [d.temporaryId, context.entryIds[i] ?? '']));
    const departments = await this.people.departmentAt(
      tx,
      earning.map((j) => ({ memberId: j.placed.given.memberId, atMs: j.placed.given.occurredAtMs })),
    );
    const reversed = drafts.flatMap((d) =>
      d.reverses !== null && !d.reverses.startsWith('#') ? [d.reverses] : [],
    );
    const originals = new Map<string, WrittenEntry>(await this.points.written(tx, reversed));

    const rows: NewEntry[] = [];
    let earningIndex = 0;
    context.judgements.forEach((judgement, i) => {
      if (judgement.entries.length === 0) return;
      const departmentId = departments[earningIndex++] ?? null;
      for (const draft of judgement.entries) {
        const row = this.row(judgement, draft, {
          id: numbers.get(draft.temporaryId) ?? '',
          behaviourId: context.behaviourIds[i] ?? null,
          departmentId,
          original: draft.reverses === null ? null : (originals.get(draft.reverses) ?? null),
          reversesId: draft.reverses === null ? null : (numbers.get(draft.reverses) ?? draft.reverses),
          calendar: context.calendar,
          nowMs: context.nowMs,
        });
        originals.set(draft.temporaryId, row);
        rows.push(row);
      }
    });
    await this.points.append(tx, rows);
    return rows;
  }

  private row(
    { placed }: Judgement,
    draft: Draft,
    at: {
      id: string;
      behaviourId: string | null;
      departmentId: string | null;
      original: WrittenEntry | null;
      reversesId: string | null;
      calendar: OrganisationCalendar;
      nowMs: number;
    },
  ): NewEntry {
    const { given, scorable, ruleset, cooldown } = placed;
    const common = {
      id: at.id,
      behaviourId: at.behaviourId,
      memberId: given.memberId,
      kind: given.kind,
      part: draft.part,
      points: draft.points,
      quiet: draft.quiet,
      explanation: draft.explanation,
    };
    if (at.original !== null) {
      const { countsWeek, countsMonth, countsSeason } = at.original;
      const counts = reversalPeriods(
        { week: countsWeek, month: countsMonth, season: countsSeason },
        at.nowMs,
        at.calendar,
      );
      return {
        ...at.original,
        ...common,
        coins: -at.original.coins,
        cooldownKey: null,
        countsWeek: counts.week,
        countsMonth: counts.month,
        countsSeason: counts.season,
        reversesId: at.reversesId,
        reversal: 'moved',
        reason: movedReason,
      };
    }
    const counts = countingPeriods(given.occurredAtMs, at.nowMs, at.calendar);
    return {
      ...common,
      departmentId: at.departmentId,
      // each point earned also earns a coin
      coins: draft.points,
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
      reversesId: null,
      reversal: null,
      reason: null,
    };
  }
}
