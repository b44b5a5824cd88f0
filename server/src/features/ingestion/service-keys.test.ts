import { recordBehaviours } from '@vigil/shared/behaviours';
import { createSource, listParked, listSources, mapParked, revokeSource } from '@vigil/shared/ingestion';
import { readMyPoints } from '@vigil/shared/points';
import { listCampaigns } from '@vigil/shared/simulations';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DoorAnswer, type DoorsApp, type GophishDoor, startDoorsApp } from '../../../test/doors-app.js';

let doors: DoorsApp;
let machine: GophishDoor;
const nowMs = Date.parse('2026-11-24T12:00:00Z');
beforeAll(async () => {
  doors = await startDoorsApp(() => nowMs);
  machine = await doors.aServiceKey('training.completed', 'habit.adopted');
});
afterAll(() => doors.stop());

interface Wish {
  readonly naturalKey?: string;
  readonly member?: unknown;
  readonly kind?: string;
  readonly occurredAt?: string;
  readonly object?: string;
}
const fact = (email: string, wish: Wish = {}) => ({
  naturalKey: randomUUID(),
  member: { email },
  kind: 'training.completed',
  occurredAt: '2026-11-24T09:00:00Z',
  object: randomUUID(),
  ...wish,
});
const post = (
  body: unknown,
  headers: Record<string, string> = {},
  key = machine.secret,
): Promise<DoorAnswer> => doors.ask(recordBehaviours, { body, key, headers });
const type = (slug: string) => `urn:vigil:problem:${slug}`;

describe('an Idempotency-Key', () => {
  it('brings the same bytes for the same request, also at once and after the world has moved on', async () => {
    const { email, id } = await doors.make.aMember();
    const whole = { items: [fact(email), fact('unknown-yet@northwind.example')] };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => post(whole, { 'idempotency-key': 'first' })),
    );
    expect(new Set(answers.map((a) => `${a.status} ${a.text}`)).size).toBe(1);
    await doors.make.aMember({ email: 'unknown-yet@northwind.example' });
    expect((await post(whole, { 'idempotency-key': 'first' })).text).toBe(answers[0]?.text);
    const [row] = await doors.sql.query(`SELECT count(*)::int AS n FROM points_entry WHERE member_id = $1`, [
      id,
    ]);
    expect(row).toEqual({ n: 1 });
  });

  it('with another body is a conflict and does nothing', async () => {
    const { email, id } = await doors.make.aMember();
    expect((await post(fact(email), { 'idempotency-key': 'second' })).status).toBe(200);
    const answer = await post(fact(email), { 'idempotency-key': 'second' });
    expect(answer.status).toBe(409);
    expect(answer.json.type).toBe(type('key-reused'));
    const [row] = await doors.sql.query(`SELECT count(*)::int AS n FROM behaviour WHERE member_id = $1`, [
      id,
    ]);
    expect(row).toEqual({ n: 1 });
  });

  it('lets one of two bodies win when both come at once', async () => {
    const { email, id } = await doors.make.aMember();
    const bodies = [fact(email), fact(email)];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => post(bodies[i % 2], { 'idempotency-key': 'race' })),
    );
    expect(answers.map((a) => a.status).sort()).toEqual([
      ...Array<number>(20).fill(200),
      ...Array<number>(20).fill(409),
    ]);
    expect(new Set(answers.filter((a) => a.status === 200).map((a) => a.text)).size).toBe(1);
    const [row] = await doors.sql.query(`SELECT count(*)::int AS n FROM behaviour WHERE member_id = $1`, [
      id,
    ]);
    expect(row).toEqual({ n: 1 });
  });

  it('of a refused fact may come again with the fact corrected', async () => {
    const { email } = await doors.make.aMember();
    const wrong = fact(email, { occurredAt: '2030-01-01T00:00:00Z' });
    expect((await post(wrong, { 'idempotency-key': 'corrected' })).status).toBe(422);
    const right = { ...wrong, occurredAt: '2026-11-24T09:00:00Z' };
    expect((await post(right, { 'idempotency-key': 'corrected' })).status).toBe(200);
  });

  it('belongs to its source alone', async () => {
    const { email } = await doors.make.aMember();
    const other = await doors.aServiceKey('training.completed');
    const one = fact(email);
    expect((await post(one, { 'idempotency-key': 'shared' })).json.total).toBe(40);
    const answer = await post({ ...one, object: 'other' }, { 'idempotency-key': 'shared' }, other.secret);
    expect(answer.json.total).toBe(80);
  });

  it('that is no key is refused', async () => {
    for (const key of ['', 'with space', 'x'.repeat(201)]) {
      const answer = await post(fact('a@b.example'), { 'idempotency-key': key });
      expect(answer.json.type).toBe(type('bad-idempotency-key'));
    }
  });
});

