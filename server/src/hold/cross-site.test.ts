import { type Route } from '@vigil/shared/contract';
import { recordBehaviours } from '@vigil/shared/behaviours';
import { createSource } from '@vigil/shared/ingestion';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { makeBusy } from '../../test/busy-installation.js';
import { anActor, askServer, type Actor } from '../../test/cast.js';
import { aScreen } from '../../test/displays.js';
import { allCarried } from '../../test/settled.js';
import { Database } from '../platform/db/database.js';
import { implementedRoutes } from '../platform/http/handles.js';
import { operatorToken } from '../platform/ops/operator-token.js';

let server: TestApp;
let sql: Database;
let administrator: Actor;
let guard: Actor;
let leader: Actor;
const ids: Record<string, string> = {};
const missing = '00000000-0000-4000-8000-00000000abcd';
beforeAll(async () => {
  // places of departments that wait for their minute would change while we look
  server = await startTestApp({ standingsEveryMs: 0 });
  sql = server.app.get(Database);
  const [somebody] = await makeBusy(server, sql);
  administrator = await anActor(server, 'administrator', {
    department: { id: somebody?.departmentId ?? '' },
  });
  guard = await anActor(server, 'security');
  leader = await anActor(server, 'leader');
  const one = async (text: string) => (await sql.query<{ id: string }>(text))[0]?.id ?? '';
  Object.assign(ids, {
    memberId: somebody?.id,
    departmentId: somebody?.departmentId,
    sourceId: await one(`SELECT id FROM source WHERE type = 'gophish'`),
    campaignId: await one('SELECT id FROM campaign'),
    parkedId: missing,
    sessionId: await one('SELECT id FROM session'),
    noteId: await one('SELECT id FROM simulation_case'),
    entryId: '1',
    groupId: missing,
    reportId: missing,
    rescoreId: missing,
    revision: '1',
    disputeId: missing,
    boardId: 'people.company.all.all',
    challengeId: missing,
    displayId: missing,
    leaveId: missing,
    questionId: missing,
    rewardId: missing,
    requestId: missing,
    badgeKey: 'key-keeper',
    proofId: missing,
    keyId: missing,
    noticeId: '1',
    recognitionId: missing,
    seasonKey: '2026-Q4',
    spotlightId: missing,
    timeId: missing,
  });
  await allCarried(sql);
});
afterAll(() => server.stop());

const routes = [...implementedRoutes];
const pathOf = (route: Route): string => route.path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '');

/** Every row of every table, but for what the clock and the machines behind it write, and for what is noted of the reader. */
async function dump(): Promise<Record<string, string>> {
  const tables = await sql.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('rate_limit', 'delivery', 'ledger_block', 'audit_entry', 'personal_look', 'pulse')`,
  );
  const texts: Record<string, string> = {};
  for (const { name } of tables) {
    const of = name === 'source' ? '(SELECT id, name, revoked_at FROM source)' : `"${name}"`;
    texts[name] = JSON.stringify(
      await sql.query(`SELECT (to_jsonb(t) - 'last_seen_at')::text AS text FROM ${of} t ORDER BY 1`),
    );
  }
  return texts;
}

describe('another site (A12)', () => {
  it.each([
    ['a form', 'application/x-www-form-urlencoded', 'role=administrator'],
    ['a form with a file', 'multipart/form-data; boundary=x', '--x--'],
    ['JSON under the name of text', 'text/plain', '{"role":"administrator"}'],
    ['JSON', 'application/json', '{"role":"administrator"}'],
    ['nothing', '', ''],
  ])('that sends %s with our cookie changes nothing', async (_, type, body) => {
    const before = await dump();
    for (const route of routes) {
      if (route.method === 'GET' || !['anyone', 'session'].includes(route.access.by)) continue;
      for (const origin of ['https://evil.example', 'null', undefined]) {
        const answer = await fetch(`${server.url}${pathOf(route)}`, {
          method: route.method,
          headers: {
            cookie: administrator.cookie,
            ...(origin === undefined ? {} : { origin }),
            ...(type === '' ? {} : { 'content-type': type }),
          },
          ...(body === '' ? {} : { body }),
        });
        expect([403, 415], `${route.method} ${route.path}: ${answer.status}`).toContain(answer.status);
      }
    }
    expect(await dump()).toEqual(before);
  });

  it('gets no reply that its pages may read, and no page of ours in a frame', async () => {
    for (const path of ['/api/me', '/', '/health/live']) {
      const { headers } = await askServer(
        server,
        { method: 'GET', path },
        { headers: { origin: 'https://evil.example' } },
      );
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`);
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('cannot borrow a cookie where a key is asked for', async () => {
    const { status } = await askServer(server, recordBehaviours, {
      headers: { cookie: administrator.cookie },
      body: { items: [] },
    });
    expect(status).toBe(401);
  });
});

it('a service key opens its own door, and no other of all there are (B1)', async () => {
  const made = await administrator.ask(createSource, {
    body: { type: 'api', name: 'Learning', kinds: ['habit.adopted'] },
  });
  const { secret } = JSON.parse(made.text) as { secret: string };
  const headers = { authorization: `Bearer ${secret}`, cookie: `vigil=${secret}` };
  const opened = [];
  for (const route of routes) {
    if (['anyone', 'signature'].includes(route.access.by)) continue;
    const body = route.method === 'GET' ? undefined : {};
    const { status } = await askServer(
      server,
      { method: route.method, path: pathOf(route) },
      { headers, body },
    );
    if (status !== 401) opened.push(`${route.method} ${route.path}: ${status}`);
  }
  expect(opened).toEqual(['POST /api/behaviours: 422']);
});

/** Somebody who may read it. */
function readerOf({ access }: Route): Actor {
  const roles = access.by === 'session' ? access.roles : undefined;
  if (!roles || roles.includes('administrator')) return administrator;
  return roles.includes('security') ? guard : leader;
}

/** What routes have to be asked with. */
const asked: Readonly<Record<string, string>> = {
  '/api/boards': '?subject=people&unit=week',
  '/api/boards/periods': '?unit=week',
  '/api/colleagues': '?search=Number',
};

it('nothing that is read changes anything (A12)', async () => {
  const screen = await aScreen(server);
  const before = await dump();
  const operator = operatorToken(server.config.secretKey);
  const headersOf = (route: Route): Record<string, string> => {
    if (route.access.by === 'operator') return { authorization: `Bearer ${operator}` };
    return { cookie: route.access.by === 'display' ? screen : readerOf(route).cookie };
  };
  for (const route of routes) {
    if (route.method !== 'GET') continue;
    for (const method of ['GET', 'HEAD'] as const) {
      const query = asked[route.path] ?? '';
      const answer = await fetch(`${server.url}${pathOf(route)}${query}`, {
        method,
        headers: headersOf(route),
      });
      await answer.arrayBuffer();
      const fine = method === 'GET' ? [200, 404] : [200, 404, 405];
      expect(fine, `${method} ${route.path}: ${answer.status}`).toContain(answer.status);
    }
  }
  expect(await dump()).toEqual(before);
});

it('a method in a header or a query is no method (A12)', async () => {
  const before = await dump();
  const path = `/api/people/${ids['memberId'] ?? ''}`;
  for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method'])
    await askServer(
      server,
      { method: 'GET', path },
      { query: '?_method=DELETE', headers: { cookie: administrator.cookie, [name]: 'DELETE' } },
    );
  expect(await dump()).toEqual(before);
});
