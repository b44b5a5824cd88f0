import {
  importEventsCsv,
  listDeliveries,
  listParked,
  listSources,
  mapParked,
  retryParked,
  testSource,
} from '@vigil/shared/ingestion';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gophishBody } from '../../../test/capture.js';
import { type DoorsApp, type GophishDoor, startDoorsApp } from '../../../test/doors-app.js';
import { DeliveryLog } from './delivery-log.js';

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
describe('somebody unknown', () => {
  it('is parked, never guessed, and counted at the time of the event once mapped', async () => {
    const source = await doors.aGophish();
    const member = await doors.make.aMember({ email: 'dana@northwind.example' });
    const gone = await doors.make.aMember({
      email: 'gone@northwind.example',
      deactivatedAt: new Date('2026-10-01'),
    });
    const plus = 'dana+phish@northwind.example';
    for (const email of [plus, gone.email])
      for (const message of ['Email Sent', 'Email Reported', 'Email Reported'])
        expect(await doors.deliver(source, gophishBody({ email, message }))).toBe(204);
    expect((await log(source)).map((d) => d.state)).toContain('parked');
    const parked = (
      (await doors.ask(listParked, { cookie: doors.cookie })).json.items as {
        id: string;
        address: string;
        facts: number;
        sourceId: string;
      }[]
    ).filter((p) => p.sourceId === source.id);
    expect(
      parked
        .map(({ address, facts }) => ({ address, facts }))
        .sort((a, b) => (a.address < b.address ? -1 : 1)),
    ).toEqual([
      { address: plus, facts: 1 },
      { address: gone.email, facts: 1 },
    ]);
    expect(await pointsOf(source, member.id)).toBe(0);

    const id = parked.find((p) => p.address === plus)?.id ?? '';
    const map = (memberId: string) =>
      doors.ask(mapParked, { params: { parkedId: id }, cookie: doors.cookie, body: { memberId } });
    expect((await map(gone.id)).status).toBe(422);
    expect((await map(member.id)).json).toEqual({ replayed: 1 });
    expect(await pointsOf(source, member.id)).toBe(25);
    // from now on the address is known
    await doors.deliver(source, gophishBody({ email: plus, message: 'Email Opened' }));
    expect((await eventsOf(source)).filter((e) => e.known)).toHaveLength(3);
    expect((await map(member.id)).json).toEqual({ replayed: 0 });
  });

  it('is found when people were added meanwhile', async () => {
    const source = await doors.aGophish();
    await doors.deliver(source, gophishBody({ email: 'late@northwind.example', message: 'Email Reported' }));
    const member = await doors.make.aMember({ email: 'late@northwind.example' });
    const answer = await doors.ask(retryParked, { cookie: doors.cookie, body: undefined });
    expect(answer.json.replayed).toBe(1);
    expect(await pointsOf(source, member.id)).toBe(20);
  });
});

