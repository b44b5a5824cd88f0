import type { Role } from '@vigil/shared/contract';
import { readRuleset, type Rule } from '@vigil/shared/points';
import {
  listRules,
  publishRules,
  restoreRules,
  rulesDraft,
  type RulesRevision,
  withdrawRules,
} from '@vigil/shared/rules';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { type Actor, anActor } from '../../../test/cast.js';
import { factoriesOn } from '../../../test/factories.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import { internalSource, type RecordableBehaviour } from '../behaviours/behaviours.types.js';

let server: TestApp;
let sql: Database;
let security: Actor;
let nowMs = Date.parse('2026-11-20T10:00:00Z');
beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  await factoriesOn(sql).anOrganisation();
  // sessions live by the database's days; only what rules ask of the clock has to move
  nowMs = Date.now();
  server.app.get(Clock).nowMs = () => nowMs;
  security = await anActor(server, 'security');
});
afterAll(() => server.stop());
beforeEach(() => void (nowMs += 60_000));

interface Listed {
  readonly items: readonly RulesRevision[];
  readonly newest: number;
}
const listed = async (): Promise<Listed> => JSON.parse((await security.ask(listRules)).text) as Listed;
const newestOf = ({ items, newest }: Listed): RulesRevision => {
  const found = items.find((r) => r.revision === newest);
  if (found === undefined) throw new Error('there is no newest revision');
  return found;
};
const edited = (rules: readonly Rule[], kind: string, change: Partial<Rule>) =>
  rules.map((r) => (r.kind === kind ? { ...r, ...change } : r));
async function publish(
  change: Partial<Rule>,
  more: { from?: string | null; baseRevision?: number; by?: Actor } = {},
) {
  const newest = newestOf(await listed());
  const draft = { rules: edited(newest.rules, 'habit.adopted', change), multipliers: newest.multipliers };
  const body = {
    draft,
    baseRevision: more.baseRevision ?? newest.revision,
    from: more.from ?? null,
    note: 'Habits matter',
  };
  const answer = await (more.by ?? security).ask(publishRules, { body });
  return { status: answer.status, json: JSON.parse(answer.text) as RulesRevision & { type: string } };
}
const typeOf = (slug: string) => `urn:vigil:problem:${slug}`;
const inAnHour = () => new Date(nowMs + 3_600_000).toISOString();

let serial = 0;
function habit(memberId: string, occurredAtMs: number): RecordableBehaviour {
  const naturalKey = `rules-${serial++}`;
  return {
    ...{ sourceId: internalSource, naturalKey, bodyHash: Buffer.from(naturalKey), memberId },
    ...{
      kind: 'habit.adopted',
      occurredAtMs,
      object: naturalKey,
      about: null,
      workingMinutes: null,
      first: false,
    },
  };
}
const earned = async (fact: RecordableBehaviour): Promise<number> => {
  const [outcome] = await server.app.get(BehavioursService).submit([fact]);
  return outcome?.status === 'recorded' ? outcome.points : -1;
};

describe('publishing rules', () => {
  it('leaves what was earned, and counts from its time on (E10)', async () => {
    const { id } = security.member;
    const before = habit(id, nowMs - 1_000);
    expect(await earned(before)).toBe(25);
    const { status, json } = await publish({ base: 30 });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      publishedBy: 'Member Number 1',
      note: 'Habits matter',
      basedOn: 1,
      state: 'scheduled',
    });
    const fromMs = Date.parse(json.effectiveFrom);
    expect(fromMs).toBeGreaterThan(nowMs);
    expect([await earned(habit(id, fromMs)), await earned(habit(id, fromMs - 1))]).toEqual([30, 25]);
    // the same fact again has the same answer
    expect(await earned(before)).toBe(25);
    const entries = await sql.query(
      `SELECT points, revision FROM points_entry WHERE member_id = $1 ORDER BY id`,
      [id],
    );
    expect(entries).toEqual([
      { points: 25, revision: 1 },
      { points: 30, revision: 2 },
      { points: 25, revision: 1 },
    ]);
    nowMs = fromMs;
    const { items } = await listed();
    expect(items.map((r) => [r.revision, r.state])).toEqual([
      [2, 'current'],
      [1, 'past'],
    ]);
    expect(items[0]?.changes).toMatchObject([
      { kind: 'habit.adopted', before: { base: 25 }, after: { base: 30 } },
    ]);
  });

  it('refuses a time that has gone by, an unchanged content, and what would come before scheduled rules', async () => {
    expect((await publish({ base: 31 }, { from: new Date(nowMs - 1).toISOString() })).json.type).toBe(
      typeOf('rules-too-early'),
    );
    expect((await publish({})).json.type).toBe(typeOf('rules-unchanged'));
    const scheduled = await publish({ base: 31 }, { from: inAnHour() });
    expect(scheduled.status).toBe(201);
    expect((await publish({ base: 32 })).json.type).toBe(typeOf('rules-scheduled'));
    const params = { revision: String(scheduled.json.revision) };
    expect((await security.ask(withdrawRules, { params, body: { why: 'Not now' } })).status).toBe(200);
  });

  it('lets one of twenty editors with the same draft through, and tells the others', async () => {
    const before = newestOf(await listed());
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => publish({ base: 40 + i }, { baseRevision: before.revision })),
    );
    expect(answers.filter((a) => a.status === 201)).toHaveLength(1);
    const others = answers.filter((a) => a.status !== 201).map((a) => a.json.type);
    expect(new Set(others)).toEqual(new Set([typeOf('rules-conflict')]));
    nowMs += 10_000;
    expect((await listed()).newest).toBe(Math.max(...(await listed()).items.map((r) => r.revision)));
  });

  it('is for the security team; administrators read, others do not', async () => {
    const answers = await Promise.all(
      (['employee', 'leader', 'administrator'] as const).map(async (role: Role) => {
        const actor = await anActor(server, role);
        const read = (await actor.ask(listRules)).status;
        const body = {
          draft: { rules: newestOf(await listed()).rules, multipliers: [] },
          baseRevision: 1,
          from: null,
          note: 'x',
        };
        return [read, (await actor.ask(publishRules, { body })).status];
      }),
    );
    expect(answers).toEqual([
      [403, 403],
      [403, 403],
      [200, 403],
    ]);
  });
});

