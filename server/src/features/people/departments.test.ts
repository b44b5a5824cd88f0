import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PeopleAppUnderTest, startPeopleApp } from '../../../test/people-app.js';

let t: PeopleAppUnderTest;
let cookie: string;
beforeAll(async () => {
  t = await startPeopleApp();
  cookie = (await t.make.aSession(await t.make.aMember({ role: 'administrator' }))).cookie;
});
afterAll(() => t.stop());

const type = (slug: string) => `urn:vigil:problem:${slug}`;
const add = (body: object) => t.ask('POST', '/api/departments', { cookie, body });
const patch = (id: unknown, body: object) =>
  t.ask('PATCH', `/api/departments/${String(id)}`, { cookie, body });
const remove = (id: unknown) => t.ask('DELETE', `/api/departments/${String(id)}`, { cookie });

it('keeps names apart, however they are written', async () => {
  const { json } = await add({ name: 'Human Resources' });
  expect(json).toMatchObject({ name: 'Human Resources', parentId: null, people: 0 });
  expect((await add({ name: 'HUMAN  resources' })).json['type']).toBe(type('department-taken'));
  expect((await patch(json['id'], { name: 'Human resources' })).json['name']).toBe('Human resources');
});

it('lets no department stand below itself, also when two move at once', async () => {
  const a = (await add({ name: 'A' })).json['id'];
  const b = (await add({ name: 'B', parentId: a })).json['id'];
  const c = (await add({ name: 'C', parentId: b })).json['id'];
  expect((await patch(a, { parentId: a })).json['type']).toBe(type('department-circle'));
  expect((await patch(a, { parentId: c })).json['type']).toBe(type('department-circle'));
  expect((await patch(c, { parentId: '00000000-0000-4000-8000-000000000000' })).status).toBe(422);
  const [x, y] = [(await add({ name: 'X' })).json['id'], (await add({ name: 'Y' })).json['id']];
  const moves = await Promise.all([patch(x, { parentId: y }), patch(y, { parentId: x })]);
  expect(moves.map((m) => m.status).sort()).toEqual([200, 409]);
});

it('removes only what is empty', async () => {
  const parent = (await add({ name: 'Parent' })).json['id'];
  const child = (await add({ name: 'Child', parentId: parent })).json['id'];
  expect((await remove(parent)).json['type']).toBe(type('department-in-use'));
  expect((await remove(child)).status).toBe(204);
  expect((await remove(child)).status).toBe(404);
  const member = await t.make.aMember({
    department: { id: String(parent) },
    role: 'leader',
    leads: [{ id: String(parent) }],
  });
  expect((await remove(parent)).json['type']).toBe(type('department-in-use'));
  expect(await t.sql.query(`SELECT 1 FROM leadership WHERE member_id = $1`, [member.id])).toHaveLength(1);
  const list = await t.ask('GET', '/api/departments', { cookie });
  expect(list.json['items']).toContainEqual({ id: parent, name: 'Parent', parentId: null, people: 1 });
});
