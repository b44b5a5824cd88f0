import { gophishWebhook, listDeadLetters, listDeliveries, revokeSource } from '@vigil/shared/ingestion';
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gophishBody } from '../../../test/capture.js';
import { type DoorsApp, type GophishDoor, startDoorsApp } from '../../../test/doors-app.js';

let doors: DoorsApp;
beforeAll(async () => {
  doors = await startDoorsApp(() => Date.parse('2026-11-24T12:00:00Z'));
});
afterAll(() => doors.stop());

const eventsOf = async (source: GophishDoor) =>
  doors.sql.query<{ type: string; known: boolean }>(
    `SELECT e.type, e.member_id IS NOT NULL AS known FROM simulation_event e JOIN campaign c ON c.id = e.campaign_id
     WHERE c.source_id = $1 ORDER BY e.id`,
    [source.id],
  );
const pointsOf = async (source: GophishDoor, memberId: string) => {
  const [row] = await doors.sql.query<{ points: number }>(
    `SELECT coalesce(sum(points), 0)::int AS points FROM points_entry WHERE source_id = $1 AND member_id = $2`,
    [source.id, memberId],
  );
  return row?.points;
};
async function log(source: GophishDoor): Promise<{ state: string; bytes: number }[]> {
  const given = { params: { sourceId: source.id }, cookie: doors.cookie };
  return (await doors.ask(listDeliveries, given)).json.items as { state: string; bytes: number }[];
}
async function deadLetters(source: GophishDoor): Promise<{ reason: string; attempts: number }[]> {
  const { json } = await doors.ask(listDeadLetters, { cookie: doors.cookie, query: '?limit=200' });
  const items = json.items as { sourceId: string; reason: string; attempts: number }[];
  return items.filter((l) => l.sourceId === source.id).map(({ reason, attempts }) => ({ reason, attempts }));
}

