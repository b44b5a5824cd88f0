import { pathOf, problemDocument, problems, type Role, type Route } from '@vigil/shared/contract';
import { createSource } from '@vigil/shared/ingestion';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { aScreen } from '../../test/displays.js';
import { factoriesOn } from '../../test/factories.js';
import { Database } from '../platform/db/database.js';
import { implementedRoutes } from '../platform/http/handles.js';
import { operatorToken } from '../platform/ops/operator-token.js';

let server: TestApp;
let make: ReturnType<typeof factoriesOn>;
let key: string;
beforeAll(async () => {
  server = await startTestApp();
  make = factoriesOn(server.app.get(Database));
  await make.anOrganisation();
  const made = await fetch(`${server.url}${createSource.path}`, {
    method: 'POST',
    headers: { ...(await session('security')), 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'api', name: 'Learning', kinds: ['training.completed'] }),
  });
  key = ((await made.json()) as { secret: string }).secret;
});
afterAll(() => server.stop());

async function session(role: Role): Promise<Record<string, string>> {
  const { cookie } = await make.aSession(await make.aMember({ role }));
  return { cookie, origin: server.url };
}

/** Somebody whom the route lets in: what is refused is the parameter, not the caller. */
async function welcome({ access }: Route): Promise<Record<string, string>> {
  if (access.by === 'service-key') return { authorization: `Bearer ${key}` };
  if (access.by === 'display') return { cookie: await aScreen(server) };
  if (access.by === 'operator') return { authorization: `Bearer ${operatorToken(server.config.secretKey)}` };
  return session((access.by === 'session' ? access.roles?.[0] : undefined) ?? 'employee');
}

function addressOf({ path }: Route): string {
  const known: Readonly<Record<string, string>> = {
    boardId: 'people.company.all.all',
    entryId: '1',
    noticeId: '1',
    seasonKey: '2026-Q4',
    revision: '1',
  };
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const missing = '00000000-0000-4000-8000-00000000abcd';
  return pathOf(path, Object.fromEntries(names.map((name) => [name, known[name] ?? missing])));
}

const foreign = [
  ['include', 'include=team.members.events,reports.author'],
  ['fields', 'fields=*'],
  ['expand[]', 'expand[]=reporter&expand[]=points'],
  ['memberId', 'memberId=00000000-0000-4000-8000-00000000abcd'],
] as const;

it.each(foreign)('no route takes the parameter %s', async (name, query) => {
  for (const route of implementedRoutes) {
    const answer = await fetch(`${server.url}${addressOf(route)}?${query}`, {
      method: route.method,
      headers: {
        ...(await welcome(route)),
        ...(route.method === 'GET' ? {} : { origin: server.url }),
      },
    });
    const where = `${route.method} ${route.path}: ${answer.status}`;
    expect(answer.headers.get('content-type'), where).toContain('problem+json');
    const { type, errors = [] } = problemDocument.parse(await answer.json());
    expect(type, where).toBe(problems.invalid.type);
    const about = errors.filter(({ pointer }) => pointer === 'query').map(({ message }) => message);
    expect(about.join(), where).toContain(`"${name}"`);
  }
});
