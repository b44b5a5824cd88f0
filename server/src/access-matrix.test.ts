import { pathOf, problems, type Role, roles, type Route } from '@vigil/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, startTestApp } from '../test/app.js';
import { aScreen } from '../test/displays.js';
import { factoriesOn } from '../test/factories.js';
import { Database } from './platform/db/database.js';
import { implementedRoutes } from './platform/http/handles.js';
import { operatorToken } from './platform/ops/operator-token.js';

type Caller = 'nobody' | Role | 'a forged key' | 'a screen' | 'the operator';
const callers: readonly Caller[] = ['nobody', ...roles, 'a forged key', 'a screen', 'the operator'];
const missing = '00000000-0000-4000-8000-00000000abcd';

let app: TestApp;
let sql: Database;
/** Of a display that nobody revokes: each refused or unknown id below is another one. */
let screen: Promise<string>;
beforeAll(async () => {
  app = await startTestApp();
  sql = app.app.get(Database);
  await factoriesOn(sql).anOrganisation();
  screen = aScreen(app);
});
afterAll(() => app.stop());

/** What the contract says: refused before anything is looked at, or let through to whatever answer there is. */
function verdict(route: Route, caller: Caller): 401 | 403 | 'through' {
  switch (route.access.by) {
    case 'anyone':
    case 'signature':
      return 'through';
    case 'session':
      if (!(roles as readonly string[]).includes(caller)) return 401;
      return !route.access.roles || route.access.roles.includes(caller as Role) ? 'through' : 403;
    case 'display':
      return caller === 'a screen' ? 'through' : 401;
    case 'service-key':
      return 401; // none of these callers has a real key
    case 'operator':
      return caller === 'the operator' ? 'through' : 401;
  }
}

async function headersOf(caller: Caller): Promise<Record<string, string>> {
  if (caller === 'nobody') return {};
  if (caller === 'a forged key') return { authorization: `Bearer vk_${'x'.repeat(40)}` };
  if (caller === 'a screen') return { cookie: await screen };
  if (caller === 'the operator') return { authorization: `Bearer ${operatorToken(app.config.secretKey)}` };
  const { aMember, aSession } = factoriesOn(sql);
  return { cookie: (await aSession(await aMember({ role: caller }))).cookie };
}

async function ask(route: Route, headers: Record<string, string>): Promise<{ status: number; type: string }> {
  const known: Readonly<Record<string, string>> = { boardId: 'people.company.all.all', entryId: '1' };
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const params = Object.fromEntries(names.map((name) => [name, known[name] ?? missing]));
  const answer = await fetch(`${app.url}${pathOf(route.path, params)}`, {
    method: route.method,
    headers: {
      ...headers,
      ...(route.method === 'GET' ? {} : { origin: app.url, 'content-type': 'application/json' }),
    },
    ...(route.body ? { body: '{}' } : {}),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    type: answer.headers.get('content-type')?.includes('problem')
      ? (JSON.parse(text) as { type: string }).type
      : '',
  };
}

describe('every route lets through whom its contract names, and nobody else', () => {
  it('is declared by every handler there is', () => {
    expect(implementedRoutes.size).toBeGreaterThan(40);
  });

  it.each(callers)('%s', async (caller) => {
    for (const route of implementedRoutes) {
      const expected = verdict(route, caller);
      const { status, type } = await ask(route, await headersOf(caller));
      const where = `${route.method} ${route.path} by ${caller}: ${status} ${type}`;
      if (expected === 401) expect(type, where).toBe(problems.unauthenticated.type);
      else if (expected === 403) expect(type, where).toBe(problems.forbidden.type);
      else {
        expect([problems.unauthenticated.type, problems.forbidden.type], where).not.toContain(type);
        expect(status, where).not.toBe(500);
      }
    }
  });

  it('takes no write that comes from another site, or from nowhere', async () => {
    const headers = await headersOf('administrator');
    for (const route of implementedRoutes) {
      if (route.method === 'GET' || !['session', 'anyone', 'display'].includes(route.access.by)) continue;
      for (const origin of ['https://evil.example', 'null', `${app.url}.evil.example`, undefined]) {
        const answer = await fetch(`${app.url}${pathOf(route.path, { memberId: missing })}`, {
          method: route.method,
          headers: { ...headers, ...(origin === undefined ? {} : { origin }) },
        });
        expect(
          ((await answer.json()) as { type: string }).type,
          `${route.method} ${route.path} from ${String(origin)}`,
        ).toBe(problems.foreignOrigin.type);
      }
    }
  });
});
