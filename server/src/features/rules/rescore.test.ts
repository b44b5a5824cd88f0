import { periodOf } from '@vigil/shared/calendar';
import { listMyEntries, type PointsEntry, type Rule } from '@vigil/shared/points';
import {
  approveRescore,
  declineRescore,
  listRescores,
  listRules,
  previewRescore,
  proposeRescore,
  publishRules,
  type Rescore,
  rulesReplay,
  type RulesRevision,
} from '@vigil/shared/rules';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { type Actor, anActor } from '../../../test/cast.js';
import { factoriesOn } from '../../../test/factories.js';
import { toldOf } from '../../../test/notices.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { ledgerChecks } from '../../verify/ledger-checks.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import { internalSource, type RecordableBehaviour } from '../behaviours/behaviours.types.js';
import { RescoreRunner } from './rescore-runner.js';

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
const calendar = { timeZone: 'Europe/Berlin' };

let server: TestApp;
let second: TestApp;
let sql: Database;
let proposer: Actor;
let approver: Actor;
let people: Actor[];
let aheadMs = 0;
let serial = 0;
/** In the middle of a week that is over. */
const thenMs = Date.now() - 2 * weekMs;
const week = periodOf('week', thenMs, calendar).key;

beforeAll(async () => {
  server = await startTestApp();
  second = await startTestApp({ database: server.database });
  for (const one of [server, second]) one.app.get(Clock).nowMs = () => Date.now() + aheadMs;
  sql = server.app.get(Database);
  await factoriesOn(sql).anOrganisation();
  proposer = await anActor(server, 'security');
  approver = await anActor(server, 'administrator');
  people = [];
  const since = new Date(thenMs - 300 * dayMs);
  for (let i = 0; i < 60; i++) people.push(await anActor(server, 'employee', { since }));
  for (const [i, { member }] of people.entries()) await live(member.id, i);
});
afterAll(async () => {
  await second.stop();
  await server.stop();
});

function fact(memberId: string, kind: string, more: Partial<RecordableBehaviour> = {}): RecordableBehaviour {
  const naturalKey = `rescore-${serial++}`;
  return {
    ...{
      sourceId: internalSource,
      naturalKey,
      bodyHash: Buffer.from(naturalKey),
      memberId,
      kind,
      object: null,
    },
    ...{ occurredAtMs: thenMs, about: null, workingMinutes: null, first: false, ...more },
  };
}
/** Capped, once for a thing, moved to an earlier day, quiet, and something from outside the week. */
async function live(memberId: string, i: number): Promise<void> {
  const service = server.app.get(BehavioursService);
  await service.submit([
    ...Array.from({ length: 5 }, () => fact(memberId, 'threat.reported')),
    fact(memberId, 'habit.adopted', { object: 'habit/mfa' }),
    fact(memberId, 'simulation.passed', { object: `case/${i}` }),
    fact(memberId, 'training.completed', { object: 'course/a', occurredAtMs: thenMs - 3 * weekMs }),
  ]);
  await service.submit([fact(memberId, 'simulation.reported', { object: `mail/${i}`, workingMinutes: 10 })]);
  await service.submit([
    fact(memberId, 'simulation.reported', { object: `mail/${i}`, occurredAtMs: thenMs - 60_000 }),
  ]);
}
const balances = () => sql.query(`SELECT member_id, points, quiet, coins FROM balance ORDER BY member_id`);
const sumsOf = async (memberId: string): Promise<Record<string, number>> => {
  const rows = await sql.query<{ kind: string; points: number }>(
    `SELECT kind, sum(points)::int AS points FROM points_entry WHERE member_id = $1 GROUP BY kind ORDER BY kind`,
    [memberId],
  );
  return Object.fromEntries(rows.map((r) => [r.kind, r.points]));
};
async function brokenLaws(): Promise<Record<string, string[]>> {
  const broken: Record<string, string[]> = {};
  for (const check of ledgerChecks) {
    const lines = await check.run(sql);
    if (lines.length > 0) broken[check.name] = lines;
  }
  return broken;
}
async function published(change: Readonly<Record<string, Partial<Rule>>>): Promise<number> {
  const { items, newest } = JSON.parse((await proposer.ask(listRules)).text) as {
    items: RulesRevision[];
    newest: number;
  };
  const rules = (items.find((r) => r.revision === newest)?.rules ?? []).map((r) => ({
    ...r,
    ...change[r.kind],
  }));
  const body = { draft: { rules, multipliers: [] }, baseRevision: newest, from: null, note: 'For the test' };
  const answer = await proposer.ask(publishRules, { body });
  expect(answer.status, answer.text).toBe(201);
  aheadMs += 10_000;
  return (JSON.parse(answer.text) as RulesRevision).revision;
}
async function proposed(revision: number): Promise<Rescore> {
  const body = { revision, firstWeek: week, lastWeek: week, why: 'Habits were worth too little' };
  const answer = await proposer.ask(proposeRescore, { body });
  expect(answer.status, answer.text).toBe(201);
  return JSON.parse(answer.text) as Rescore;
}
const approve = (by: Actor, rescoreId: string) => by.ask(approveRescore, { params: { rescoreId } });
const typeIn = (text: string) => (JSON.parse(text) as { type: string }).type;
const finished = () => Promise.all([server, second].map((one) => one.app.get(RescoreRunner).look()));

