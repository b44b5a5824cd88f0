import type { Problem, ProblemDocument } from '@vigil/shared/contract';

/** Thrown by services; `Failures` turns it into problem+json. Its text reaches the caller: no personal content. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    readonly more: Partial<Pick<ProblemDocument, 'detail' | 'errors' | 'retryAfterSeconds'>> = {},
  ) {
    super(problem.title);
  }
}
