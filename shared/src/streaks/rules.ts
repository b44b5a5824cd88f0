import { dayOf, dayOfNumber, numberOfDay } from '../calendar/index.js';
import {
  advanceStreak,
  dayFreezes,
  noStreak,
  outcomeOf,
  type Streak,
  type UnitOutcome,
  type UnitState,
  weekFreezes,
} from './fold.js';
import { type Circumstances, offReason, type OffReason } from './off-days.js';

/** Kinds that others bring about: they light no lamp. */
export const passiveKinds: readonly string[] = [
  'recognition.received',
  'spotlight.received',
  'spotlight.coins',
  'challenge.won',
];

/** A member's days, as facts have them. */
export interface Life extends Circumstances {
  /** Local days on which something secure was done: computed once, when each fact was recorded. */
  readonly lit: ReadonlySet<string>;
}

/** A day as it is shown; today is `open` until it is lit. */
export interface ShownDay {
  readonly day: string;
  readonly state: UnitOutcome | 'open';
  readonly off: OffReason | null;
}

/** Both streaks of a member as they stand today. */
export interface Streaks {
  readonly today: string;
  readonly days: Streak;
  readonly weeks: Streak;
  /** The last days up to today, oldest first. */
  readonly recent: readonly ShownDay[];
}

/** How many days are shown. */
export const daysShown = 14;

/**
 * Folds a member's days into streaks. Pure: the same facts, in whatever order they came, give the same streaks. Today
 * and the present week count once they are lit, and end nothing before they are over.
 */
export function streaksOf(life: Life, nowMs: number): Streaks {
  const today = dayOf(nowMs, { timeZone: life.zones.at(-1)?.timeZone ?? 'UTC' });
  const lamps = lampNumbers(life.lit, numberOfDay(today) + 1);
  // who flew west has been in tomorrow already: its lamp does not go out for a day
  const last = Math.max(numberOfDay(today), lamps.at(-1) ?? 0);
  const first = lamps[0] ?? last;
  let days = noStreak;
  let weeks = noStreak;
  let week: UnitState = 'off';
  const recent: ShownDay[] = [];
  for (let number = Math.min(first, last - daysShown + 1); number <= last; number++) {
    const day = dayOfNumber(number);
    const off = life.lit.has(day) ? null : offReason(day, life);
    const state: UnitState = life.lit.has(day) ? 'lit' : off === null ? 'dark' : 'off';
    const open = number === last && state === 'dark';
    if (number > last - daysShown)
      recent.push({ day, off, state: open ? 'open' : shown(days, state, number < first) });
    if (open || number < first) continue;
    days = advanceStreak(days, state, dayFreezes);
    if (state === 'lit' || week === 'off') week = state;
    if (isSunday(number) && number < last) {
      weeks = advanceStreak(weeks, week, weekFreezes);
      week = 'off';
    }
  }
  // the present week ends nothing, but it counts once it is lit
  if (week === 'lit') weeks = advanceStreak(weeks, week, weekFreezes);
  return { today, days, weeks, recent };
}

/** Before the first lamp nothing was expected. */
function shown(streak: Streak, state: UnitState, before: boolean): UnitOutcome {
  return before ? 'off' : outcomeOf(streak, state, dayFreezes);
}

/** In order, but for what lies further ahead than any clock. */
function lampNumbers(lit: ReadonlySet<string>, latest: number): number[] {
  return [...lit]
    .map(numberOfDay)
    .filter((number) => number <= latest)
    .sort((a, b) => a - b);
}

function isSunday(number: number): boolean {
  return (number + 4) % 7 === 0;
}
