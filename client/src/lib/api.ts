import { pathOf, problems, type Route, type RouteCall, type RouteResult } from '@vigil/shared/contract';
import { keepAnswer, lastAnswer } from './last-seen';
import { localProblems, ProblemError, problemOf } from './problem';

type Parts = { params?: unknown; query?: unknown; body?: unknown };
type SessionLost = () => void;
interface CallOptions {
  readonly signal?: AbortSignal;
  /** How long to wait for an answer that takes its time; 20 seconds unless told. */
  readonly patienceMs?: number;
  /** Only what the server says now, not what it said last. */
  readonly present?: boolean;
}

const timeoutMs = 20_000;
let sessionLost: SessionLost = () => undefined;

/** Tells one listener when the server no longer knows the session of a call that needs one. */
export function onSessionLost(listener: SessionLost): void {
  sessionLost = listener;
}

/**
 * Calls a route of the contract: what goes in and what comes out have the route's own types, and the reply is parsed by
 * its schema. Where nobody answers, some routes answer with what they last said (see `last-seen`).
 *
 * @throws ProblemError for every refusal, and for no answer (`offline`) or one that cannot be read (`unreadable`).
 * @throws the signal's reason when the caller gave up.
 */
export async function call<T extends Route>(
  route: T,
  input: RouteCall<T>,
  options: CallOptions = {},
): Promise<RouteResult<T>> {
  const address = addressOf(route, input);
  let response: Response;
  try {
    response = await send(route, input, options);
  } catch (thrown) {
    const last = options.present || options.signal?.aborted ? null : await lastSaid(route, address);
    if (last !== null) return last;
    throw thrown;
  }
  if (!response.ok) throw await refusal(route, response);
  const said = await payload(route, response);
  const parsed = route.response.safeParse(said);
  if (parsed.success && route.method === 'GET') void keepAnswer(route.path, address, said);
  if (!parsed.success) {
    throw new ProblemError({
      type: localProblems.unreadable,
      status: response.status,
      title: parsed.error.message,
    });
  }
  return parsed.data as RouteResult<T>;
}

/** The address of a route, for a plain link such as a download. */
export function addressOf(route: Route, input: Parts = {}): string {
  const path = pathOf(route.path, input.params as Record<string, unknown> | undefined);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

async function send(route: Route, input: Parts, { signal, patienceMs }: CallOptions): Promise<Response> {
  const limit = AbortSignal.timeout(patienceMs ?? timeoutMs);
  const headers: Record<string, string> = { accept: route.produces ?? 'application/json' };
  const init: RequestInit = {
    method: route.method,
    credentials: 'same-origin',
    headers,
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  };
  if (input.body !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(input.body);
  }
  try {
    return await fetch(addressOf(route, input), init);
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw new ProblemError({ type: localProblems.offline });
  }
}

/** What the route said last, if that is kept and still fits. */
async function lastSaid<T extends Route>(route: T, address: string): Promise<RouteResult<T> | null> {
  const last = route.method === 'GET' ? await lastAnswer(route.path, address) : null;
  const parsed = last === null ? null : route.response.safeParse(last.body);
  return parsed?.success === true ? (parsed.data as RouteResult<T>) : null;
}

async function refusal(route: Route, response: Response): Promise<ProblemError> {
  const problem = await problemOf(response);
  if (problem.is(problems.unauthenticated) && route.access.by === 'session') sessionLost();
  return problem;
}

async function payload(route: Route, response: Response): Promise<unknown> {
  if (response.status === 204 || response.headers.get('content-length') === '0') return undefined;
  if (route.produces) return response.text();
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
