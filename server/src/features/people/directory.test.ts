import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type PeopleAppUnderTest, startPeopleApp } from '../../../test/people-app.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { DirectoryLock } from './directory-lock.js';
import { PeopleReadModel } from './people.read-model.js';
import { SessionEvents, type SessionsEnded } from './session-events.js';

const password = 'correct horse battery';
const hourMs = 3_600_000;
let t: PeopleAppUnderTest;
let cookie: string;
let adminId: string;
beforeAll(async () => {
  t = await startPeopleApp();
  await t.make.anOrganisation({ timeZone: 'Europe/Berlin', locale: 'de' });
  const admin = await t.make.aMember({ role: 'administrator', password, lastName: 'Aardvark' });
  adminId = admin.id;
  cookie = (await t.make.aSession(admin)).cookie;
});
afterAll(() => t.stop());
const changed: string[] = [];
const ended: SessionsEnded[] = [];
beforeAll(() => {
  t.app.get(SessionEvents).onMemberChanged((id) => changed.push(id));
  t.app.get(SessionEvents).onEnded((e) => ended.push(e));
});
beforeEach(() => void changed.splice(0));

const add = (body: object) => t.ask('POST', '/api/people', { cookie, body });
const person = { email: 'new@northwind.example', firstName: 'Nia', lastName: 'New', departmentId: null };
const patch = (id: string, body: object) => t.ask('PATCH', `/api/people/${id}`, { cookie, body });
const type = (slug: string) => `urn:vigil:problem:${slug}`;
const departmentAt = async (memberId: string, ...times: number[]) => {
  const places = await t.app.get(PeopleReadModel).placesAt(
    t.sql,
    times.map((atMs) => ({ memberId, atMs })),
  );
  return places.map((place) => place.departmentId);
};

it('adds a person with the zone and language of the organisation', async () => {
  const answer = await add(person);
  expect(answer.status).toBe(201);
  expect(answer.json).toMatchObject({
    role: 'employee',
    timeZone: 'Europe/Berlin',
    locale: 'de',
    leads: [],
    hasPassword: false,
  });
  expect(changed).toEqual([answer.json['id']]);
  expect((await add({ ...person, email: 'NEW@northwind.example' })).json['type']).toBe(type('email-taken'));
  expect((await add({ ...person, email: 'x@y.example', points: 5 })).status).toBe(422);
  expect((await add({ ...person, email: 'x@y.example', joinedOn: '0000-01-01' })).status).toBe(422);
  expect(
    (await add({ ...person, email: 'x@y.example', departmentId: '00000000-0000-4000-8000-000000000000' }))
      .json,
  ).toMatchObject({
    status: 422,
    errors: [{ pointer: '/departmentId' }],
  });
});

it('keeps the history of movers, and of who leaves and comes back', async () => {
  const [finance, sales] = [await t.make.aDepartment('Finance'), await t.make.aDepartment('Sales')];
  const start = Date.now();
  const mover = await t.make.aMember({ department: finance, since: new Date(start) });
  t.passMs(10 * hourMs);
  await patch(mover.id, { departmentId: sales.id });
  t.passMs(10 * hourMs);
  await patch(mover.id, { deactivated: true });
  t.passMs(10 * hourMs);
  await patch(mover.id, { deactivated: false, departmentId: null });
  expect(
    await departmentAt(
      mover.id,
      start - 99 * hourMs,
      start + hourMs,
      start + 11 * hourMs,
      start + 25 * hourMs,
      start + 31 * hourMs,
    ),
  ).toEqual([finance.id, finance.id, sales.id, sales.id, null]);
  const open = await t.sql.query(`SELECT 1 FROM membership WHERE member_id = $1 AND until_at IS NULL`, [
    mover.id,
  ]);
  expect(open).toHaveLength(1);
  expect(await departmentAt('00000000-0000-4000-8000-000000000000', start)).toEqual([null]);
  t.passMs(-30 * hourMs);
});

it('ends the sessions of who is deactivated', async () => {
  const leaver = await t.make.aMember({ email: 'leaver@northwind.example', password });
  const session = await t.make.aSession(leaver);
  const answer = await patch(leaver.id, { deactivated: true });
  expect(answer.json['deactivatedAt']).not.toBeNull();
  expect(ended.at(-1)).toEqual({ sessionIds: [session.id], memberId: leaver.id, because: 'changed' });
  await patch(leaver.id, { deactivated: false });
  expect((await t.ask('GET', '/api/me', { cookie: session.cookie })).status).toBe(401);
});

it('reads role and department of a session as they are now', async () => {
  const member = await t.make.aMember({ role: 'security', password });
  const session = await t.make.aSession(member);
  expect((await t.ask('GET', '/api/people', { cookie: session.cookie })).status).toBe(200);
  await patch(member.id, { role: 'employee' });
  expect((await t.ask('GET', '/api/people', { cookie: session.cookie })).status).toBe(403);
  expect(changed).toEqual([member.id]);
});