describe('events.csv', () => {
  const importInto = (source: GophishDoor, csv: string) =>
    doors.ask(importEventsCsv, { params: { sourceId: source.id }, cookie: doors.cookie, body: { csv } });
  const lines = (email: string) => [
    'campaign_id,email,time,message,details',
    '7,,2026-11-23T20:01:54.182339902Z,Campaign Created,',
    `7,${email},2026-11-23T20:01:55Z,Email Sent,`,
    `7,${email},2026-11-23T20:02:55.5Z,Email Reported,"{""payload"":null}"`,
    '7,stranger@elsewhere.example,2026-11-23T20:03:00Z,Email Sent,',
  ];

  it('repairs what webhooks lost, and changes nothing when all is known', async () => {
    const source = await doors.aGophish();
    const member = await doors.make.aMember();
    await doors.deliver(
      source,
      gophishBody({ email: member.email, campaign: 7, time: '2026-11-23T20:01:55Z' }),
    );
    const csv = lines(member.email).join('\r\n');
    expect((await importInto(source, csv)).json).toEqual({ events: 3, added: 2, known: 1, parked: 1 });
    expect(await pointsOf(source, member.id)).toBe(25);
    expect((await importInto(source, csv)).json).toEqual({ events: 3, added: 0, known: 3, parked: 0 });
    expect(await pointsOf(source, member.id)).toBe(25);
  });

  it('with a bad line brings nothing and names the line', async () => {
    const source = await doors.aGophish();
    const member = await doors.make.aMember();
    const bad = [...lines(member.email), '7,x@y.example,yesterday,Email Sent,', '7,x@y.example,too,few'];
    const answer = await importInto(source, bad.join('\n'));
    expect(answer.status).toBe(422);
    expect(answer.json.type).toBe('urn:vigil:problem:events-csv-refused');
    expect(answer.text).toContain('Line 6');
    expect(answer.text).toContain('Line 7');
    expect(answer.text).not.toContain('x@y.example');
    expect(await eventsOf(source)).toEqual([]);
  });

  it.each(['', 'a;b;c\n1;2;3', 'campaign_id,email,email,time,message\n', '\u0000\u0001', '"open'])(
    'refuses %j',
    async (csv) => {
      const source = await doors.aGophish();
      expect((await importInto(source, csv)).status).toBe(422);
    },
  );
});

describe('a source', () => {
  it('shows its secret once, keeps it sealed, and is tested through the front door', async () => {
    const source = await doors.aGophish();
    const answer = await doors.ask(testSource, { params: { sourceId: source.id }, cookie: doors.cookie });
    expect(answer.json).toMatchObject({ ok: true, status: 204 });
    const listed = await doors.ask(listSources, { cookie: doors.cookie });
    expect(listed.text).not.toContain(source.secret);
    expect(await doors.dump()).not.toContain(source.secret);
    const items = listed.json.items as {
      id: string;
      lastHour: number;
      lastSeenAt: string | null;
      webhookUrl: string;
    }[];
    const mine = items.find((s) => s.id === source.id);
    expect(mine?.webhookUrl).toBe(`${doors.config.publicUrl}/api/hooks/gophish/${source.id}`);
    expect(mine?.lastSeenAt).not.toBeNull();
  });

  it('never tells the size of an event in its log', async () => {
    const source = await doors.aGophish();
    const member = await doors.make.aMember();
    await doors.deliver(
      source,
      gophishBody({ email: member.email, message: 'Email Reported', details: '{}' }),
    );
    await doors.deliver(
      source,
      gophishBody({ email: member.email, message: 'Clicked Link', details: 'x'.repeat(900) }),
    );
    expect(new Set((await log(source)).map((d) => d.bytes)).size).toBe(1);
  });

  it('keeps its last ten thousand deliveries, and leaves those of others alone', async () => {
    const [source, other] = [await doors.aGophish(), await doors.aGophish()];
    for (const { id } of [source, other])
      await doors.sql.query(
        `INSERT INTO delivery (source_id, received_at, state, bytes, took_ms)
         SELECT $1, to_timestamp(1795400000), 'test', 0, 0 FROM generate_series(1, 10050)`,
        [id],
      );
    const kept = doors.app.get(DeliveryLog);
    const one = { sourceId: source.id, state: 'test', reason: null, bytes: 0, tookMs: 0 } as const;
    for (let i = 0; i < 500; i++) kept.add({ ...one, receivedAt: new Date(1_795_500_000_000 + i) });
    await kept.flush();
    const rows = await doors.sql.query<{ n: number; newest: number }>(
      `SELECT count(*)::int AS n, count(*) FILTER (WHERE received_at >= to_timestamp(1795500000))::int AS newest FROM delivery
       WHERE source_id = ANY($1::uuid[]) GROUP BY source_id ORDER BY 1`,
      [[source.id, other.id]],
    );
    expect(rows.map((r) => r.n)).toEqual([10_000, 10_050]);
    expect(rows[0]?.newest).toBe(500);
  });
});
