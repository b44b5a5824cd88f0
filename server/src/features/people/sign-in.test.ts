import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PeopleAppUnderTest, startPeopleApp } from '../../../test/people-app.js';
import { Metrics } from '../../platform/ops/metrics.js';
import { SessionEvents, type SessionsEnded } from './session-events.js';

const password = 'correct horse battery';
const dayMs = 86_400_000;
let t: PeopleAppUnderTest;
const ended: SessionsEnded[] = [];
beforeAll(async () => {
  t = await startPeopleApp();
  t.app.get(SessionEvents).onEnded((e) => ended.push(e));
  await t.make.anOrganisation();
});
afterAll(() => t.stop());

let visitors = 0;
const signIn = (email: string, secret: string, more: { cookie?: string; ip?: string } = {}) =>
  t.ask('POST', '/api/session', { body: { email, password: secret }, ip: `10.0.0.${++visitors}`, ...more });
const me = (token: string | null) => t.ask('GET', '/api/me', { cookie: `vigil=${token ?? ''}` });
async function evaluated(): Promise<number> {
  const metric = await t.app.get(Metrics).registry.getSingleMetric('vigil_password_checks_total')?.get();
  return (metric?.values ?? []).reduce((sum, v) => sum + v.value, 0);
}
/** Answers without what differs by design. */
const bare = ({ status, json }: { status: number; json: Record<string, unknown> }) => {
  const { requestId: _, ...rest } = json;
  return { status, rest };
};

it('signs in whatever the case of the address, and out again', async () => {
  const anna = await t.make.aMember({ email: 'Anna@Northwind.example', password });
  const answer = await signIn('ANNA@northwind.EXAMPLE ', password);
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ id: anna.id, leads: [], organisation: { name: 'Northwind' } });
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toContain('; HttpOnly');
  expect(cookie).toContain('; SameSite=Lax');
  expect(cookie).toContain('; Path=/');

  expect((await me(answer.token)).status).toBe(200);
  const out = await t.ask('DELETE', '/api/session', { cookie: `vigil=${answer.token!}` });
  expect(out.status).toBe(204);
  expect(String(out.headers['set-cookie'])).toContain('Max-Age=0');
  expect((await me(answer.token)).status).toBe(401);
  expect(ended.at(-1)).toMatchObject({ memberId: anna.id, because: 'signed-out' });
});

it('keeps no token and no password in the database', async () => {
  await t.make.aMember({ email: 'canary@northwind.example', password });
  const { token } = await signIn('canary@northwind.example', password);
  const stored = await t.sql.query<{ row: string }>(
    `SELECT session::text AS row FROM session UNION ALL SELECT credential::text FROM credential UNION ALL SELECT rate_limit::text FROM rate_limit`,
  );
  const all = stored.map((s) => s.row).join('\n');
  expect(all).not.toContain(token);
  expect(all).not.toContain(Buffer.from(token!).toString('hex'));
  expect(all).not.toContain(password);
  expect(all).not.toContain('canary');
  expect(all).not.toContain('10.0.0.');
});

it('gives wrong password, unknown, deactivated and passwordless one answer after the same work (A1)', async () => {
  await t.make.aMember({ email: 'known@northwind.example', password });
  await t.make.aMember({ email: 'gone@northwind.example', password, deactivatedAt: new Date() });
  await t.make.aMember({ email: 'new@northwind.example' });
  const before = await evaluated();
  const answers = [
    await signIn('known@northwind.example', 'wrong'),
    await signIn('nobody@northwind.example', 'wrong'),
    await signIn('nul\0@northwind.example', 'wrong'),
    await signIn('gone@northwind.example', password),
    await signIn('new@northwind.example', ''),
  ];
  expect((await evaluated()) - before).toBe(answers.length);
  for (const answer of answers) {
    expect(bare(answer)).toEqual(bare(answers[0]!));
    expect(answer.json).toMatchObject({ status: 401, type: 'urn:vigil:problem:wrong-credentials' });
    expect(answer.token).toBeNull();
  }
});

