import type { LocationQuery, RouteLocationRaw } from 'vue-router';
import { divisions, type BoardSubject, type Division } from '@vigil/shared/leaderboards';
import type { BoardUnit } from './board.store';

export const subjects = ['people', 'my-department', 'departments'] as const satisfies BoardSubject[];
export const units = ['week', 'month', 'season', 'all'] as const satisfies BoardUnit[];

/** Which board the page shows; it lives in the address, so that it can be shared and gone back to. */
export interface BoardChoice {
  readonly subject: BoardSubject;
  readonly unit: BoardUnit;
  /** Key of a past period; absent for the present one. */
  readonly period?: string;
  /** Of departments: those of one size; absent for all. */
  readonly division?: Division;
}

/** Reads the choice from an address; whatever is not known becomes the usual: people, this season. */
export function readChoice(scope: unknown, query: LocationQuery): BoardChoice {
  const subject = subjects.find((known) => known === scope) ?? 'people';
  const unit = units.find((known) => known === query['unit']) ?? 'season';
  const period = query['period'];
  const division = divisions.find((known) => known === query['size']);
  return {
    subject,
    unit,
    ...(typeof period === 'string' && /^\d{4}-(W\d\d|\d\d|Q[1-4])$/.test(period) ? { period } : {}),
    ...(division ? { division } : {}),
  };
}

/** The address of a choice. */
export function addressOfChoice({
  subject,
  unit,
  period,
  division,
}: BoardChoice): RouteLocationRaw & { path: string } {
  const size = subject === 'departments' ? division : undefined;
  return {
    path: `/leaderboards/${subject}`,
    query: { unit, ...(period ? { period } : {}), ...(size ? { size } : {}) },
  };
}
