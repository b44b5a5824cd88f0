import type { RulePart } from './ruleset.js';

/** One fact as scoring sees it. All calendar work is done before: decide knows no clock and no zone. */
export interface ScorableBehaviour {
  readonly kind: string;
  /** Epoch milliseconds, for cooldown windows and live events. */
  readonly occurredAtMs: number;
  /** The day in the organisation's zone, `2026-11-23`: the window of daily caps. */
  readonly day: string;
  /** The ISO week in the organisation's zone, `2026-W48`: the window of weekly caps. */
  readonly week: string;
  /** What the fact is about (a course, a case); null where the kind has no object. */
  readonly object: string | null;
  /** Working minutes from sent to the report; null when unknown or meaningless. */
  readonly workingMinutes: number | null;
  /** First reporter of a settled campaign. */
  readonly first: boolean;
}

/** An award that the ledger holds for the same member, kind and object; moved awards only where they stand now. */
export interface GivenPart {
  readonly entryId: string;
  readonly part: RulePart;
  /** As many as coins, or none where the rule brought coins alone. */
  readonly points: number;
  /** What the rule brought: the measure of targets and caps. */
  readonly coins: number;
  readonly day: string;
  /** As the entry was written, so that taking it back leaves every board as it was. */
  readonly quiet: boolean;
  /** Taken back by a correction: counts as given, so that no later fact brings it again, and never moves. */
  readonly corrected: boolean;
}

/** The member's state that a decision needs; read under the member's lock. */
export interface ScoringState {
  readonly given: readonly GivenPart[];
  /** Coins that already count against this kind's caps. Reversals give nothing back. */
  readonly usedThatDay: number;
  readonly usedThatWeek: number;
  /** The cooldown window of this fact already brought an award. */
  readonly cooling: boolean;
}

/** Why an entry has its number; stored with the entry and shown to the member. */
export interface Explanation {
  /** What this part brings by the rule and the multiplier, before any limit and before what was given earlier. */
  readonly full: number;
  /** The speed step that applied; on the speed part alone. */
  readonly speedStep: { readonly withinWorkingMinutes: number; readonly points: number } | null;
  readonly workingMinutes: number | null;
  readonly factorBp: number;
  /** The cap that cut the award, if one did; on each entry of that award. */
  readonly cap: { readonly per: 'day' | 'week'; readonly limit: number; readonly usedBefore: number } | null;
}

export interface DraftEntry {
  readonly part: RulePart;
  /** As many as coins, or none where the rule brings coins alone. */
  readonly points: number;
  /** Positive for an award; negative only where `reverses` is set. */
  readonly coins: number;
  readonly quiet: boolean;
  /** The entry that this one takes back, because the same award now belongs to another day. */
  readonly reverses: string | null;
  readonly explanation: Explanation;
}

/** Why a fact brought nothing; null when it brought something. `no-rule` also says that the rule gives it 0. */
export type NothingBecause = 'no-rule' | 'already-counted' | 'cap-reached' | 'cooling' | null;

export interface Effect {
  readonly entries: readonly DraftEntry[];
  readonly nothingBecause: NothingBecause;
}