it('evaluates ten tries of fifty that arrive at once from fifty addresses (A2)', async () => {
  await t.make.aMember({ email: 'target@northwind.example', password });
  const before = await evaluated();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      signIn('target@northwind.example', `wrong ${i}`, { ip: `192.0.2.${i}` }),
    ),
  );
  const count = (status: number) => answers.filter((a) => a.status === status).length;
  expect([count(401), count(429)]).toEqual([10, 40]);
  expect((await evaluated()) - before).toBe(10);
  const refused = answers.find((a) => a.status === 429)!;
  expect(refused.json['retryAfterSeconds']).toBeGreaterThan(0);
  expect(refused.headers['retry-after']).toBe(String(refused.json['retryAfterSeconds']));
  // the right password gets no further either, and another account is not touched
  expect((await signIn('Target@Northwind.example', password)).status).toBe(429);
  expect((await signIn('anna@northwind.example', password)).status).toBe(200);
});

it('counts one address over all accounts, and gives right tries back', async () => {
  await t.make.aMember({ email: 'office@northwind.example', password });
  const ip = '2001:db8:1:2::7';
  for (let i = 0; i < 12; i++)
    expect((await signIn('office@northwind.example', password, { ip })).status).toBe(200);
  const [row] = await t.sql.query<{ points: number }>(
    `SELECT min(points)::int AS points FROM rate_limit WHERE key LIKE 'address:%'`,
  );
  expect(row?.points).toBe(0);
});

it('never adopts a session that was there before (A3)', async () => {
  const victim = await t.make.aMember({ email: 'victim@northwind.example', password });
  const planted = await signIn('victim@northwind.example', password, { cookie: `vigil=${'x'.repeat(43)}` });
  expect(planted.token).not.toBe('x'.repeat(43));
  expect((await me('x'.repeat(43))).status).toBe(401);

  const attacker = await t.make.aMember();
  const old = await t.make.aSession(attacker);
  const fresh = await signIn('victim@northwind.example', password, { cookie: old.cookie });
  expect(fresh.token).not.toBe(old.token);
  expect((await me(old.token)).status).toBe(401);
  expect((await me(fresh.token)).json['id']).toBe(victim.id);
  expect(ended.at(-1)).toEqual({ sessionIds: [old.id], memberId: attacker.id, because: 'changed' });
});

it("signs out everywhere, and one session at a time; nobody ends another person's", async () => {
  const bob = await t.make.aMember();
  const [here, there, third] = [
    await t.make.aSession(bob),
    await t.make.aSession(bob),
    await t.make.aSession(bob),
  ];
  const other = await t.make.aSession(await t.make.aMember());
  const list = await t.ask('GET', '/api/me/sessions', { cookie: here.cookie });
  expect(
    (list.json['items'] as { id: string; current: boolean }[]).filter((s) => s.current).map((s) => s.id),
  ).toEqual([here.id]);
  expect((await t.ask('DELETE', `/api/me/sessions/${third.id}`, { cookie: here.cookie })).status).toBe(204);
  expect((await me(third.token)).status).toBe(401);
  expect((await t.ask('DELETE', `/api/me/sessions/${other.id}`, { cookie: here.cookie })).status).toBe(404);
  expect((await me(other.token)).status).toBe(200);
  expect((await t.ask('DELETE', '/api/me/sessions', { cookie: here.cookie })).status).toBe(204);
  expect(new Set(ended.at(-1)?.sessionIds)).toEqual(new Set([here.id, there.id]));
  expect((await me(here.token)).status).toBe(401);
});

it('ends sessions that are idle for a week or older than thirty days', async () => {
  const carol = await t.make.aMember();
  const now = Date.now();
  const idle = await t.make.aSession(carol, new Date(now - 7 * dayMs - 1_000));
  const nearly = await t.make.aSession(carol, new Date(now - 7 * dayMs + 60_000));
  expect((await me(idle.token)).status).toBe(401);
  expect((await me(nearly.token)).status).toBe(200);
  const old = await t.make.aSession(carol, new Date(now - 30 * dayMs - 1_000));
  await t.sql.query(`UPDATE session SET last_seen_at = now() WHERE id = $1`, [old.id]);
  expect((await me(old.token)).status).toBe(401);
});

it('notes a visit at most once a minute', async () => {
  const dora = await t.make.aMember();
  const session = await t.make.aSession(dora, new Date(Date.now() - 30_000));
  const seen = async () =>
    (
      await t.sql.query<{ at: Date }>(`SELECT last_seen_at AS at FROM session WHERE id = $1`, [session.id])
    )[0]?.at.getTime();
  const first = await seen();
  await me(session.token);
  expect(await seen()).toBe(first);
  await t.sql.query(`UPDATE session SET last_seen_at = last_seen_at - interval '1 minute' WHERE id = $1`, [
    session.id,
  ]);
  await me(session.token);
  expect(await seen()).toBeGreaterThan(first!);
});

