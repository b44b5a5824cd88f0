import type { Crowd } from './crowd.js';
import type { MemberFacts } from './member-facts.js';
import type { Face } from '../people/faces.js';
import type { Border } from '../people/period-borders.js';

/** Members as they were at one moment. */
export interface Truth {
  /** Grows from one moment of the database to the next. */
  readonly version: number;
  readonly asOf: Date;
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  /** One for each period. */
  readonly borders: readonly Border[];
  readonly members: readonly MemberFacts[];
  /** Where everybody was read: all of them, with the figures of those who are not among `members`. */
  readonly crowd: Crowd;
}

/**
 * What the member has on the company's people board, or on that of the own department; null for no place. Reversals can
 * leave a sum of nothing or less.
 */
export function shownPoints(
  member: MemberFacts,
  { borders }: Pick<Truth, 'borders'>,
  index: number,
  on: 'company' | 'department',
): number | null {
  const points = member.points[index] ?? 0;
  const face = member.faces[index] ?? null;
  if (!member.eligible || face === null || points <= 0) return null;
  return on === 'department' && !standsInDepartment(face, member.departmentId, borders[index])
    ? null
    : points;
}

/** Whether a face may stand on the board of a department: a pseudonym only among others. */
export function standsInDepartment(
  face: Face,
  departmentId: string | null,
  border: Border | undefined,
): boolean {
  return !face.pseudonym || (departmentId !== null && border?.manyPseudonyms.has(departmentId) === true);
}
