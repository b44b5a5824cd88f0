import { weekOfDay } from '../calendar/index.js';
import type {
  DraftEntry,
  Effect,
  Explanation,
  GivenPart,
  NothingBecause,
  ScorableBehaviour,
  ScoringState,
} from './decide.types.js';
import { type Rule, type RulePart, type Ruleset, ruleParts } from './ruleset.js';
import { type Target, eachPart, ruleOf, sumOfParts, targetOf } from './target.js';

type Coins = Readonly<Record<RulePart, number>>;
type Cut = { readonly room: number; readonly cap: NonNullable<Explanation['cap']> } | null;

/**
 * What one fact brings, given the revision that holds when it occurred and what the member already has.
 *
 * Target − given, part by part, and never less than nothing: a member's total does not fall by any fact. All is measured
 * in coins: each point earned also earns one, and a rule may bring coins alone.
 *
 * - One award per object (`rule.oncePerObject`): later facts about the object bring what is missing. Without an
 *   object each fact stands for itself, known by its own natural key.
 * - An award stands on the earliest day of the facts about its object. When a fact earlier than all that stands
 *   arrives late, the award moves: its entries are taken back and written anew, at least as high, on the right day,
 *   if that day's and week's caps hold all of it; else it stays where it is.
 * - What a correction took back counts as given: no later fact brings it again.
 * - Caps award the remainder, cut from the last part backwards. A move within a week uses the week's cap only once.
 * - A cooldown stops a new award, never what is missing from one that stands.
 *
 * What the order of facts cannot change: sums by (object, part) where no cap binds; the sum by (kind, week), which is
 * min(weekly cap, Σ over days of min(daily cap, targets)), and by (kind, day) while the weekly cap does not bind,
 * where no award moves; sums by (object, part, day) where all facts about an object are worth the same, or where each
 * is no later and worth no less than the one before, as the states of a simulation case are.
 *
 * What it can change: which of several facts a binding cap or a cooldown cuts; whether an award moves to a day whose
 * cap is used (a fact cut earlier does not get the room that a moved award leaves); and, for facts about one object
 * that are worth more on a later day (a live event, a new revision), the day on which the difference stands.
 */
export function decide(ruleset: Ruleset, state: ScoringState, behaviour: ScorableBehaviour): Effect {
  const rule = ruleOf(ruleset, behaviour.kind);
  if (!rule) return nothing('no-rule');
  const target = targetOf(ruleset, rule, behaviour);
  if (sumOfParts(target.points) === 0) return nothing('no-rule');
  const given = standsForObject(rule, behaviour) ? state.given : [];
  if (given.length === 0 && rule.cooldownMinutes !== null && state.cooling) return nothing('cooling');

  const { moved, cut } = planMove(rule, state, behaviour, given);
  const all = coinsByPart(given);
  const missing = eachPart((part) => Math.max(0, target.points[part] - all[part]));
  const award = withinRoom(coinsByPart(moved), missing, cut);
  const reversals = moved.map((g) => takenBack(g, explain(rule, behaviour, target, g.part, null)));
  const awards = ruleParts
    .filter((part) => award.coins[part] > 0)
    .map((part): DraftEntry => ({
      part,
      points: rule.coinsOnly ? 0 : award.coins[part],
      coins: award.coins[part],
      quiet: rule.quiet,
      reverses: null,
      explanation: explain(rule, behaviour, target, part, award.cutBy),
    }));
  if (awards.length === 0) return nothing(award.cutBy ? 'cap-reached' : 'already-counted');
  return { entries: [...reversals, ...awards], nothingBecause: null };
}

/** Whether facts about the same object share one award. */
export function standsForObject(rule: Rule, behaviour: ScorableBehaviour): boolean {
  return rule.oncePerObject && behaviour.object !== null;
}

/**
 * The aligned cooldown window of a fact, as a key; null where the rule has no cooldown. Windows are counted from the
 * epoch, so that every process and every order of arrival finds the same ones.
 */
export function cooldownWindow(rule: Rule, occurredAtMs: number): string | null {
  if (rule.cooldownMinutes === null) return null;
  return `${rule.cooldownMinutes}m-${Math.floor(occurredAtMs / (rule.cooldownMinutes * 60_000))}`;
}

function nothing(because: NonNullable<NothingBecause>): Effect {
  return { entries: [], nothingBecause: because };
}

/**
 * What moves to the fact's day, and the cap that limits the award. All that stands moves if all of it stands on a
 * later day and the caps of the new day hold it whole; else this is not the earliest fact, or there is no room.
 */
function planMove(
  rule: Rule,
  state: ScoringState,
  behaviour: ScorableBehaviour,
  given: readonly GivenPart[],
): { readonly moved: readonly GivenPart[]; readonly cut: Cut } {
  const standing = given.filter((g) => !g.corrected);
  if (standing.length > 0 && standing.every((g) => g.day > behaviour.day)) {
    const inWeek = standing.filter((g) => weekOfDay(g.day) === behaviour.week);
    const cut = tightestCap(rule, state, sumOfParts(coinsByPart(inWeek)));
    if (cut === null || cut.room >= sumOfParts(coinsByPart(standing))) return { moved: standing, cut };
  }
  return { moved: [], cut: tightestCap(rule, state, 0) };
}

function coinsByPart(given: readonly GivenPart[]): Coins {
  return eachPart((part) => given.reduce((sum, g) => (g.part === part ? sum + g.coins : sum), 0));
}

/** The cap with the least room, the daily one among equals; null where the rule has none. */
function tightestCap(rule: Rule, state: ScoringState, alreadyInWeek: number): Cut {
  const caps = [
    { per: 'day' as const, limit: rule.capPerDay, usedBefore: state.usedThatDay },
    { per: 'week' as const, limit: rule.capPerWeek, usedBefore: state.usedThatWeek - alreadyInWeek },
  ];
  let tightest: Cut = null;
  for (const { per, limit, usedBefore } of caps) {
    if (limit === null) continue;
    const room = Math.max(0, limit - usedBefore);
    if (!tightest || room < tightest.room) tightest = { room, cap: { per, limit, usedBefore } };
  }
  return tightest;
}

/** Gives the floor whole and as much of what is missing as the room holds, in the order of the parts. */
function withinRoom(floor: Coins, missing: Coins, cut: Cut): { coins: Coins; cutBy: Explanation['cap'] } {
  let room = (cut?.room ?? Infinity) - sumOfParts(floor);
  const extra = eachPart((part) => {
    const coins = Math.min(missing[part], room);
    room -= coins;
    return coins;
  });
  const isCut = sumOfParts(extra) < sumOfParts(missing);
  return { coins: eachPart((part) => floor[part] + extra[part]), cutBy: isCut && cut ? cut.cap : null };
}

function takenBack(given: GivenPart, explanation: Explanation): DraftEntry {
  return {
    part: given.part,
    // never -0: what brought no points takes none back
    points: 0 - given.points,
    coins: -given.coins,
    quiet: given.quiet,
    reverses: given.entryId,
    explanation,
  };
}

function explain(
  rule: Rule,
  behaviour: ScorableBehaviour,
  target: Target,
  part: RulePart,
  cap: Explanation['cap'],
): Explanation {
  return {
    full: target.points[part],
    speedStep: part === 'speed' ? target.speedStep : null,
    workingMinutes: rule.speed.length > 0 ? behaviour.workingMinutes : null,
    factorBp: target.factorBp,
    cap,
  };
}
