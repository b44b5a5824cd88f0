import { recordBehaviours } from '@vigil/shared/behaviours';
import { problemDocument, type Route } from '@vigil/shared/contract';
import { createSource } from '@vigil/shared/ingestion';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { bodiesOf, pathsOf, type Pool, queriesOf } from '../../test/contract-junk.js';
import { aScreen } from '../../test/displays.js';
import { factoriesOn, type MadeMember } from '../../test/factories.js';
import { rawRequest } from '../../test/raw-http.js';
import { Database } from '../platform/db/database.js';
import { implementedRoutes } from '../platform/http/handles.js';
import { operatorToken } from '../platform/ops/operator-token.js';

let server: TestApp;
let make: ReturnType<typeof factoriesOn>;
let administrator: MadeMember;
let key: string;
let screen: string;
let pool: Pool;

beforeAll(async () => {
  server = await startTestApp();
  make = factoriesOn(server.app.get(Database));
  await make.anOrganisation();
  const department = await make.aDepartment();
  administrator = await make.aMember({ role: 'administrator', department });
  const somebody = await make.aMember({ department });
  key = (await aSource('Learning')).secret;
  screen = await aScreen(server);
  // another one than the key's, for some of what is tried revokes it
  const { source } = await aSource('Handbook');
  pool = [
    department.id,
    somebody.id,
    source.id,
    somebody.email,
    `people.company.week.2026-W48`,
    `people.${department.id}.all.all`,
    '1',
    '2026-11-23T10:00:00Z',
    '2026-W48',
    'training.completed',
    'Europe/Berlin',
    'email,first,last,department\na@b.example,A,B,Finance\n',
    'email,kind,occurred_at,object,about\na@b.example,training.completed,2026-11-20T10:00:00Z,x,y\n',
    'campaign_id,email,time,message\n1,a@b.example,2026-11-20T10:00:00Z,Email Sent\n',
  ];
});
afterAll(() => server.stop());

/** A new one each time: some of what is tried ends sessions. */
async function session(): Promise<Record<string, string>> {
  return { cookie: (await make.aSession(administrator)).cookie, origin: server.url };
}

async function aSource(name: string): Promise<{ source: { id: string }; secret: string }> {
  const body = { type: 'api', name, kinds: ['training.completed', 'habit.adopted'] };
  const { text } = await send('POST', createSource.path, await session(), body);
  return JSON.parse(text) as { source: { id: string }; secret: string };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}
async function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Answer> {
  const hasBody = body !== undefined && method !== 'GET';
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { ...headers, ...(hasBody ? { 'content-type': 'application/json' } : {}) },
    redirect: 'manual',
    ...(hasBody ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  });
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    text: await answer.text(),
  };
}

/** A reply that the contract knows, or a problem; never the excuse of an unforeseen failure. */
function expectOrderly(route: Route, answer: Answer): void {
  expect(answer.status, answer.text).toBeLessThan(500);
  if (answer.status >= 400) {
    expect(answer.type).toContain('application/problem+json');
    expect(problemDocument.parse(JSON.parse(answer.text)).status).toBe(answer.status);
    return;
  }
  expect(answer.status).toBe(route.status ?? 200);
  const json =
    answer.text === ''
      ? undefined
      : answer.type.includes('json')
        ? (JSON.parse(answer.text) as unknown)
        : answer.text;
  route.response.parse(json);
}

const routes = [...implementedRoutes];
const named = routes.map((r) => [`${r.method} ${r.path}`, r] as const);

describe.each(named)('%s', (_, route) => {
  it('answers anything with a reply or a problem', async () => {
    const cases = fc.record({
      path: pathsOf(route, pool),
      query: queriesOf(route, pool),
      body: bodiesOf(route, pool),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ path, query, body }) => {
        const headers =
          route.access.by === 'service-key'
            ? { authorization: `Bearer ${key}` }
            : route.access.by === 'operator'
              ? { authorization: `Bearer ${operatorToken(server.config.secretKey)}` }
              : route.access.by === 'display'
                ? { cookie: screen, origin: server.url }
                : await session();
        expectOrderly(route, await send(route.method, `${path}${query && `?${query}`}`, headers, body));
      }),
      { numRuns: 40 },
    );
  });
});