describe('somebody unknown', () => {
  it('is parked under the key, and counted at its time once mapped', async () => {
    const { id, email } = await doors.make.aMember();
    const address = `someone+else-${randomUUID()}@northwind.example`;
    const one = fact(address, { occurredAt: '2026-10-05T09:00:00Z' });
    const answer = await post(one);
    expect(answer.json).toEqual({ status: 'parked', naturalKey: one.naturalKey });
    expect((await post(one)).text).toBe(answer.text);
    expect((await post({ ...one, object: 'another' })).status).toBe(409);
    expect((await post({ ...one, member: { email } })).status).toBe(409);

    const { json } = await doors.ask(listParked, { cookie: doors.cookie, query: '?limit=200' });
    const parked = (json.items as { id: string; address: string; facts: number }[]).find(
      (p) => p.address === address,
    );
    expect(parked?.facts).toBe(1);
    expect(JSON.stringify(json)).not.toContain('training.completed');
    const given = { params: { parkedId: parked?.id ?? '' }, cookie: doors.cookie, body: { memberId: id } };
    expect((await doors.ask(mapParked, given)).json).toEqual({ replayed: 1 });
    const [entry] = await doors.sql.query(
      `SELECT points, cap_day::text AS day FROM points_entry WHERE member_id = $1`,
      [id],
    );
    expect(entry).toEqual({ points: 40, day: '2026-10-05' });
    expect((await post(one)).json).toMatchObject({ status: 'recorded', points: 40 });
  });

  it('keeps the answer of a fact that stood before the member left', async () => {
    const { id, email } = await doors.make.aMember();
    const one = fact(email);
    const answer = await post(one);
    await doors.sql.query(`UPDATE member SET deactivated_at = now() WHERE id = $1`, [id]);
    expect((await post(one)).text).toBe(answer.text);
    expect((await post({ ...one, object: 'another' })).status).toBe(409);
    expect((await post(fact(email))).json.status).toBe('parked');
    expect((await post(fact(email, { member: { id } }))).json.type).toBe(type('member-unknown'));
  });
});

describe('a service key', () => {
  it('opens its own door and no other', async () => {
    const { key } = { key: machine.secret };
    for (const route of [listSources, listParked, listCampaigns, readMyPoints])
      expect([401, 403]).toContain((await doors.ask(route, { key })).status);
    const body = { type: 'api', name: 'More', kinds: ['habit.adopted'] };
    expect([401, 403]).toContain((await doors.ask(createSource, { key, body })).status);
  });

  it('is dead once revoked, and wrong ones never lived', async () => {
    const { email } = await doors.make.aMember();
    const mine = await doors.aServiceKey('training.completed');
    expect((await post(fact(email), {}, mine.secret)).status).toBe(200);
    await doors.ask(revokeSource, { params: { sourceId: mine.id }, cookie: doors.cookie });
    for (const key of [mine.secret, 'vk_', `vk_${'A'.repeat(43)}`, doors.cookie.slice(6)])
      expect((await post(fact(email), {}, key)).status).toBe(401);
    expect((await doors.ask(recordBehaviours, { body: fact(email), cookie: doors.cookie })).status).toBe(401);
  });

  it('is shown once and stored as a hash', async () => {
    const listed = await doors.ask(listSources, { cookie: doors.cookie });
    expect(listed.text).not.toContain(machine.secret);
    const rows = await doors.sql.query<{ text: string }>(`SELECT s::text AS text FROM source s`);
    expect(rows.map((r) => r.text).join()).not.toContain(machine.secret.slice(8));
  });

  it('states no simulation, and shares its name with no other', async () => {
    const create = (body: object) => doors.ask(createSource, { cookie: doors.cookie, body });
    expect((await create({ type: 'api', name: 'S', kinds: ['simulation.reported'] })).status).toBe(422);
    expect((await create({ type: 'api', name: 'Learning', kinds: ['training.completed'] })).status).toBe(201);
    const again = await create({ type: 'gophish', name: 'LEARNING' });
    expect(again.json.type).toBe(type('source-name-taken'));
  });
});
