import { cooldownWindow, standsForObject } from './decide.js';
import type { Effect, GivenPart, ScorableBehaviour, ScoringState } from './decide.types.js';
import type { Rule } from './ruleset.js';
import { weekOfDay } from '../calendar/index.js';

/** What one member has, as far as decisions about a batch need it. Never changed in place. */
export interface ScoringBook {
  /** Standing entries by `objectKey`. */
  readonly given: ReadonlyMap<string, readonly GivenPart[]>;
  /** Coins that count against caps, by `capKey`. */
  readonly used: ReadonlyMap<string, number>;
  /** Cooldown windows that brought an award, by `cooldownKey`. */
  readonly cooled: ReadonlySet<string>;
}

/** A change of what counts against a kind's caps; negative on the day that a moved award left. */
export interface CapUse {
  readonly day: string;
  readonly week: string;
  readonly coins: number;
}

/** The keys under which a book holds what the decision about one fact needs; null where it needs none. */
export interface BookKeys {
  readonly object: string | null;
  readonly day: string;
  readonly week: string;
  readonly cooldown: string | null;
}

/** A member without any entry. */
export const emptyBook: ScoringBook = { given: new Map(), used: new Map(), cooled: new Set() };

/** Standing entries of a kind about an object. */
export const objectKey = (kind: string, object: string): string => JSON.stringify([kind, object]);
/** Use of a kind's caps on a day (`2026-11-23`) or in a week (`2026-W48`). */
export const capKey = (kind: string, dayOrWeek: string): string => JSON.stringify([kind, dayOrWeek]);
/** A kind's cooldown window, by the name that `cooldownWindow` gives it. */
export const cooldownKey = (kind: string, window: string): string => JSON.stringify([kind, window]);

/** What to load before `decide` can be asked about a fact. */
export function bookKeys(rule: Rule, behaviour: ScorableBehaviour): BookKeys {
  const { kind, object } = behaviour;
  const window = cooldownWindow(rule, behaviour.occurredAtMs);
  return {
    object: standsForObject(rule, behaviour) && object !== null ? objectKey(kind, object) : null,
    day: capKey(kind, behaviour.day),
    week: capKey(kind, behaviour.week),
    cooldown: window === null ? null : cooldownKey(kind, window),
  };
}

/** The state for one decision, out of the member's book. */
export function stateFor(book: ScoringBook, rule: Rule, behaviour: ScorableBehaviour): ScoringState {
  const keys = bookKeys(rule, behaviour);
  return {
    given: keys.object === null ? [] : (book.given.get(keys.object) ?? []),
    usedThatDay: book.used.get(keys.day) ?? 0,
    usedThatWeek: book.used.get(keys.week) ?? 0,
    cooling: keys.cooldown !== null && book.cooled.has(keys.cooldown),
  };
}

/**
 * How an effect changes the use of caps. A moved award counts on the day where it now stands and no longer on the
 * one it left. (A correction by people is no effect of a fact and gives nothing back.)
 */
export function capUses(
  state: ScoringState,
  effect: Effect,
  behaviour: ScorableBehaviour,
): readonly CapUse[] {
  const days = new Map(state.given.map((g) => [g.entryId, g.day]));
  return effect.entries.map(({ coins, reverses }) => {
    const left = reverses === null ? undefined : days.get(reverses);
    if (left === undefined) return { day: behaviour.day, week: behaviour.week, coins };
    return { day: left, week: weekOfDay(left), coins };
  });
}

/**
 * The book after an effect, so that several facts of one member are decided one after the other without a database.
 *
 * @param entryIds identities of the effect's entries, in their order.
 * @throws RangeError if there are not as many identities as entries.
 */
export function advance(
  book: ScoringBook,
  rule: Rule,
  behaviour: ScorableBehaviour,
  effect: Effect,
  entryIds: readonly string[],
): ScoringBook {
  if (entryIds.length !== effect.entries.length) throw new RangeError('each entry needs one identity');
  if (effect.entries.length === 0) return book;
  const keys = bookKeys(rule, behaviour);
  const state = stateFor(book, rule, behaviour);
  const given = new Map(book.given);
  if (keys.object !== null) given.set(keys.object, standing(state, effect, behaviour, entryIds));
  const used = new Map(book.used);
  for (const { day, week, coins } of capUses(state, effect, behaviour)) {
    for (const key of [capKey(behaviour.kind, day), capKey(behaviour.kind, week)]) {
      used.set(key, (used.get(key) ?? 0) + coins);
    }
  }
  const cooled = keys.cooldown === null ? book.cooled : new Set([...book.cooled, keys.cooldown]);
  return { given, used, cooled };
}

function standing(
  state: ScoringState,
  effect: Effect,
  behaviour: ScorableBehaviour,
  entryIds: readonly string[],
): readonly GivenPart[] {
  const takenBack = new Set(effect.entries.map((e) => e.reverses));
  const kept = state.given.filter((g) => !takenBack.has(g.entryId));
  const added = effect.entries.flatMap(({ part, points, coins, quiet, reverses }, i) =>
    reverses === null
      ? [{ entryId: entryIds[i] ?? '', part, points, coins, day: behaviour.day, quiet, corrected: false }]
      : [],
  );
  return [...kept, ...added];
}
