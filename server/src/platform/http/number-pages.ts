import { problems } from '@vigil/shared/contract';
import { ProblemError } from './problem-error.js';

/** The number of the last row already seen, for lists that run by number. @throws ProblemError `invalid` */
export function numberCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (/^\d{1,18}$/.test(cursor)) return cursor;
  throw new ProblemError(problems.invalid, {
    errors: [{ pointer: 'query/cursor', message: 'is not a cursor' }],
  });
}

/** A page whose rows carry their own cursor. @param found one more than fits, if there is more */
export function pageByNumber<Item extends { readonly id: string }>(found: readonly Item[], limit: number) {
  const items = found.slice(0, limit);
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
