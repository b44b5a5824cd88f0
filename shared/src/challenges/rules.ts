import {
  departmentStanding,
  type DepartmentTotals,
  fewestTogether,
  hasPlace,
} from '../leaderboards/department-board.js';
import { defaultDivisionLimits } from '../leaderboards/divisions.js';
import { seededRandom } from '../random/index.js';
import type { ChallengeForm, ChallengeSide, QuestReach } from './progress.js';

/** Windows of every building, however many people are behind it. */
export const windowsOfBuilding = 60;
/** After its end a challenge waits so long for facts that are under way; then it is closed. */
export const closesAfterMs = 3_600_000;
/** The one building of a goal that all share. */
export const companySide = 'company';

/** Windows that so many points a person light: whole ones, and all of them at the target. */
export function windowsLit(average: number, target: number): number {
  const lit = Math.floor((average / target) * windowsOfBuilding);
  return Math.min(windowsOfBuilding, Math.max(0, lit));
}

/**
 * What each side shows, by the rule of the departments' board: points a person weighted by presence, nothing of sides
 * below five people, nothing that would tell what a few hidden people have.
 *
 * @param totals by side; for a goal by department, of which those below five people stay out of the sum as well, because
 *   the difference to the departments' own figures would be theirs
 * @param closed whether no more facts are taken
 */
export function sidesOf(
  form: ChallengeForm,
  totals: readonly DepartmentTotals[],
  { target, closed }: { readonly target: number; readonly closed: boolean },
): ChallengeSide[] {
  if (form === 'quest') return [];
  const measured = form === 'goal' ? [together(totals.filter(hasPlace))] : totals;
  const standing = departmentStanding(measured, { closed, limits: defaultDivisionLimits }, []);
  const rows = new Map(standing.map((row) => [row.rowId, row]));
  return measured.map(({ id, name }): ChallengeSide => {
    const { people = null, average = null, participation = null, rank = null } = rows.get(id) ?? {};
    const lit = average === null ? null : windowsLit(average, target);
    return { id, name, people, average, lit, participation, rank };
  });
}

/** Who has won: sides of the first rank that did anything at all; of a goal the company, once the target is reached. */
export function winnersOf(form: ChallengeForm, sides: readonly ChallengeSide[], target: number): string[] {
  const placed = sides.filter(({ average }) => average !== null && average > 0);
  if (form === 'goal') return placed.filter(({ average }) => (average ?? 0) >= target).map(({ id }) => id);
  // alone there is nobody to win against
  if (sides.filter(({ average }) => average !== null).length < 2) return [];
  return placed.filter(({ rank }) => rank === 1).map(({ id }) => id);
}

const reachSteps = 20;

/** What may be told of how many would have reached a quest's target. */
export function questReachOf(people: number, reached: number): QuestReach {
  // of fewer one of the two is below five, whatever is told
  if (people < 2 * fewestTogether) return { told: 'nothing' };
  if (reached < fewestTogether) return { told: 'few' };
  if (people - reached < fewestTogether) return { told: 'most' };
  return { told: 'share', share: Math.round((reached / people) * reachSteps) / reachSteps };
}

/** Somebody who is drawn into a team. */
export interface Drawable {
  readonly memberId: string;
  readonly departmentId: string | null;
}

/**
 * Draws mixed teams: by department, in a random order within each, dealt out one after the other. So teams differ by one
 * person at most, and so do the parts that each department has in them.
 *
 * @param seed the same one draws the same teams
 * @returns number of the team, from 0, by member
 */
export function drawTeams(people: readonly Drawable[], teams: number, seed: string): Map<string, number> {
  const random = seededRandom(seed);
  const mixed = [...people]
    .sort((a, b) => (a.memberId < b.memberId ? -1 : 1))
    .map((one) => ({ ...one, by: random() }))
    .sort((a, b) => compare(a.departmentId ?? '', b.departmentId ?? '') || a.by - b.by);
  const first = Math.floor(random() * teams);
  return new Map(mixed.map(({ memberId }, i) => [memberId, (first + i) % teams]));
}

function together(totals: readonly DepartmentTotals[]): DepartmentTotals {
  const sum = (value: (one: DepartmentTotals) => number) => totals.reduce((all, one) => all + value(one), 0);
  return {
    id: companySide,
    name: '',
    people: sum((one) => one.people),
    exposure: sum((one) => one.exposure),
    points: sum((one) => one.points),
    hiddenPoints: sum((one) => one.hiddenPoints),
    active: sum((one) => one.active),
    hiddenActive: sum((one) => one.hiddenActive),
    spread: {
      points: sum((one) => one.spread.points),
      squares: sum((one) => one.spread.squares),
      presence: sum((one) => one.spread.presence),
      presenceSquares: sum((one) => one.spread.presenceSquares),
      pointsPresence: sum((one) => one.spread.pointsPresence),
    },
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