it('changes a password: the present one is asked for, other sessions end', async () => {
  const eve = await t.make.aMember({ email: 'eve@northwind.example', password });
  const [here, there] = [await t.make.aSession(eve), await t.make.aSession(eve)];
  const change = (present: string, next: string) =>
    t.ask('POST', '/api/me/password', { cookie: here.cookie, body: { present, next } });
  expect((await change('not it', 'another long one')).json).toMatchObject({
    status: 403,
    type: 'urn:vigil:problem:password-wrong',
  });
  expect((await change(password, 'short')).status).toBe(422);
  expect((await change(password, 'ｌong enough now')).status).toBe(204);
  expect((await me(here.token)).status).toBe(200);
  expect((await me(there.token)).status).toBe(401);
  expect((await signIn('eve@northwind.example', password)).status).toBe(401);
  expect((await signIn('eve@northwind.example', 'long enough now')).status).toBe(200);
  for (let i = 0; i < 10; i++) await change('guess', 'another long one');
  expect((await change('long enough now', 'another long one')).status).toBe(429);
});

it('takes a reset request for anybody alike, and shows it for those who exist', async () => {
  const finn = await t.make.aMember({ email: 'finn@northwind.example' });
  const request = (email: string) => t.ask('POST', '/api/password-reset', { body: { email } });
  const answers = [
    await request('FINN@northwind.example'),
    await request('nobody@northwind.example'),
    await request('\0'),
  ];
  expect(answers.map((a) => [a.status, a.text])).toEqual([
    [202, ''],
    [202, ''],
    [202, ''],
  ]);
  const rows = await t.sql.query(`SELECT id FROM member WHERE reset_requested_at IS NOT NULL`);
  expect(rows).toEqual([{ id: finn.id }]);
});

it('refuses writes from other sites, and properties that nobody asked for (B4)', async () => {
  const gwen = await t.make.aMember();
  const { cookie } = await t.make.aSession(gwen);
  const foreign = await t.ask('PATCH', '/api/me', {
    cookie,
    body: { locale: 'de' },
    headers: { origin: 'https://evil.example' },
  });
  expect(foreign.json['type']).toBe('urn:vigil:problem:foreign-origin');
  const row = () => t.sql.query(`SELECT * FROM member WHERE id = $1`, [gwen.id]);
  const before = await row();
  for (const extra of [
    'role',
    'points',
    'balance',
    'createdAt',
    'managerId',
    'constructor',
    'departmentId',
    'leads',
    'deactivated',
    'firstName',
    'lastName',
    'pseudonym',
  ])
    expect(
      (await t.ask('PATCH', '/api/me', { cookie, body: { locale: 'de', [extra]: 'administrator' } })).status,
      extra,
    ).toBe(422);
  const raw = await t.app
    .getHttpAdapter()
    .getInstance()
    .inject({
      method: 'PATCH',
      url: '/api/me',
      headers: { cookie, origin: t.config.publicUrl, 'content-type': 'application/json' },
      payload: '{"locale":"de","__proto__":{"role":"administrator"}}',
    });
  expect(raw.statusCode).toBe(400);
  expect(await row()).toEqual(before);
});

it('tells at once that somebody hides', async () => {
  const hana = await t.make.aMember();
  const changed: string[] = [];
  t.app.get(SessionEvents).onMemberChanged((id) => changed.push(id));
  const { cookie } = await t.make.aSession(hana);
  await t.ask('PATCH', '/api/me', { cookie, body: { locale: 'de' } });
  expect(changed).toEqual([]);
  const answer = await t.ask('PATCH', '/api/me', { cookie, body: { boardVisibility: 'hidden' } });
  expect(answer.json).toMatchObject({ boardVisibility: 'hidden', locale: 'de' });
  expect(changed).toEqual([hana.id]);
});

it('binds the cookie to host and TLS where there is TLS', async () => {
  const secure = await startPeopleApp({ publicUrl: 'https://vigil.example' });
  try {
    await secure.make.aMember({ email: 'anna@northwind.example', password });
    const answer = await secure.ask('POST', '/api/session', {
      body: { email: 'anna@northwind.example', password },
    });
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-vigil=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=/,
    );
  } finally {
    await secure.stop();
  }
});
