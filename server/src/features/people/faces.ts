import type { BoardVisibility } from '@vigil/shared/people';

/** By what a member stands on boards. */
export interface Face {
  readonly name: string;
  readonly pseudonym: boolean;
}

/** A face as boards show it. */
export interface Shown extends Face {
  readonly departmentId: string | null;
}

/** A face with its department; that of a pseudonym would tell too much. */
export function shownAs({ name, pseudonym }: Face, departmentId: string | null): Shown {
  return { name, pseudonym, departmentId: pseudonym ? null : departmentId };
}

/** What a member chose, and what that has led to by now. */
export interface Choice {
  /** First and last name. */
  readonly name: string;
  readonly visibility: BoardVisibility;
  /** The pseudonym under which the member earns this week; null when it is the own name. */
  readonly worn: string | null;
  readonly wornFromMs: number | null;
  /** The member has already chosen something else, which begins next week. */
  readonly leaving: boolean;
}

/** The one face that a member has now, on whatever board; null while hidden, and between two faces. */
export function presentFace({ name, visibility, worn, leaving }: Choice): Face | null {
  if (visibility === 'named') return worn === null ? { name, pseudonym: false } : null;
  if (visibility === 'hidden' || worn === null || leaving) return null;
  return { name: worn, pseudonym: true };
}

/**
 * The face on the company's board of a period: a pseudonym only where the period began under it. The boards of all time,
 * which begin with nothing, show what was earned under it.
 * @param startMs when the period began; null for all time
 */
export function faceOn(choice: Choice, startMs: number | null, present = presentFace(choice)): Face | null {
  if (present === null || !present.pseudonym || startMs === null) return present;
  return startMs >= (choice.wornFromMs ?? 0) ? present : null;
}

/** What is known of some entries of a member: under which face they were earned, in which week. */
export interface Earned {
  readonly as: string | null;
  /** Whether the member was hidden, in a department with enough hidden people, when that week began. */
  readonly together: boolean;
}

/** Whether a board that shows the face counts these points: never what was earned under another one, or told together. */
export function belongsTo(face: Face | null, { as, together }: Earned): boolean {
  if (face === null) return false;
  return face.pseudonym ? as === face.name : as === null && !together;
}