describe('scheduled rules', () => {
  it('are told to everybody, and can be withdrawn until they hold', async () => {
    const { json } = await publish({ base: 33 }, { from: inAnHour() });
    const employee = await anActor(server, 'employee');
    const told = async () =>
      JSON.parse((await employee.ask(readRuleset)).text) as { next: { revision: number } | null };
    expect((await told()).next?.revision).toBe(json.revision);

    const withdraw = () =>
      security.ask(withdrawRules, {
        params: { revision: String(json.revision) },
        body: { why: 'Second thoughts' },
      });
    const answers = await Promise.all(Array.from({ length: 5 }, withdraw));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect((await told()).next).toBeNull();
    const facts = habit(security.member.id, Date.parse(json.effectiveFrom) + 1);
    expect(await earned(facts)).not.toBe(33);
    // the number stays taken, and what comes next is based on what stands
    const next = await publish({ base: 34 });
    expect(next.json).toMatchObject({ revision: json.revision + 1, basedOn: json.revision - 1 });
    nowMs += 10_000;
    const held = await security.ask(withdrawRules, {
      params: { revision: String(next.json.revision) },
      body: { why: 'Too late' },
    });
    expect((JSON.parse(held.text) as { type: string }).type).toBe(typeOf('rules-in-force'));
  });
});

describe('rolling back', () => {
  it('brings the old content as a new revision', async () => {
    const { newest } = await listed();
    const body = { baseRevision: newest, from: null, note: 'Back to the beginning' };
    const answer = await security.ask(restoreRules, { params: { revision: '1' }, body });
    expect(answer.status).toBe(201);
    const restored = JSON.parse(answer.text) as RulesRevision;
    expect(restored).toMatchObject({ revision: newest + 1, restores: 1, note: 'Back to the beginning' });
    const first = (await listed()).items.find((r) => r.revision === 1);
    expect(restored.rules).toEqual(first?.rules);
    nowMs += 10_000;
  });
});

describe('a draft keeps what Vigil promises', () => {
  it.each<[string, string, Partial<Rule>, string]>([
    ['speaking up always pays', 'threat.reported', { base: 0 }, 'base'],
    ['a report earns more than a mail left alone', 'simulation.passed', { base: 20 }, 'base'],
    ['a mail left alone shows on no board', 'simulation.passed', { quiet: false }, 'quiet'],
    ['a practice mail counts once', 'simulation.reported', { oncePerObject: false }, 'oncePerObject'],
    ['speaking up brings points', 'threat.reported', { coinsOnly: true, quiet: true }, 'base'],
    ['coins alone are for the person alone', 'habit.adopted', { coinsOnly: true }, 'quiet'],
    ['coins of leaders stay coins', 'spotlight.coins', { coinsOnly: false }, 'coinsOnly'],
    ['a day lies within its week', 'colleague.helped', { capPerDay: 60 }, 'capPerDay'],
    [
      'speed is at most a quarter',
      'simulation.reported',
      { speed: [{ withinWorkingMinutes: 5, points: 6 }] },
      'speed',
    ],
  ])('%s', async (_, kind, change, field) => {
    const { rules, multipliers, revision } = newestOf(await listed());
    const draft = { rules: edited(rules, kind, change), multipliers };
    expect(rulesDraft.safeParse(draft).error?.issues.map((i) => i.path.at(-1))).toContain(field);
    const body = { draft, baseRevision: revision, from: null, note: 'Try' };
    const answer = await security.ask(publishRules, { body });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`/draft/rules/${rules.findIndex((r) => r.kind === kind)}/${field}`);
  });
});
