import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PeopleAppUnderTest, startPeopleApp } from '../../../test/people-app.js';
import type { MadeMember } from '../../../test/factories.js';
import { FirstAdministrator } from './first-administrator.js';

const password = 'correct horse battery';
const hourMs = 3_600_000;
let t: PeopleAppUnderTest;
beforeAll(async () => {
  t = await startPeopleApp();
});
afterAll(() => t.stop());

const tokenOf = (url: unknown) => String(url).split('#')[1] ?? '';
const use = (token: string, more: object = {}) =>
  t.ask('POST', '/api/links/use', { body: { token, password, ...more } });
const read = (token: string) => t.ask('POST', '/api/links/read', { body: { token } });
const expired = 'urn:vigil:problem:link-expired';
async function sessionOf(role: MadeMember['role']) {
  const member = await t.make.aMember({ role, password });
  return { ...(await t.make.aSession(member)), ...member };
}
async function linkFor(memberId: string, cookie: string): Promise<string> {
  const answer = await t.ask('POST', `/api/people/${memberId}/link`, { cookie });
  expect(answer.status).toBe(201);
  return tokenOf(answer.json['url']);
}

it('makes the first administrator by the printed link, once', async () => {
  const founding = t.app.get(FirstAdministrator);
  const first = tokenOf(await founding.ensure());
  const url = await founding.ensure();
  expect(url).toMatch(/^http:\/\/vigil\.example\/link#[\w-]{43}$/);
  const token = tokenOf(url);
  expect((await read(first)).json['type']).toBe(expired);
  expect((await read(token)).json).toMatchObject({ purpose: 'first-administrator', name: null, email: null });
  const stored = await t.sql.query<{ row: string }>(`SELECT one_time_link::text AS row FROM one_time_link`);
  expect(JSON.stringify(stored)).not.toContain(token);

  expect((await use(token)).json).toMatchObject({ status: 422, errors: [{ pointer: '/administrator' }] });
  const administrator = {
    email: 'ada@northwind.example',
    firstName: 'Ada',
    lastName: 'Okafor',
    organisation: 'Northwind',
    timeZone: 'Europe/Berlin',
    locale: 'de',
  };
  const rivals = await Promise.all([1, 2, 3, 4].map(() => use(token, { administrator })));
  expect(rivals.map((r) => r.status).sort()).toEqual([200, 410, 410, 410]);
  const winner = rivals.find((r) => r.status === 200)!;
  expect(winner.json).toMatchObject({
    role: 'administrator',
    organisation: { name: 'Northwind', timeZone: 'Europe/Berlin' },
  });
  expect((await t.ask('GET', '/api/people', { cookie: `vigil=${winner.token!}` })).status).toBe(200);
  expect(await founding.ensure()).toBeNull();
});

it('sets a password and signs in, exactly once of many at the same time', async () => {
  const admin = await sessionOf('administrator');
  const finn = await t.make.aMember({ email: 'finn@northwind.example', firstName: 'Finn' });
  const token = await linkFor(finn.id, admin.cookie);
  expect((await read(token)).json).toMatchObject({
    purpose: 'set-password',
    email: 'finn@northwind.example',
  });
  expect((await use(token, { password: 'short' })).status).toBe(422);
  const rivals = await Promise.all(Array.from({ length: 8 }, () => use(token)));
  expect(rivals.filter((r) => r.status === 200)).toHaveLength(1);
  expect(rivals.filter((r) => r.json['type'] === expired)).toHaveLength(7);
  const sessions = await t.sql.query(`SELECT 1 FROM session WHERE member_id = $1`, [finn.id]);
  expect(sessions).toHaveLength(1);
  expect((await read(token)).status).toBe(410);
});

it('makes earlier links void, ends sessions and the request when a new password is set', async () => {
  const security = await sessionOf('security');
  const gwen = await t.make.aMember({ email: 'gwen@northwind.example', password });
  await t.ask('POST', '/api/password-reset', { body: { email: gwen.email } });
  const session = await t.make.aSession(gwen);
  const [one, two] = [await linkFor(gwen.id, security.cookie), await linkFor(gwen.id, security.cookie)];
  expect((await read(one)).json['purpose']).toBe('reset-password');
  expect((await use(two)).status).toBe(200);
  expect((await use(one)).json['type']).toBe(expired);
  expect((await t.ask('GET', '/api/me', { cookie: session.cookie })).status).toBe(401);
  expect(await t.sql.query(`SELECT 1 FROM member WHERE reset_requested_at IS NOT NULL`)).toEqual([]);
});

it('lets links grow old: a reset after a day, a first password after a week', async () => {
  const admin = await sessionOf('administrator');
  const fresh = await t.make.aMember();
  const known = await t.make.aMember({ password });
  const [first, reset] = [await linkFor(fresh.id, admin.cookie), await linkFor(known.id, admin.cookie)];
  t.passMs(24 * hourMs + 1_000);
  expect([(await read(first)).status, (await read(reset)).status]).toEqual([200, 410]);
  t.passMs(6 * 24 * hourMs);
  expect((await use(first)).status).toBe(410);
  t.passMs(-7 * 24 * hourMs - 1_000);
});

it('makes no link for who is gone, and none for an administrator by security', async () => {
  const [admin, security] = [await sessionOf('administrator'), await sessionOf('security')];
  const gone = await t.make.aMember({ deactivatedAt: new Date() });
  const link = (id: string, cookie: string) => t.ask('POST', `/api/people/${id}/link`, { cookie });
  expect((await link(gone.id, admin.cookie)).json['type']).toBe('urn:vigil:problem:member-deactivated');
  expect((await link(admin.id, security.cookie)).status).toBe(403);
  expect((await link(admin.id, (await sessionOf('leader')).cookie)).status).toBe(403);
  expect((await link('00000000-0000-4000-8000-000000000000', admin.cookie)).status).toBe(404);

  const leaver = await t.make.aMember();
  const token = await linkFor(leaver.id, admin.cookie);
  await t.ask('PATCH', `/api/people/${leaver.id}`, { cookie: admin.cookie, body: { deactivated: true } });
  await t.ask('PATCH', `/api/people/${leaver.id}`, { cookie: admin.cookie, body: { deactivated: false } });
  expect((await use(token)).json['type']).toBe(expired);
});

it('hands out links for a mail merge, with formulas made harmless', async () => {
  const admin = await sessionOf('administrator');
  await t.make.aMember({
    email: 'mal@northwind.example',
    firstName: '=HYPERLINK("http://evil")',
    lastName: 'Smith, "M"',
  });
  const answer = await t.ask('POST', '/api/people/links', { cookie: admin.cookie });
  expect(answer.headers['content-type']).toContain('text/csv');
  const rows: Record<string, string>[] = parse(answer.text, { columns: true });
  const mal = rows.find((row) => row['email'] === 'mal@northwind.example')!;
  expect(mal).toMatchObject({ first: `'=HYPERLINK("http://evil")`, last: 'Smith, "M"' });
  expect((await use(tokenOf(mal['link']))).json).toMatchObject({ email: 'mal@northwind.example' });
  expect(rows.some((row) => row['email'] === admin.email)).toBe(false);
});
