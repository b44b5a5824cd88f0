import { importBehavioursCsv } from '@vigil/shared/behaviours';
import { createSource, gophishWebhook, importEventsCsv } from '@vigil/shared/ingestion';
import { readBoard } from '@vigil/shared/leaderboards';
import { importPeople, readMe, updateMember } from '@vigil/shared/people';
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../test/app.js';
import { gophishBody } from '../../test/capture.js';
import { type Actor, anActor, askServer } from '../../test/cast.js';
import { read } from '../../test/earned.js';
import { factoriesOn } from '../../test/factories.js';
import { stateFact } from '../../test/stated-facts.js';
import { Database } from '../platform/db/database.js';

let server: TestApp;
let sql: Database;
let administrator: Actor;
let gone: Actor;
let simulator: { id: string; secret: string };
let key: string;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  const make = factoriesOn(sql);
  await make.anOrganisation();
  administrator = await anActor(server, 'administrator');
  const source = async (body: object) => {
    const made = read(createSource, await administrator.ask(createSource, { body }));
    return { id: made.source.id, secret: made.secret };
  };
  simulator = await source({ type: 'gophish', name: 'Simulator' });
  key = (await source({ type: 'api', name: 'Learning', kinds: ['habit.adopted'] })).secret;
  gone = await anActor(server, 'employee', { lastName: 'Gone', since: new Date('2026-01-01T00:00:00Z') });
});
afterAll(() => server.stop());

async function deliver(body: string): Promise<number> {
  const signature = `sha256=${createHmac('sha256', simulator.secret).update(body).digest('hex')}`;
  const answer = await fetch(`${server.url}${gophishWebhook.path.replace(':sourceId', simulator.id)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-gophish-signature': signature },
    body,
  });
  return answer.status;
}
/** Tells of an address by every way in which a machine or a file can. */
async function toldOf(email: string, time: string): Promise<void> {
  for (const message of ['Email Sent', 'Email Reported'])
    expect(await deliver(gophishBody({ email, message, time, campaign: 8 }))).toBe(204);
  const fact = { naturalKey: `${email}-${time}`, member: { email }, kind: 'habit.adopted', occurredAt: time };
  await stateFact(server.url, key, fact);
  const facts = `email,kind,occurred_at,object\n${email},habit.adopted,${time},mfa\n`;
  expect((await administrator.ask(importBehavioursCsv, { body: { csv: facts } })).status).toBe(200);
  const events = `campaign_id,email,time,message\n9,${email},${time},Email Sent\n9,${email},${time},Email Reported\n`;
  const params = { sourceId: simulator.id };
  expect((await administrator.ask(importEventsCsv, { params, body: { csv: events } })).status).toBe(200);
}
/** Everything that the directory and the ledger have of people. */
const people = async () => ({
  members: await sql.query(`SELECT * FROM member ORDER BY id`),
  memberships: await sql.query(`SELECT * FROM membership ORDER BY id`),
  aliases: await sql.query(`SELECT * FROM member_alias`),
  sessions: await sql.query(`SELECT id FROM session ORDER BY id`),
  balances: await sql.query(`SELECT * FROM balance ORDER BY member_id`),
});
const parked = async (email: string) =>
  (
    await sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM parked_address WHERE address = $1`, [
      email,
    ])
  )[0]?.n;

describe('K2 what is told again', () => {
  it('of somebody who is deactivated waits, and brings nobody back', async () => {
    const { email } = gone.member;
    const before = minutesAgo(30);
    const webhook = gophishBody({ email, message: 'Email Reported', time: before });
    expect(await deliver(webhook)).toBe(204);
    const board = async () => {
      const query = '?subject=people&unit=all';
      return (await administrator.ask(readBoard, { query })).text;
    };
    await vi.waitFor(async () => expect(await board()).toContain('Gone'), 10_000);
    const params = { memberId: gone.member.id };
    expect((await administrator.ask(updateMember, { params, body: { deactivated: true } })).status).toBe(200);
    await vi.waitFor(async () => expect(await board()).not.toContain('Gone'), 10_000);

    const there = await people();
    expect(await deliver(webhook)).toBe(204);
    await toldOf(email, minutesAgo(1));
    expect(await people()).toEqual(there);
    expect(await parked(email)).toBeGreaterThan(0);
    const csv = `email,first,last,department\n${email},Member,Gone,Finance\n`;
    expect((await administrator.ask(importPeople, { body: { csv } })).status).toBe(422);
    expect(await people()).toEqual(there);
    const { cookie } = gone;
    expect((await askServer(server, readMe, { headers: { cookie } })).status).toBe(401);
    expect(await board()).not.toContain('Gone');
  });

  it('of an address that nobody is known by makes no member', async () => {
    const email = 'erased@northwind.example';
    const there = await people();
    await toldOf(email, minutesAgo(1));
    expect(await people()).toEqual(there);
    expect(await parked(email)).toBeGreaterThan(0);
  });
});
