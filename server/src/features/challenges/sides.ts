import { type ChallengeSide, companySide, sidesOf } from '@vigil/shared/challenges';
import type { DepartmentTotals } from '@vigil/shared/leaderboards';
import type { ChallengeRow } from './challenges.types.js';

type Totals = Omit<DepartmentTotals, 'name'>;
type Named = Pick<ChallengeRow, 'form' | 'departmentIds' | 'teams' | 'target'>;

/** What the sides show, in the order in which they were named; a side without people and points is there as well. */
export function namedSides(
  challenge: Named,
  totals: ReadonlyMap<string, Totals>,
  departments: ReadonlyMap<string, string>,
  closed: boolean,
): ChallengeSide[] {
  const { form, departmentIds, teams, target } = challenge;
  const named =
    form === 'race'
      ? departmentIds.map((id) => ({ id, name: departments.get(id) ?? '' }))
      : form === 'teams'
        ? teams.map((name, i) => ({ id: String(i), name }))
        : [...totals.keys()].sort().map((id) => ({ id, name: '' }));
  const whole = named.map(({ id, name }) => ({ ...(totals.get(id) ?? nothing(id)), id, name }));
  return sidesOf(form, whole, { target, closed });
}

/** Whether a member's part, which the counting names by department or team, belongs to a side. */
export function belongsTo(side: string, shown: string): boolean {
  return shown === companySide || side === shown;
}

function nothing(id: string): Totals {
  const spread = { points: 0, squares: 0, presence: 0, presenceSquares: 0, pointsPresence: 0 };
  return { id, people: 0, exposure: 0, points: 0, hiddenPoints: 0, active: 0, hiddenActive: 0, spread };
}
