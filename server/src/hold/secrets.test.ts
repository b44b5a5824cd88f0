import { recordBehaviours } from '@vigil/shared/behaviours';
import { createSource, listSources } from '@vigil/shared/ingestion';
import { changePassword, createLink, readLink, signIn, useLink } from '@vigil/shared/people';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { makeBusy } from '../../test/busy-installation.js';
import { type Actor, anActor, askServer } from '../../test/cast.js';
import { aDisplay, openLink } from '../../test/displays.js';
import { factoriesOn } from '../../test/factories.js';
import { aHeardLog } from '../../test/logged.js';
import { aFact } from '../../test/stated-facts.js';
import { Database } from '../platform/db/database.js';
import { implementedRoutes } from '../platform/http/handles.js';
import { operatorToken } from '../platform/ops/operator-token.js';

const { log, logged } = aHeardLog();
const password = 'correct horse battery canary';
let server: TestApp;
let sql: Database;
let administrator: Actor;
let people: { email: string; firstName: string }[];
/** Each secret of the installation, by what it is. */
const canaries = new Map<string, string>();

beforeAll(async () => {
  server = await startTestApp({ log });
  sql = server.app.get(Database);
  people = [...(await makeBusy(server, sql))];
  administrator = await anActor(server, 'administrator');
  await makeSecrets();
});
afterAll(() => server.stop());

/** Uses every way in which a secret comes into being or is presented, right and wrong. */
async function makeSecrets(): Promise<void> {
  canaries.set('the key of the installation', server.config.secretKey);
  canaries.set('the token of the operator', operatorToken(server.config.secretKey));
  canaries.set('the session', administrator.cookie.split('=')[1] ?? '');
  canaries.set('the password', password);
  for (const body of [
    { type: 'api', name: 'Learning', kinds: ['habit.adopted'] },
    { type: 'gophish', name: 'Other simulator' },
    { type: 'gophish', name: 'Third simulator', secret: 'a-secret-that-came-along' },
  ]) {
    const { secret } = JSON.parse((await administrator.ask(createSource, { body })).text) as {
      secret: string;
    };
    canaries.set(`the secret of ${body.name}`, secret);
  }
  const made = await administrator.ask(createLink, { params: { memberId: administrator.member.id } });
  const token = new URL((JSON.parse(made.text) as { url: string }).url).hash.slice(1);
  canaries.set('the link', token);
  const lobby = await aDisplay(server, administrator);
  canaries.set('the display link', lobby.token);
  canaries.set('the screen', (await openLink(server, lobby.token)).cookie.split('=')[1] ?? '');
  const key = canaries.get('the secret of Learning') ?? '';
  const bearer = { authorization: `Bearer ${key}` };
  await askServer(server, readLink, { body: { token } });
  await askServer(server, useLink, { body: { token, password } });
  await askServer(server, signIn, { body: { email: administrator.member.email, password } });
  await askServer(server, signIn, { body: { email: administrator.member.email, password: `${password}!` } });
  await administrator.ask(changePassword, { body: { present: `${password}!`, next: password } });
  await askServer(server, recordBehaviours, { body: aFact(administrator.member), headers: bearer });
  await askServer(server, recordBehaviours, { body: { key }, headers: bearer });
  // where secrets end up by mistake
  await askServer(
    server,
    { method: 'GET', path: '/api/me' },
    { query: `?token=${key}&password=${password}` },
  );
  await askServer(server, { method: 'GET', path: `/api/nothing/${key}` });
  await askServer(server, recordBehaviours, { body: { [key]: password }, headers: { authorization: key } });
  for (const { text } of await sql.query<{ text: string }>(
    `SELECT encode(secret, 'hex') AS text FROM installation UNION ALL SELECT password_hash FROM credential
     UNION ALL SELECT encode(sealed_secret, 'hex') FROM source WHERE sealed_secret IS NOT NULL
     UNION ALL SELECT encode(former_secret, 'hex') FROM source WHERE former_secret IS NOT NULL
     UNION ALL SELECT encode(key_hash, 'hex') FROM source WHERE key_hash IS NOT NULL
     UNION ALL SELECT encode(link_hash, 'hex') FROM display UNION ALL SELECT encode(cookie_hash, 'hex') FROM display_screen
     UNION ALL SELECT encode(token_hash, 'hex') FROM session`,
  ))
    canaries.set(`stored ${text.slice(0, 8)}`, text);
}

/** The password was changed by the link, which ended the first session. */
async function freshSession(): Promise<string> {
  return (await factoriesOn(sql).aSession(administrator.member)).cookie;
}
function hitsIn(text: string): string[] {
  return [...canaries].filter(([, secret]) => text.includes(secret)).map(([what]) => what);
}

it('has canaries that could be heard', () => {
  expect(canaries.size).toBeGreaterThan(12);
  expect([...canaries.values()].filter((secret) => secret.length < 16)).toEqual([]);
  expect(hitsIn(`…${password}…`)).toEqual(['the password']);
});

it('no reply repeats a secret, whoever asks (A14)', async () => {
  const actors = [
    await freshSession(),
    ...(
      await Promise.all((['employee', 'leader', 'security'] as const).map((role) => anActor(server, role)))
    ).map((a) => a.cookie),
  ];
  const { memberId, sourceId } = {
    memberId: administrator.member.id,
    sourceId: (await sql.query<{ id: string }>(`SELECT id FROM source WHERE name = 'Learning'`))[0]?.id ?? '',
  };
  const replies: string[] = [];
  for (const route of implementedRoutes) {
    if (route.method !== 'GET') continue;
    const asked = route.path
      .replace(':sourceId', sourceId)
      .replace(':memberId', memberId)
      .replace(':boardId', 'people.company.all.all')
      .replace(/:(campaignId)/, '')
      .replace(/:\w+/, '1');
    const operator = { authorization: `Bearer ${operatorToken(server.config.secretKey)}` };
    for (const cookie of actors) {
      const headers = route.access.by === 'operator' ? operator : { cookie };
      const { text, headers: answered } = await askServer(
        server,
        { method: 'GET', path: asked },
        { query: route.path === '/api/boards' ? '?subject=people&unit=week' : '', headers },
      );
      replies.push(text, JSON.stringify([...answered]));
    }
  }
  expect(replies.length).toBeGreaterThan(100);
  expect(hitsIn(replies.join('\n'))).toEqual([]);
});

it('a key is shown once, by the reply that made it (A14)', async () => {
  const { text } = await askServer(server, listSources, { headers: { cookie: await freshSession() } });
  expect(text).toContain('Learning');
  expect(hitsIn(text)).toEqual([]);
});

it('no page or script holds a secret, or what looks like one (A14)', () => {
  const folder = fileURLToPath(new URL('../../../client/src', import.meta.url));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const text = readFileSync(path.join(file.parentPath, file.name), 'utf8');
    expect(hitsIn(text), file.name).toEqual([]);
    if (!file.name.includes('.test'))
      expect(text, file.name).not.toMatch(/\bvk_[\w-]{20,}|process\.env|SECRET_KEY/);
  }
});

it('no line of the log repeats a secret, or names a person (A14)', () => {
  const lines = logged.join('');
  expect(lines.split('\n').length).toBeGreaterThan(100);
  expect(hitsIn(lines)).toEqual([]);
  for (const { email } of [...people, administrator.member]) expect(lines).not.toContain(email);
  expect(lines).not.toMatch(/@northwind\.example/);
  for (const line of lines.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
});
