/** What a unit (a day, a week) was: somebody did something secure, nothing was expected, or the lamp stayed dark. */
export type UnitState = 'lit' | 'off' | 'dark';
/** What became of it: a dark unit spends a freeze where one is held, and ends the streak where none is. */
export type UnitOutcome = 'lit' | 'off' | 'frozen' | 'ended';

/** How freezes are earned: one for so many lit units, and never more than so many held. */
export interface FreezeRule {
  readonly everyLit: number;
  readonly mostHeld: number;
}

/** A streak so far. `charge` counts lit units towards freezes; it stands still while the most are held. */
export interface Streak {
  readonly current: number;
  readonly best: number;
  readonly charge: number;
}

export const dayFreezes: FreezeRule = { everyLit: 5, mostHeld: 2 };
/** A week has room enough of its own. */
export const weekFreezes: FreezeRule = { everyLit: 1, mostHeld: 0 };
export const noStreak: Streak = { current: 0, best: 0, charge: 0 };

/** Freezes that are held. */
export function freezesHeld({ charge }: Streak, rule: FreezeRule): number {
  return Math.floor(charge / rule.everyLit);
}

/** How many more lit units bring the next freeze; null while the most are held. */
export function litToNextFreeze({ charge }: Streak, rule: FreezeRule): number | null {
  if (charge >= rule.everyLit * rule.mostHeld) return null;
  return rule.everyLit - (charge % rule.everyLit);
}

/** What a unit was for a streak, before the streak knows of it. */
export function outcomeOf(streak: Streak, state: UnitState, rule: FreezeRule): UnitOutcome {
  if (state !== 'dark') return state;
  return streak.charge >= rule.everyLit ? 'frozen' : 'ended';
}

/**
 * One unit more. Never the worse for a unit that was lit instead of off, or off instead of dark: whatever is found out
 * about the past in somebody's favour (a late report, leave, an outage) lowers no streak after it.
 */
export function advanceStreak(streak: Streak, state: UnitState, rule: FreezeRule): Streak {
  const { current, best, charge } = streak;
  switch (outcomeOf(streak, state, rule)) {
    case 'lit':
      return {
        current: current + 1,
        best: Math.max(best, current + 1),
        charge: Math.min(charge + 1, rule.everyLit * rule.mostHeld),
      };
    case 'off':
      return streak;
    case 'frozen':
      return { current, best, charge: charge - rule.everyLit };
    case 'ended':
      return { current: 0, best, charge: 0 };
  }
}
