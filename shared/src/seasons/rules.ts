import { defaultGraceMs, type Period, periodOf, previousPeriod, type Zoned } from '../calendar/index.js';

/**
 * When a season closes, counted from its end: facts of it are taken for 72 hours, and an hour later none can be on its
 * way any more. What comes after that counts in the season that runs by then.
 */
export const seasonClosesAfterMs = defaultGraceMs + 3_600_000;

/** All seasons from the one that holds the first moment to the one that holds now, oldest first. */
export function seasonsFrom(firstMs: number, nowMs: number, calendar: Zoned): Period[] {
  const first = periodOf('season', Math.min(firstMs, nowMs), calendar).key;
  const seasons: Period[] = [];
  let at: Period | null = periodOf('season', nowMs, calendar);
  while (at !== null && at.key >= first) {
    seasons.unshift(at);
    at = previousPeriod(at);
  }
  return seasons;
}

/** What a season was for somebody, in one number each; the first ones are told first. */
export const seasonNumbers = [
  'points',
  'days',
  'run',
  'spokeUp',
  'helped',
  'learned',
  'habits',
  'checks',
  'challenges',
] as const;
export type SeasonNumber = (typeof seasonNumbers)[number];

/** Which kinds each number counts; the others do not count acts. None of them tells of anything that did not go well. */
export const kindsInNumber: Readonly<Partial<Record<SeasonNumber, readonly string[]>>> = {
  spokeUp: ['simulation.reported', 'threat.reported'],
  helped: ['colleague.helped', 'suggestion.adopted'],
  learned: ['training.completed', 'quiz.passed', 'policy.attested'],
  habits: ['habit.adopted'],
  checks: ['check.daily'],
};

/** Five numbers of a season: those with something in them first, each once; what is missing to five is nothing. */
export function fiveNumbers(
  values: Readonly<Record<SeasonNumber, number>>,
): { readonly what: SeasonNumber; readonly value: number }[] {
  const told = seasonNumbers.map((what) => ({ what, value: Math.max(0, values[what]) }));
  const [some, none] = [told.filter(({ value }) => value > 0), told.filter(({ value }) => value === 0)];
  return [...some, ...none].slice(0, 5);
}