describe('bytes that are no proper JSON', () => {
  const deep = 100_000;
  it.each([
    ['nothing at all', '', 422],
    ['half of it', '{"items":[', 400],
    ['a hundred thousand brackets', '['.repeat(deep) + ']'.repeat(deep), 422],
    ['a hundred thousand objects', '{"a":'.repeat(deep) + '1' + '}'.repeat(deep), 422],
    ['a number beyond all bounds', '{"items":[1e309]}', 200],
    ['__proto__', '{"__proto__":{"points":1000}}', 400],
    ['__proto__ further down', '{"items":[{"__proto__":{"points":1000}}]}', 400],
    ['constructor.prototype', '{"items":[{"constructor":{"prototype":{"points":1000}}}]}', 400],
    ['a byte order mark', '\ufeff{"items":[]}', 422],
    ['two values', '{} {}', 400],
    ['comments', '{/* */}', 400],
    ['NaN', '{"items":[NaN]}', 400],
    ['the same name twice', '{"items":[1],"items":[]}', 422],
  ])('%s', async (_, body, status) => {
    const answer = await send('POST', recordBehaviours.path, { authorization: `Bearer ${key}` }, body);
    expectOrderly(recordBehaviours, answer);
    expect(answer.status, answer.text).toBe(status);
    expect(({} as { points?: unknown }).points).toBeUndefined();
  });

  it('is not guessed at when it is not UTF-8', async () => {
    const answer = await fetch(`${server.url}${recordBehaviours.path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: Buffer.concat([Buffer.from('{"naturalKey":"a'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
    });
    expect(answer.status).toBe(400);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=a',
    'application/xml',
    'application/jsonp',
    '',
  ])('is not taken under the name %s', async (type) => {
    const answer = await fetch(`${server.url}${recordBehaviours.path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
      body: Buffer.from('{}'),
    });
    expect(answer.status).toBe(415);
    expect(answer.headers.get('content-type')).toContain('problem+json');
  });
});

describe('addresses', () => {
  it.each([
    '/api/nothing',
    '/api/me/',
    '/api//me',
    '/api/me/..%2f..%2fpeople',
    '/api/%',
    '/api/%ff',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/health/live/x',
    '/.env',
    '/package.json',
    '/metrics/',
    `/api/people/${'x'.repeat(3_000)}`,
    `/api/boards?subject=${'x'.repeat(10_000)}`,
    '/socket.io/',
  ])('%s leads to a problem', async (path) => {
    const answer = await send('GET', path, await session());
    expect([400, 404, 414, 422], answer.text).toContain(answer.status);
    expect(answer.type).toContain('application/problem+json');
  });

  it.each(['/API/ME', '/%00', '/..%2f..%2f..%2fetc%2fpasswd', '/.git/config', '/a/../../b'])(
    '%s leads to the first page at most',
    async (path) => {
      const answer = await send('GET', path, await session());
      if (answer.status === 200) expect(answer.text).toMatch(/^<!doctype html>/i);
      else expect(answer.type).toContain('application/problem+json');
    },
  );

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'])(
    'take no %s',
    async (method) => {
      for (const path of ['/health/live', '/api/session/x', '/', '/api/ruleset']) {
        const answer = await rawStatus(method, path);
        expect([400, 404, 405], `${method} ${path}`).toContain(answer);
      }
    },
  );
});

/** `fetch` refuses some methods itself. */
async function rawStatus(method: string, path: string): Promise<number> {
  const answer = await rawRequest(
    server.url,
    `${method} ${path} HTTP/1.1\r\nhost: vigil\r\norigin: ${server.url}\r\nconnection: close\r\n\r\n`,
  );
  expect(answer.head.toLowerCase(), `${method} ${path}`).toContain('application/problem+json');
  return answer.status;
}
