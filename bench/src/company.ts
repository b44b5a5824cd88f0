import { recordBehaviours } from '@vigil/shared/behaviours';
import { createLinksCsv, importPeople, readLink, signIn, useLink } from '@vigil/shared/people';
import { createSource } from '@vigil/shared/ingestion';
import { pathOf, type Route, type RouteCall, type RouteResult } from '@vigil/shared/contract';

/** A browser's worth of state: an origin and a cookie. */
export class Visitor {
  private cookie = '';

  constructor(readonly url: string) {}

  get cookies(): string {
    return this.cookie;
  }

  async call<R extends Route>(route: R, input: RouteCall<R>): Promise<RouteResult<R>> {
    const { params, query, body } = input as {
      params?: Record<string, unknown>;
      query?: Record<string, string>;
      body?: unknown;
    };
    const url = new URL(pathOf(route.path, params), this.url);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const answer = await fetch(url, {
      method: route.method,
      headers: {
        origin: this.url,
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${route.method} ${route.path}: ${answer.status} ${await answer.text()}`);
    const set = answer.headers.getSetCookie()[0];
    if (set) this.cookie = set.split(';')[0] ?? '';
    const value: unknown = route.produces
      ? await answer.text()
      : answer.status === 204
        ? undefined
        : await answer.json();
    return value as RouteResult<R>;
  }
}

const demoPassword = 'northwind-vigil-demo';
const administrator = 'joost.vanthoff@northwind.example';

/** The demo company, grown by as many people as the benchmark needs, and a key to state facts with. */
export interface Company {
  readonly administrator: Visitor;
  readonly serviceKey: string;
  readonly emails: readonly string[];
}

export async function growCompany(url: string, people: number): Promise<Company> {
  const visitor = new Visitor(url);
  await visitor.call(signIn, { body: { email: administrator, password: demoPassword } });
  const emails = Array.from({ length: people }, (_, i) => `person-${i}@bench.example`);
  const lines = emails.map((email, i) => `${email},Person,Number ${i},Department ${i % 20}`);
  await visitor.call(importPeople, { body: { csv: ['email,first,last,department', ...lines].join('\n') } });
  const { secret } = await visitor.call(createSource, {
    body: { type: 'api', name: 'Benchmark', kinds: ['suggestion.adopted', 'threat.confirmed'] },
  });
  return { administrator: visitor, serviceKey: secret, emails };
}

/**
 * Lets everybody do something secure a few times, a thousand facts a request: people who have been there for a while.
 * Nearly each of somebody's first awards brings a badge and a notice as well, and is no measure for the others.
 */
export async function liveAWhile(
  company: Company,
  times: number,
  { when = 'before', url = company.administrator.url, atOnce = 1 } = {},
): Promise<void> {
  const facts = Array.from({ length: times }, (_, turn) =>
    company.emails.map((email) => ({
      ...{ naturalKey: `${when}-${turn}-${email}`, object: `${when}-${turn}`, member: { email } },
      ...{ kind: 'suggestion.adopted', occurredAt: new Date().toISOString() },
    })),
  ).flat();
  let at = 0;
  const state = async (): Promise<void> => {
    while (at < facts.length) {
      const items = facts.slice(at, (at += 1_000));
      const answer = await fetch(new URL(recordBehaviours.path, url), {
        method: recordBehaviours.method,
        headers: { authorization: `Bearer ${company.serviceKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ items }),
      });
      if (!answer.ok) throw new Error(`a batch was answered with ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, state));
}

/** Signs some of the people in, by one-time links as a mail merge would carry them. */
export async function signInSome(company: Company, how: number): Promise<Visitor[]> {
  const csv = await company.administrator.call(createLinksCsv, {});
  const links = new Map(
    csv.split('\n').flatMap((line) => {
      const email = /[\w.-]+@bench\.example/.exec(line)?.[0];
      const token = /[?#&/]((?:token=)?[\w-]{30,})/.exec(line)?.[1]?.replace('token=', '');
      return email && token ? [[email, token] as const] : [];
    }),
  );
  const visitors: Visitor[] = [];
  for (const email of company.emails.slice(0, how)) {
    const visitor = new Visitor(company.administrator.url);
    const token = links.get(email);
    if (token === undefined) throw new Error(`no link for ${email}`);
    await visitor.call(readLink, { body: { token } });
    await visitor.call(useLink, { body: { token, password: 'a long enough password' } });
    visitors.push(visitor);
  }
  return visitors;
}
