import { pathOf, type Route, type RouteCall, type RouteResult } from '@vigil/shared/contract';

const answerWithinMs = 20_000;

/** A browser's worth of state: an origin and a cookie. */
export class Visitor {
  cookie = '';

  /** @param origin what browsers know the installation by */
  constructor(readonly origin: string) {}

  /** @param at one of the servers behind the proxy. @throws for everything but success */
  async call<R extends Route>(route: R, input: RouteCall<R>, at = this.origin): Promise<RouteResult<R>> {
    const { params, query, body } = input as {
      params?: Record<string, unknown>;
      query?: Record<string, string>;
      body?: unknown;
    };
    const url = new URL(pathOf(route.path, params), at);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const answer = await fetch(url, {
      method: route.method,
      signal: AbortSignal.timeout(answerWithinMs),
      headers: {
        origin: this.origin,
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${route.method} ${route.path}: ${answer.status} ${await answer.text()}`);
    this.cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? this.cookie;
    return route.response.parse(route.produces ? await answer.text() : await answer.json()) as RouteResult<R>;
  }
}
