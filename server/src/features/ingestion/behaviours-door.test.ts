import { recordBehaviours } from '@vigil/shared/behaviours';
import { listDeadLetters } from '@vigil/shared/ingestion';
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
const batch = async (items: unknown[]) => {
  const answer = await post({ items });
  expect(answer.status).toBe(200);
  return answer.json.items as { status: string; naturalKey: string | null; problem?: { type: string } }[];
};
const type = (slug: string) => `urn:vigil:problem:${slug}`;

describe('one fact', () => {
  it('answers with points and the new total, and with the same when it is repeated', async () => {
    const { email } = await doors.make.aMember();
    const first = fact(email);
    const answer = await post(first);
    expect(answer.json).toEqual({
      status: 'recorded',
      naturalKey: first.naturalKey,
      points: 40,
      total: 40,
      because: null,
    });
    expect((await post(fact(email))).json).toMatchObject({ points: 40, total: 80 });
    const repeated = await post({ ...first, occurredAt: '2026-11-24T10:00:00+01:00' });
    expect(repeated.text).toBe(answer.text);
  });

  it('under a key that stands for something else is a conflict, and the first stands', async () => {
    const { email, id } = await doors.make.aMember();
    const first = fact(email);
    await post(first);
    const others = [
      { ...first, object: 'another' },
      { ...first, kind: 'habit.adopted' },
      { ...first, member: { id } },
    ];
    for (const other of others) {
      const answer = await post(other);
      expect(answer.status).toBe(409);
      expect(answer.json.type).toBe(type('key-reused'));
    }
    const rows = await doors.sql.query(`SELECT FROM behaviour WHERE natural_key = $1`, [first.naturalKey]);
    expect(rows).toHaveLength(1);
  });

  it('that comes a hundred times at once is one award and a hundred equal answers', async () => {
    const { email, id } = await doors.make.aMember();
    const one = fact(email);
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(one)));
    expect(new Set(answers.map((a) => `${a.status} ${a.text}`)).size).toBe(1);
    const [row] = await doors.sql.query(`SELECT count(*)::int AS n FROM points_entry WHERE member_id = $1`, [
      id,
    ]);
    expect(row).toEqual({ n: 1 });
  });

  it.each([
    [{ occurredAt: '2026-11-24T12:05:00Z' }, 200, undefined],
    [{ occurredAt: '2026-11-24T12:05:00.001Z' }, 422, 'occurred-out-of-range'],
    [{ occurredAt: '2024-11-01T00:00:00Z' }, 422, 'occurred-out-of-range'],
    [{ occurredAt: '1970-01-01T00:00:00Z' }, 422, 'occurred-out-of-range'],
    [{ occurredAt: '2026-02-30T00:00:00Z' }, 422, 'invalid'],
    [{ occurredAt: '2026-11-23T23:59:60Z' }, 422, 'invalid'],
    [{ occurredAt: '2026-11-23T23:59:59' }, 422, 'invalid'],
    [{ kind: 'policy.attested' }, 403, 'kind-not-allowed'],
    [{ kind: 'simulation.reported' }, 403, 'kind-not-allowed'],
    [{ naturalKey: '' }, 422, 'invalid'],
    [{ naturalKey: 'with space' }, 422, 'invalid'],
    [{ object: 'nul\u0000' }, 422, 'invalid'],
    [{ member: { id: randomUUID() } }, 422, 'member-unknown'],
    [{ points: 1_000_000_000 }, 422, 'invalid'],
    [{ points: -1 }, 422, 'invalid'],
  ])('with %j gets %i', async (wish, status, problem) => {
    const { email } = await doors.make.aMember();
    const answer = await post(fact(email, wish as Wish));
    expect(answer.status).toBe(status);
    expect(answer.json.type).toBe(problem && type(problem));
  });

  it('that breaks the contract is told where', async () => {
    const answer = await post(fact('a@b.example', { kind: 'No Kind' }));
    expect(answer.json.errors).toEqual([{ pointer: '/kind', message: 'is not a behaviour kind' }]);
  });
});

describe('a batch', () => {
  it('of a thousand with one bad item judges each by itself, and repeated changes nothing', async () => {
    const { email, id } = await doors.make.aMember();
    const items: unknown[] = Array.from({ length: 1_000 }, () => fact(email, { kind: 'habit.adopted' }));
    items[500] = { naturalKey: 'bad', kind: 'training.completed' };
    const results = await batch(items);
    expect(results).toHaveLength(1_000);
    expect(results.filter((r) => r.status === 'recorded')).toHaveLength(999);
    expect(results[500]).toMatchObject({
      status: 'refused',
      naturalKey: 'bad',
      problem: { type: type('invalid') },
    });
    const count = () =>
      doors.sql.query(
        `SELECT count(*)::int AS n, sum(points)::int AS sum FROM points_entry WHERE member_id = $1`,
        [id],
      );
    const before = await count();
    expect(await batch(items)).toEqual(results);
    expect(await count()).toEqual(before);
    expect(before).toEqual([{ n: 999, sum: 999 * 25 }]);
  });

  it('tells for each item what is wrong', async () => {
    const { email } = await doors.make.aMember();
    const first = fact(email);
    const results = await batch([
      first,
      first,
      { ...first, object: 'another' },
      fact(email, { kind: 'policy.attested' }),
      fact(email, { occurredAt: '2030-01-01T00:00:00Z' }),
      fact('nobody@elsewhere.example'),
      null,
      'text',
    ]);
    expect(results.map((r) => r.problem?.type ?? r.status)).toEqual([
      'recorded',
      'recorded',
      type('key-reused'),
      type('kind-not-allowed'),
      type('occurred-out-of-range'),
      'parked',
      type('invalid'),
      type('invalid'),
    ]);
  });

  it.each([
    [{ items: [] }, 422],
    [{ items: Array(1_001).fill(null) }, 422],
    [{ items: 'all' }, 422],
    [[], 422],
    ['{"items":', 400],
    ['{"__proto__":{}}', 400],
    [{ items: ['x'.repeat(1_100_000)] }, 413],
  ])('that is malformed or too large is refused', async (body, status) => {
    expect((await post(body)).status).toBe(status);
  });

  it('with an item that the database cannot take sets that one aside, and takes the others', async () => {
    const { email } = await doors.make.aMember();
    const poisoned = await doors.make.aMember({ email: 'poison@northwind.example' });
    // stands for a rule that throws: the ledger refuses what this member would get
    await doors.sql.query(
      `UPDATE balance SET points = 1, version = 9223372036854775807 WHERE member_id = $1`,
      [poisoned.id],
    );
    const results = await batch([fact(email), fact(poisoned.email), fact(email)]);
    expect(results.map((r) => r.problem?.type ?? r.status)).toEqual([
      'recorded',
      type('internal'),
      'recorded',
    ]);
    const letters = (await doors.ask(listDeadLetters, { cookie: doors.cookie })).json.items as {
      sourceId: string;
      reason: string;
    }[];
    expect(letters.filter((l) => l.sourceId === machine.id).map((l) => l.reason)).toEqual([
      'The fact could not be recorded.',
    ]);
    const whole = { items: [fact(email), fact(poisoned.email)] };
    const keyed = await post(whole, { 'idempotency-key': 'with-poison' });
    expect(keyed.status).toBe(200);
    expect((await post(whole, { 'idempotency-key': 'with-poison' })).text).toBe(keyed.text);
  });
});
