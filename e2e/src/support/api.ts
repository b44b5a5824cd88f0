import type { APIRequestContext } from '@playwright/test';
import { pathOf, type Route, type RouteCall, type RouteResult } from '@vigil/shared/contract';
import { signIn } from '@vigil/shared/people';
import { password, type Account } from './northwind.js';

/** Somebody's session, as the API knows it. */
export interface Caller {
  readonly request: APIRequestContext;
  /** Where the server answers. */
  readonly url: string;
}

/** Calls a route with somebody's session; the reply is parsed by the contract. @throws when it is refused */
export async function call<T extends Route>(
  { request, url }: Caller,
  route: T,
  given: RouteCall<T>,
): Promise<RouteResult<T>> {
  const { params, query, body } = given as { params?: Parts; query?: Parts; body?: unknown };
  const address = new URL(pathOf(route.path, params), url);
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) address.searchParams.set(name, String(value));
  const answer = await request.fetch(address.href, {
    method: route.method,
    headers: { origin: new URL(url).origin },
    ...(body === undefined ? {} : { data: body }),
  });
  if (!answer.ok())
    throw new Error(`${route.method} ${route.path}: ${answer.status()} ${await answer.text()}`);
  const text = await answer.text();
  return route.response.parse(text === '' ? undefined : JSON.parse(text)) as RouteResult<T>;
}
type Parts = Readonly<Record<string, string | number | boolean | undefined>>;

/** Signs in without the screen; the pages of the same browser context are signed in from then on. */
export async function signInByApi(caller: Caller, { email }: Account): Promise<void> {
  await call(caller, signIn, { body: { email, password } });
}