describe('a signature', () => {
  it('that is missing, garbled, of another secret, or of another source gets the same answer as no source', async () => {
    const source = await doors.aGophish();
    const other = await doors.aGophish();
    const machine = await doors.aServiceKey('habit.adopted');
    const text = gophishBody({ email: 'a@b.example' });
    const sign = (secret: string) => `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
    const post = (sourceId: string, signature: string | null) =>
      doors.ask(gophishWebhook, {
        params: { sourceId },
        body: text,
        ...(signature === null ? {} : { headers: { 'x-gophish-signature': signature } }),
      });
    const refused = await Promise.all([
      post(source.id, null),
      post(source.id, ''),
      post(source.id, 'sha256=xyz'),
      post(source.id, sign(source.secret).slice(0, -1)),
      post(source.id, sign(source.secret).slice(7)),
      post(source.id, sign(other.secret)),
      post('11111111-1111-4111-8111-111111111111', sign(source.secret)),
      post(machine.id, sign(machine.secret)),
    ]);
    for (const { status, json } of refused) {
      expect(status).toBe(401);
      expect({ ...json, requestId: '' }).toEqual({ ...refused[0].json, requestId: '' });
    }
    expect(refused[0].json.type).toBe('urn:vigil:problem:bad-signature');
    expect((await log(source)).map((d) => d.state)).toEqual(Array(6).fill('refused'));
    expect(await eventsOf(source)).toEqual([]);
    expect(
      (await post(source.id, sign(source.secret).toUpperCase().replace('SHA256', 'sha256'))).status,
    ).toBe(204);
  });

  it('is worth nothing once the source is revoked', async () => {
    const source = await doors.aGophish();
    expect(await doors.deliver(source, '{"success":true}')).toBe(204);
    await doors.ask(revokeSource, { params: { sourceId: source.id }, cookie: doors.cookie });
    expect(await doors.deliver(source, '{"success":true}')).toBe(401);
  });
});

describe('a delivery', () => {
  it('that comes a hundred times at once is one event and a hundred acknowledgements', async () => {
    const source = await doors.aGophish();
    const member = await doors.make.aMember({ email: 'hundred@northwind.example' });
    const sent = gophishBody({ email: member.email, time: '2026-11-23T20:00:00Z' });
    const reported = gophishBody({ email: member.email, message: 'Email Reported' });
    await doors.deliver(source, sent);
    const statuses = await Promise.all(Array.from({ length: 100 }, () => doors.deliver(source, reported)));
    expect(statuses).toEqual(Array(100).fill(204));
    expect(await eventsOf(source)).toHaveLength(2);
    expect(await pointsOf(source, member.id)).toBe(25);
    const states = (await log(source)).map((d) => d.state);
    expect(states).toHaveLength(50);
    expect(states.filter((s) => s !== 'seen-before').length).toBeLessThanOrEqual(2);
  });

  it('of the connection test is acknowledged and noted', async () => {
    const source = await doors.aGophish();
    expect(await doors.deliver(source, '{"success":true}')).toBe(204);
    expect((await log(source)).map((d) => d.state)).toEqual(['test']);
  });

  it('knows one person under every capitalisation', async () => {
    const source = await doors.aGophish();
    const member = await doors.make.aMember({ email: 'Élodie.Martin@northwind.example' });
    await doors.deliver(
      source,
      gophishBody({ email: 'ÉLODIE.martin@Northwind.example', message: 'Email Reported' }),
    );
    await doors.deliver(
      source,
      gophishBody({ email: 'e\u0301lodie.martin@northwind.example', message: 'Email Reported' }),
    );
    expect(await eventsOf(source)).toEqual([{ type: 'reported', known: true }]);
    expect(await pointsOf(source, member.id)).toBe(20);
  });

  it.each([
    ['1970-01-01T00:00:00Z', 'The time lies before the year 2000.'],
    ['2027-11-24T12:00:00Z', 'The time lies more than a day in the future.'],
    ['2026-02-30T12:00:00Z', 'The time is not an instant that exists.'],
    ['2026-11-23T23:59:60Z', 'The time is not an instant that exists.'],
    ['2026-11-23T20:01:54', 'The time is not an instant that exists.'],
    ['-292277022657-01-27T08:29:52Z', 'The time is not an instant that exists.'],
  ])('at %s is set aside with its reason', async (time, reason) => {
    const source = await doors.aGophish();
    const member = await doors.make.aMember();
    const text = gophishBody({ email: member.email, message: 'Email Reported', time });
    expect(await doors.deliver(source, text)).toBe(204);
    expect(await doors.deliver(source, text)).toBe(204);
    expect(await deadLetters(source)).toEqual([{ reason, attempts: 2 }]);
    expect(await eventsOf(source)).toEqual([]);
    expect((await log(source)).map((d) => d.state)).toEqual(['dead-letter', 'dead-letter']);
  });

  it.each([
    ['not json', 'The body is not JSON.'],
    ['', 'The body is not JSON.'],
    ['[]', 'The body has not the fields of GoPhish.'],
    [
      '{"campaign_id":1.5,"email":"a@b","time":"2026-11-23T20:00:00Z","message":"Email Sent"}',
      'The body has not the fields of GoPhish.',
    ],
    [
      '{"campaign_id":1,"email":"a\\u0000@b","time":"2026-11-23T20:00:00Z","message":"Email Sent"}',
      'The body has not the fields of GoPhish.',
    ],
  ])('that says %j is no delivery', async (text, reason) => {
    const source = await doors.aGophish();
    expect(await doors.deliver(source, text)).toBe(422);
    expect(await deadLetters(source)).toEqual([{ reason, attempts: 1 }]);
  });

  it('of an unknown type is kept as such and awards nothing', async () => {
    const source = await doors.aGophish();
    const member = await doors.make.aMember();
    for (const message of ['Proxied request', 'constructor', '__proto__'])
      expect(await doors.deliver(source, gophishBody({ email: member.email, message }))).toBe(204);
    expect((await deadLetters(source)).map((l) => l.reason)).toEqual(
      Array(3).fill('The message is of a type that Vigil does not know.'),
    );
    expect(await pointsOf(source, member.id)).toBe(0);
  });

  it('that is too large is refused unread', async () => {
    const source = await doors.aGophish();
    expect(await doors.deliver(source, gophishBody({ details: 'x'.repeat(1_100_000) }))).toBe(413);
  });

  it('leaves no trace of what people typed, nor of where they sat', async () => {
    const source = await doors.aGophish();
    const member = await doors.make.aMember();
    const details = JSON.stringify({
      payload: { rid: ['canary-rid'], password: ['canary-password-9f3'], username: ['canary-user'] },
      browser: { address: '203.0.113.77', 'user-agent': 'canary-agent' },
    });
    const told = { email: member.email, message: 'Submitted Data', details };
    await doors.deliver(source, gophishBody(told));
    await doors.deliver(source, gophishBody({ ...told, time: '1970-01-01T00:00:00Z' }));
    await doors.deliver(source, gophishBody({ ...told, email: 'nobody@elsewhere.example' }));
    await doors.deliver(source, gophishBody({ ...told, message: 'Something Else' }));
    await doors.deliver(source, `${gophishBody(told)}canary-password-9f3`);
    await log(source);
    const found = await doors.dump();
    expect(found).toContain(member.email);
    const everything = `${found}\n${doors.logged.join('')}`;
    for (const canary of ['canary', '203.0.113.77']) expect(everything).not.toContain(canary);
    expect(doors.logged.join('')).not.toContain('northwind.example');
  });
});
