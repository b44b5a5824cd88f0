import { id, problems } from '@vigil/shared/contract';
import { ProblemError } from '../../platform/http/problem-error.js';

/** The last request already seen. @throws ProblemError `invalid` */
export function requestCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (id.safeParse(cursor).success) return cursor;
  throw new ProblemError(problems.invalid, {
    errors: [{ pointer: 'query/cursor', message: 'is not a cursor' }],
  });
}