it('knows what leaders lead, with everything below, and takes it from who leads no more', async () => {
  const group = await t.make.aDepartment('Group');
  const unit = await t.make.aDepartment('Unit', group);
  const team = await t.make.aDepartment('Team', unit);
  const lea = await t.make.aMember();
  expect((await patch(lea.id, { leads: [unit.id] })).status).toBe(422);
  expect((await patch(lea.id, { role: 'leader', leads: [unit.id] })).json['leads']).toEqual([unit.id]);
  const own = await t.ask('GET', '/api/me', { cookie: (await t.make.aSession(lea)).cookie });
  expect(own.json['leads']).toEqual([unit.id, team.id].sort());
  await patch(lea.id, { role: 'employee' });
  expect(await t.app.get(PeopleReadModel).leadsOf(t.sql, lea.id)).toEqual([]);
});

it('always keeps one administrator, also when two step down at once', async () => {
  expect((await patch(adminId, { role: 'employee' })).json['type']).toBe(type('last-administrator'));
  expect((await patch(adminId, { deactivated: true })).json['type']).toBe(type('last-administrator'));
  // one who cannot sign in does not count
  const helpless = await t.make.aMember({ role: 'administrator' });
  expect((await patch(adminId, { role: 'security' })).json['type']).toBe(type('last-administrator'));
  await t.make.aPassword(helpless, password);
  const second = { id: helpless.id, cookie: (await t.make.aSession(helpless)).cookie };
  let release: () => void = () => undefined;
  const rivalWaits = new Promise<void>((resolve) => (release = resolve));
  let tell: () => void = () => undefined;
  const firstHolds = new Promise<void>((resolve) => (tell = resolve));
  // the first steps down and has not committed yet; the other, who sees two administrators, must wait
  const first = t.sql.transaction((tx) =>
    t.app.get(DirectoryLock).keepAdministrator(tx, async () => {
      await tx.query(`UPDATE member SET role = 'employee' WHERE id = $1`, [second.id]);
      tell();
      await rivalWaits;
    }),
  );
  await firstHolds;
  const body = { deactivated: true };
  const rival = t.ask('PATCH', `/api/people/${adminId}`, { cookie: second.cookie, body });
  try {
    await vi.waitFor(async () => {
      const waiting = await t.sql.query(
        `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
         WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`,
      );
      expect(waiting).toHaveLength(1);
    }, 10_000);
  } finally {
    release();
    await first;
  }
  expect((await rival).json['type']).toBe(type('last-administrator'));
  await t.sql.query(`UPDATE member SET role = 'administrator', deactivated_at = NULL WHERE id = $1`, [
    adminId,
  ]);
  await t.sql.query(`UPDATE member SET role = 'employee' WHERE id = $1`, [second.id]);
  cookie = (await t.make.aSession({ id: adminId })).cookie;
});

it('lists people by name, page by page, and finds them', async () => {
  const ops = await t.make.aDepartment('Operations');
  for (const lastName of ['Zeta', 'Eta', 'Theta', 'Eta', 'Béta'])
    await t.make.aMember({ lastName, department: ops, firstName: 'Greek' });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query = `limit=2&departmentId=${ops.id}${cursor ? `&cursor=${cursor}` : ''}`;
    const page = (await t.ask('GET', `/api/people?${query}`, { cookie })).json as {
      items: { lastName: string; department: { name: string } }[];
      nextCursor: string | null;
    };
    seen.push(...page.items.map((m) => m.lastName));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(5);
  expect([...seen].sort((a, b) => a.localeCompare(b, 'en'))).toEqual(['Béta', 'Eta', 'Eta', 'Theta', 'Zeta']);
  const found = async (query: string) =>
    ((await t.ask('GET', `/api/people?${query}`, { cookie })).json['items'] as { lastName: string }[]).map(
      (m) => m.lastName,
    );
  expect(await found('search=GREEK%20b%C3%A9')).toEqual(['Béta']);
  expect(await found('search=be%CC%81ta')).toEqual(['Béta']);
  expect(await found('search=%25')).toEqual([]);
  expect(await found('search=%00')).toEqual([]);
  expect((await t.ask('GET', '/api/people?cursor=nonsense', { cookie })).status).toBe(422);
  expect((await t.ask('GET', '/api/people?order=points', { cookie })).status).toBe(422);
});

it('leaves word of a change in the transaction that makes it', async () => {
  const outbox = t.app.get(Outbox);
  outbox.register({
    name: 'test',
    topics: ['member.changed'],
    exclusive: false,
    intervalMs: 1_000,
    handle: () => Promise.resolve(),
  });
  const member = await t.make.aMember();
  await patch(member.id, { firstName: 'Renamed' });
  expect(
    await t.sql.query(
      `SELECT unnest(subjects) AS subject FROM outbox WHERE consumer = 'test' AND topic = 'member.changed'`,
    ),
  ).toEqual([{ subject: member.id }]);
});
