import { pathOf, type Role, type Route } from '@vigil/shared/contract';
import type { TestApp } from './app.js';
import { factoriesOn, type MadeMember, type MemberWish } from './factories.js';
import { Database } from '../src/platform/db/database.js';

/** What came back, with what a stranger could measure of it. */
export interface Heard {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Somebody who is signed in, and asks as the contract says. */
export interface Actor {
  readonly member: MadeMember;
  readonly cookie: string;
  ask(
    route: Route,
    given?: { params?: Record<string, string>; query?: string; body?: unknown },
  ): Promise<Heard>;
}

/** Sends one request to a server under test, from its own origin. */
export async function askServer(
  server: TestApp,
  route: Pick<Route, 'method' | 'path'>,
  given: {
    params?: Record<string, string>;
    query?: string;
    body?: unknown;
    headers?: Record<string, string>;
  } = {},
): Promise<Heard> {
  const answer = await fetch(`${server.url}${pathOf(route.path, given.params)}${given.query ?? ''}`, {
    method: route.method,
    headers: {
      origin: server.url,
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...given.headers,
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

/** Signs somebody new in. */
export async function anActor(server: TestApp, role: Role, wish: MemberWish = {}): Promise<Actor> {
  const make = factoriesOn(server.app.get(Database));
  const member = await make.aMember({ ...wish, role });
  const { cookie } = await make.aSession(member);
  return {
    member,
    cookie,
    ask: (route, given = {}) => askServer(server, route, { ...given, headers: { cookie } }),
  };
}
