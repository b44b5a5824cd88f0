import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PeopleAppUnderTest, startPeopleApp } from '../../../test/people-app.js';
import { PeopleReadModel } from './people.read-model.js';

const fixture = readFileSync(new URL('../../../../fixtures/gophish/people.csv', import.meta.url), 'utf8');
const header = 'email,first,last,department';
let t: PeopleAppUnderTest;
let cookie: string;
let adminEmail: string;
beforeAll(async () => {
  t = await startPeopleApp();
  await t.make.anOrganisation({ timeZone: 'Asia/Tokyo', locale: 'de' });
  const admin = await t.make.aMember({ role: 'administrator', password: 'correct horse battery' });
  adminEmail = admin.email;
  cookie = (await t.make.aSession(admin)).cookie;
});
afterAll(() => t.stop());

const preview = (csv: string) => t.ask('POST', '/api/people/import/preview', { cookie, body: { csv } });
const run = (csv: string) => t.ask('POST', '/api/people/import', { cookie, body: { csv } });
const count = async () => (await t.sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM member`))[0]?.n;
const memberOf = async (email: string) =>
  (
    await t.sql.query<{ id: string; departmentId: string | null }>(
      `SELECT id, department_id AS "departmentId" FROM member WHERE email_key = $1`,
      [email],
    )
  )[0]!;

it('imports the sixty people as previewed, and finds nothing to do the second time', async () => {
  const seen = await preview(fixture);
  expect(seen.json['counts']).toEqual({ new: 60, changed: 0, same: 0, errors: 0 });
  expect(seen.json['newDepartments']).toHaveLength(6);
  expect(await count()).toBe(1);
  expect((await run(fixture)).json).toEqual({ new: 60, changed: 0, same: 0 });
  const rows = await t.sql.query(
    `SELECT DISTINCT time_zone AS zone, locale, role FROM member WHERE email <> $1`,
    [adminEmail],
  );
  expect(rows).toEqual([{ zone: 'Asia/Tokyo', locale: 'de', role: 'employee' }]);
  expect((await run(`\ufeff${fixture.replaceAll(/\r?\n/g, '\r\n')}`)).json).toEqual({
    new: 0,
    changed: 0,
    same: 60,
  });
  expect(await t.sql.query(`SELECT 1 FROM membership`)).toHaveLength(61);
});

it('updates on a second import; movers keep their history', async () => {
  const before = await memberOf('lukasz.wojcik@northwind.example');
  const startMs = Date.now();
  t.passMs(3_600_000);
  const csv =
    `${header},role\nŁUKASZ.wojcik@northwind.example,Lukasz,Wójcik,"Research, Design",leader\n`.replace(
      'ŁUKASZ',
      'LUKASZ',
    );
  const seen = await preview(csv);
  expect(seen.json['lines']).toMatchObject([
    { line: 2, change: 'changed', fields: ['email', 'firstName', 'role', 'department'] },
  ]);
  expect(seen.json['newDepartments']).toEqual(['Research, Design']);
  expect((await run(csv)).json).toEqual({ new: 0, changed: 1, same: 0 });
  const after = await memberOf('lukasz.wojcik@northwind.example');
  expect(after.id).toBe(before.id);
  const people = t.app.get(PeopleReadModel);
  expect(
    await people.placesAt(t.sql, [
      { memberId: after.id, atMs: startMs },
      { memberId: after.id, atMs: startMs + 3_700_000 },
    ]),
  ).toMatchObject([{ departmentId: before.departmentId }, { departmentId: after.departmentId }]);
  // without the column the role stays
  await run(`${header}\nlukasz.wojcik@northwind.example,Lukasz,Wójcik,finance\n`);
  expect((await people.membersById(t.sql, [after.id])).get(after.id)).toMatchObject({
    role: 'leader',
    departmentId: before.departmentId,
  });
});

it('points at names that mix letters which look alike, and takes them all the same (G9)', async () => {
  const cyrillic = `${header}\nlook1@x.example,Pаul,Ek,Finаnce\nlook2@x.example,Анна,Петрова,Finаnce\n`;
  expect((await preview(cyrillic)).json).toMatchObject({
    lookAlikes: [
      { line: 2, name: 'Pаul' },
      { line: 2, name: 'Finаnce' },
    ],
    errors: [],
  });
  expect((await run(cyrillic)).json).toMatchObject({ new: 2 });
  // what stands already is not pointed at again
  expect((await preview(cyrillic)).json['lookAlikes']).toEqual([]);
});

it('refuses names that hide something from the eye, by file and by hand (G9)', async () => {
  const names = ['\u202enimdA', `Ann${'\u200b'.repeat(10_000)}`, '\u200d', 'Ad\u200dmin', '\u3164'];
  const csv = [header, ...names.map((name, i) => `hidden${i}@x.example,${name},Ek,F`)].join('\n');
  const refused = await run(csv);
  expect(refused.json['errors']).toHaveLength(names.length);
  for (const firstName of names) {
    const body = { email: 'hidden@x.example', firstName, lastName: 'Ek', departmentId: null };
    expect((await t.ask('POST', '/api/people', { cookie, body })).status).toBe(422);
  }
});

it('takes all or nothing, and says which lines', async () => {
  const before = await count();
  const csv = `${header}\ngood@x.example,Good,One,New place\nbad,B,B,F\nGOOD@x.example,Same,One,F\n`;
  const seen = await preview(csv);
  expect(seen.json['counts']).toMatchObject({ errors: 2 });
  const refused = await run(csv);
  expect(refused.json).toMatchObject({
    status: 422,
    type: 'urn:vigil:problem:csv-refused',
    errors: [{ pointer: 'line/3/email' }, { pointer: 'line/4/email' }],
  });
  expect(await count()).toBe(before);
  expect(await t.sql.query(`SELECT 1 FROM department WHERE name = 'New place'`)).toEqual([]);
});

it('never takes the last administrator away, nor brings back who was deactivated', async () => {
  const demoted = await run(`${header},role\n${adminEmail},A,B,,employee\n`);
  expect(demoted.json['type']).toBe('urn:vigil:problem:last-administrator');
  await t.make.aMember({ email: 'gone@x.example', deactivatedAt: new Date() });
  expect((await run(`${header}\ngone@x.example,Gone,Girl,F\n`)).json).toMatchObject({
    errors: [{ pointer: 'line/2/email' }],
  });
});

it('settles two imports of the same people at once', async () => {
  const csv = `${header}\n${Array.from({ length: 300 }, (_, i) => `twin${i}@x.example,Twin,N${i},Twins`).join('\n')}`;
  const answers = await Promise.all([run(csv), run(csv)]);
  expect(answers.map((a) => a.json['new']).sort()).toEqual([0, 300]);
});

it('refuses files that are too large before reading them', async () => {
  expect((await preview('x'.repeat(10_000_001))).status).toBe(422);
});
