import { Injectable } from '@nestjs/common';
import { countingPeriods, type OrganisationCalendar } from '@vigil/shared/calendar';
import { cooldownWindow, type Differences, type GivenAnew, ruleOf, type Ruleset } from '@vigil/shared/points';
import type { Tx } from '../../platform/db/database.js';
import { reversalPeriods } from '../behaviours/judge.js';
import { PeopleReadModel } from '../people/people.read-model.js';
import { type NewEntry, PointsStore, type WrittenEntry } from '../points/points.store.js';
import type { HeldRow } from './held-entries.store.js';
import type { RecordedFact } from './recorded-facts.store.js';

/** What is written for one member. */
export interface MemberDifferences {
  readonly found: Differences;
  readonly facts: ReadonlyMap<string, RecordedFact>;
  readonly held: ReadonlyMap<string, HeldRow>;
}
interface Context {
  readonly ruleset: Ruleset;
  readonly calendar: OrganisationCalendar;
  readonly nowMs: number;
  readonly why: string;
}

/** Turns differences into ledger rows: they count where their originals count while that is open, else now. */
@Injectable()
export class RescoreWriter {
  constructor(
    private readonly points: PointsStore,
    private readonly people: PeopleReadModel,
  ) {}

  /** @returns the rows that will stand in the ledger at the commit, each with its number */
  async write(tx: Tx, members: readonly MemberDifferences[], context: Context): Promise<NewEntry[]> {
    const backed = members.flatMap(({ found, held }) => found.takeBack.map((id) => held.get(id)));
    const given = members.flatMap(({ found, facts }) =>
      found.give.map((anew) => ({ anew, fact: facts.get(anew.factId) })),
    );
    const ids = await this.points.drawIds(tx, backed.length + given.length);
    const originals = await this.points.written(tx, [
      ...backed.map((e) => e?.id ?? ''),
      ...given.flatMap(({ anew }) => anew.insteadOf),
    ]);
    const places = await this.people.placesAt(
      tx,
      given.map(({ fact }) => ({ memberId: fact?.memberId ?? '', atMs: fact?.scorable.occurredAtMs ?? 0 })),
    );
    const rows = [
      ...backed.map((held) => takenBack(held, originals, context)),
      ...given.map(({ anew, fact }, i) =>
        givenAnew(anew, fact, originals, places[i]?.departmentId ?? null, context),
      ),
    ].map((row, i) => ({ ...row, id: ids[i] ?? null }));
    this.points.append(tx, rows);
    return rows;
  }
}

function takenBack(
  held: HeldRow | undefined,
  originals: ReadonlyMap<string, WrittenEntry>,
  { calendar, nowMs, why }: Context,
): NewEntry {
  const original = held && originals.get(held.id);
  if (held === undefined || original === undefined) throw new Error('an entry to take back is gone');
  const { memberId, kind, part, quiet, explanation } = held;
  return {
    ...original,
    ...{ id: null, behaviourId: held.factId, memberId, kind, part, quiet, explanation },
    points: -held.points,
    coins: -original.coins,
    cooldownKey: null,
    ...counting(original, calendar, nowMs),
    reversesId: held.id,
    reversal: 'rescored',
    reason: why,
  };
}

function givenAnew(
  { draft, insteadOf }: GivenAnew,
  fact: RecordedFact | undefined,
  originals: ReadonlyMap<string, WrittenEntry>,
  departmentId: string | null,
  { ruleset, calendar, nowMs }: Context,
): NewEntry {
  if (fact === undefined) throw new Error('an entry follows from no fact');
  const { kind, object, occurredAtMs, day, week } = fact.scorable;
  const original = originals.get(insteadOf[0] ?? '');
  const rule = ruleOf(ruleset, kind);
  const fresh = countingPeriods(occurredAtMs, nowMs, calendar);
  return {
    ...{ id: null, behaviourId: fact.id, memberId: fact.memberId, departmentId, kind, part: draft.part },
    ...{ points: draft.points, coins: draft.coins, quiet: draft.quiet, object, about: fact.about },
    ...{ sourceId: fact.sourceId, occurredAt: new Date(occurredAtMs), capDay: day, capWeek: week },
    cooldownKey: rule === null ? null : cooldownWindow(rule, occurredAtMs),
    ...(original === undefined
      ? { countsWeek: fresh.week, countsMonth: fresh.month, countsSeason: fresh.season }
      : counting(original, calendar, nowMs)),
    ...{
      revision: ruleset.revision,
      explanation: draft.explanation,
      reversesId: null,
      reversal: null,
      reason: null,
    },
  };
}

/** Where the entry counts, while that is open; else now, so that what replaces it counts beside its reversal. */
function counting(original: WrittenEntry, calendar: OrganisationCalendar, nowMs: number) {
  const { countsWeek: week, countsMonth: month, countsSeason: season } = original;
  const counts = reversalPeriods({ week, month, season }, nowMs, calendar);
  return { countsWeek: counts.week, countsMonth: counts.month, countsSeason: counts.season };
}