describe('counting past weeks again', () => {
  it('needs a second person, in the product and in the database', async () => {
    const { id } = await proposed(1);
    expect(typeIn((await approve(proposer, id)).text)).toBe('urn:vigil:problem:rescore-own');
    await expect(
      sql.query(`UPDATE rescore SET approved_by = proposed_by, approved_at = now() WHERE id = $1`, [id]),
    ).rejects.toMatchObject({ code: '23514' });
    await expect(
      sql.query(`INSERT INTO rescore_entry SELECT min(id), $1 FROM points_entry`, [id]),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(sql.query(`UPDATE rescore SET revision = 1 WHERE id = $1`, [id])).rejects.toMatchObject({
      code: '42501',
    });
    const declined = await approver.ask(declineRescore, {
      params: { rescoreId: id },
      body: { why: 'Not needed' },
    });
    expect(JSON.parse(declined.text)).toMatchObject({ state: 'declined' });
    expect(typeIn((await approve(approver, id)).text)).toBe('urn:vigil:problem:rescore-decided');
  });

  it('takes only whole weeks that are over, under rules that hold or held', async () => {
    const wish = (more: object) => ({ revision: 1, firstWeek: week, lastWeek: week, why: 'x', ...more });
    const present = periodOf('week', Date.now(), calendar).key;
    for (const bad of [
      { lastWeek: present },
      { firstWeek: '2026-W54' },
      { firstWeek: present },
      { firstWeek: '2020-W01' },
    ]) {
      const answer = await proposer.ask(proposeRescore, { body: wish(bad) });
      expect(typeIn(answer.text), JSON.stringify(bad)).toBe('urn:vigil:problem:rescore-weeks');
    }
    expect((await proposer.ask(proposeRescore, { body: wish({ revision: 99 }) })).status).toBe(404);
  });

  it('writes differences once, whoever agrees how often, and shows each person why', async () => {
    const first = people[0]?.member.id ?? '';
    expect(await sumsOf(first)).toMatchObject({
      'habit.adopted': 25,
      'threat.reported': 15,
      'simulation.passed': 5,
    });
    const revision = await published({
      'habit.adopted': { base: 40 },
      'threat.reported': { base: 3, capPerDay: 12 },
      'simulation.reported': { base: 24 },
      'simulation.passed': { base: 6 },
    });
    const { id } = await proposed(revision);
    const before = await sql.query<{ entries: number }>(`SELECT count(*)::int AS entries FROM points_entry`);
    const preview = await approver.ask(previewRescore, {
      body: { revision, firstWeek: week, lastWeek: week },
    });
    expect(preview.status).toBe(200);
    expect(await sql.query(`SELECT count(*)::int AS entries FROM points_entry`)).toEqual(before);
    // who asks for other weeks meanwhile is never shown these
    const later = periodOf('week', thenMs + weekMs, calendar).key;
    const asked = [week, later].map((lastWeek) =>
      approver.ask(previewRescore, { body: { revision, firstWeek: week, lastWeek } }),
    );
    const shown = (await Promise.all(asked)).map(({ status, text }) =>
      status === 200 ? rulesReplay.parse(JSON.parse(text)).lastDay : status,
    );
    expect(shown[0]).not.toBe(shown[1]);

    const answers = await Promise.all(Array.from({ length: 20 }, () => approve(approver, id)));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(new Set(answers.filter((a) => a.status !== 200).map((a) => typeIn(a.text)))).toEqual(
      new Set(['urn:vigil:problem:rescore-decided']),
    );
    await finished();
    for (const { member } of people)
      expect(await sumsOf(member.id)).toEqual({
        'habit.adopted': 40,
        'threat.reported': 12,
        'simulation.reported': 29,
        'simulation.passed': 6,
        'training.completed': 40,
      });
    expect(await brokenLaws()).toEqual({});
    const mine = JSON.parse((await people[0]!.ask(listMyEntries)).text) as { items: PointsEntry[] };
    const habit = mine.items.filter((e) => e.kind === 'habit.adopted');
    expect(habit.map((e) => [e.points, e.rescore])).toEqual([
      [15, { why: 'Habits were worth too little', approvedBy: expect.stringContaining('Member') as string }],
      [25, null],
    ]);
    const listed = JSON.parse((await approver.ask(listRescores)).text) as { items: Rescore[] };
    expect(listed.items.find((r) => r.id === id)).toMatchObject({ state: 'finished', mine: false });

    for (const person of people.slice(0, 3)) await toldOf(person, 'points.recounted');

    const stood = await balances();
    await finished();
    expect(await balances()).toEqual(stood);
  });

  it('goes on where it was cut off, and gives nobody anything twice', async () => {
    const revision = await published({
      'habit.adopted': { base: 50 },
      'threat.reported': { base: 4, capPerDay: 8 },
    });
    const { id } = await proposed(revision);
    const unlucky = await sql.query<{ id: string }>(
      `SELECT member_id AS id FROM balance WHERE points > 0 ORDER BY member_id DESC LIMIT 1`,
    );
    const owner = new Client({ connectionString: server.database.ownerUrl });
    await owner.connect();
    await owner.query(
      `CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the lights went out'; END $$;
       CREATE TRIGGER broken BEFORE UPDATE ON balance FOR EACH ROW WHEN (NEW.member_id = '${unlucky[0]?.id ?? ''}') EXECUTE FUNCTION break_it()`,
    );
    expect((await approve(approver, id)).status).toBe(200);
    await finished();
    const [half] = await sql.query<{ done: boolean; over: boolean; written: number }>(
      `SELECT done_until IS NOT NULL AS done, finished_at IS NOT NULL AS over, (SELECT count(*)::int FROM rescore_entry WHERE rescore_id = $1) AS written
       FROM rescore WHERE id = $1`,
      [id],
    );
    expect(half).toMatchObject({ done: true, over: false });
    expect(half?.written).toBeGreaterThan(0);
    // while it is under way, no other one starts
    const other = await proposed(revision);
    expect(typeIn((await approve(approver, other.id)).text)).toBe('urn:vigil:problem:rescore-running');

    await owner.query(`DROP TRIGGER broken ON balance; DROP FUNCTION break_it()`);
    await owner.end();
    await finished();
    for (const { member } of people)
      expect(await sumsOf(member.id)).toMatchObject({
        'habit.adopted': 50,
        'threat.reported': 8,
        'training.completed': 40,
      });
    expect(await brokenLaws()).toEqual({});
  });
});
