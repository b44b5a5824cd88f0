import {
  countingPeriods,
  dayOf,
  type OrganisationCalendar,
  periodBounds,
  weekOf,
} from '@vigil/shared/calendar';
import {
  advance,
  bookKeys,
  cooldownWindow,
  decide,
  type DraftEntry,
  emptyBook,
  type NothingBecause,
  type Rule,
  ruleOf,
  type Ruleset,
  rulesetAt,
  type ScorableBehaviour,
  type ScoringBook,
  standsForObject,
  stateFor,
} from '@vigil/shared/points';
import type { BookNeed } from '../points/scoring-book.store.js';
import type { RecordableBehaviour } from './behaviours.types.js';

/** A fact placed in the organisation's calendar and under its revision: all that `decide` needs but the state. */
export interface PlacedBehaviour {
  readonly given: RecordableBehaviour;
  readonly scorable: ScorableBehaviour;
  readonly ruleset: Ruleset;
  readonly rule: Rule | null;
  readonly cooldown: string | null;
}

/** What a fact brings, with temporary numbers (`#0`, `#1` …) where its entries are not written yet. */
export interface Judgement {
  readonly placed: PlacedBehaviour;
  readonly entries: readonly (DraftEntry & { readonly temporaryId: string })[];
  readonly because: NothingBecause;
}

export function place(
  given: RecordableBehaviour,
  rulesets: readonly Ruleset[],
  calendar: OrganisationCalendar,
): PlacedBehaviour {
  const ruleset = rulesetAt(rulesets, given.occurredAtMs);
  const rule = ruleOf(ruleset, given.kind);
  const scorable = {
    kind: given.kind,
    occurredAtMs: given.occurredAtMs,
    day: dayOf(given.occurredAtMs, calendar),
    week: weekOf(given.occurredAtMs, calendar),
    object: given.object,
    workingMinutes: given.workingMinutes,
    first: given.first,
  };
  return { given, scorable, ruleset, rule, cooldown: rule ? cooldownWindow(rule, given.occurredAtMs) : null };
}

/** What has to be read before the fact can be judged; null when nothing has. */
export function needOf({ given, scorable, rule, cooldown }: PlacedBehaviour): BookNeed | null {
  if (rule === null) return null;
  const object = standsForObject(rule, scorable) ? scorable.object : null;
  const capped = rule.capPerDay !== null || rule.capPerWeek !== null;
  if (object === null && !capped && cooldown === null) return null;
  return {
    memberId: given.memberId,
    kind: given.kind,
    object,
    week: capped ? scorable.week : null,
    cooldownWindow: cooldown,
  };
}

/** Judges facts one after the other, each in the light of those before it. Pure. */
export function judgeAll(
  placed: readonly PlacedBehaviour[],
  books: ReadonlyMap<string, ScoringBook>,
): Judgement[] {
  const present = new Map(books);
  const last = new Map(placed.map((one, i) => [one.given.memberId, i]));
  let drawn = 0;
  return placed.map((one, i) => {
    const { memberId } = one.given;
    if (one.rule === null) return { placed: one, entries: [], because: 'no-rule' };
    const book = present.get(memberId) ?? emptyBook;
    const effect = decide(one.ruleset, stateFor(book, one.rule, one.scorable), one.scorable);
    const entries = effect.entries.map((entry) => ({ ...entry, temporaryId: `#${drawn++}` }));
    if (last.get(memberId) !== i && needsBook(one.rule, one.scorable)) {
      present.set(
        memberId,
        advance(
          book,
          one.rule,
          one.scorable,
          effect,
          entries.map((e) => e.temporaryId),
        ),
      );
    }
    return { placed: one, entries, because: effect.nothingBecause };
  });
}

function needsBook(rule: Rule, scorable: ScorableBehaviour): boolean {
  return (
    rule.capPerDay !== null ||
    rule.capPerWeek !== null ||
    bookKeys(rule, scorable).object !== null ||
    rule.cooldownMinutes !== null
  );
}

/** The periods of a reversal: those of its entry while they are open, else the present ones. */
export function reversalPeriods(
  of: { week: string; month: string; season: string },
  nowMs: number,
  calendar: OrganisationCalendar,
): { week: string; month: string; season: string } {
  const present = countingPeriods(nowMs, nowMs, calendar);
  const graceMs = 72 * 3_600_000;
  const open = (unit: 'week' | 'month' | 'season'): string => {
    const { endMs } = periodBounds({ unit, key: of[unit] }, calendar);
    return endMs !== null && nowMs - endMs > graceMs ? present[unit] : of[unit];
  };
  return { week: open('week'), month: open('month'), season: open('season') };
}
