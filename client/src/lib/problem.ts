import { problemDocument, type ProblemDocument } from '@vigil/shared/contract';

/** What the client itself can run into; the server never sends these. */
export const localProblems = {
  /** No answer came: no network, or the server cannot be reached. */
  offline: 'urn:vigil:problem:offline',
  /** An answer came that this version of the app cannot read. */
  unreadable: 'urn:vigil:problem:unreadable',
} as const;

type ProblemFields = Partial<Omit<ProblemDocument, 'type'>> & { type: string };

/** A call that did not succeed. Screens switch on `type` and translate by it; the message is for the console only. */
export class ProblemError extends Error {
  readonly type: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Names the request in the server's log, for whoever helps. */
  readonly requestId: string | null;
  readonly errors: readonly { pointer: string; message: string }[];
  readonly retryAfterSeconds: number | null;

  constructor(fields: ProblemFields) {
    super(fields.detail ?? fields.title ?? fields.type);
    this.name = 'ProblemError';
    this.type = fields.type;
    this.status = fields.status ?? 0;
    this.requestId = fields.requestId ?? null;
    this.errors = fields.errors ?? [];
    this.retryAfterSeconds = fields.retryAfterSeconds ?? null;
  }

  /** Whether the same call may succeed a while later. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** Whether this is the problem that a contract declares. */
  is(problem: { readonly type: string }): boolean {
    return this.type === problem.type;
  }
}

/** Reads a refusal. What is not a problem document (a proxy's page) becomes a bare one of the same status. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  const document = problemDocument.safeParse(body);
  if (document.success) return new ProblemError(document.data);
  const type = `urn:vigil:problem:${response.status >= 500 ? 'unavailable' : 'unknown'}`;
  return new ProblemError({ type, status: response.status });
}

/** Any thrown value as a problem, so that a screen can always say what to do. */
export function asProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  return new ProblemError({ type: 'urn:vigil:problem:unknown', title: String(thrown) });
}

/** The i18n key under which a problem's words stand: `problem.<slug>.what` and `.do`. */
export function problemKey(type: string): string {
  return `problem.${type.slice(type.lastIndexOf(':') + 1)}`;
}
