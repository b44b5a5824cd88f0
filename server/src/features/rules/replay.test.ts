import type { Rule } from '@vigil/shared/points';
import { type PersonRow, readBoard } from '@vigil/shared/leaderboards';
import { updateMe } from '@vigil/shared/people';
import { listRules, replayRules, type RulesReplay, type RulesRevision } from '@vigil/shared/rules';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { type Actor, anActor } from '../../../test/cast.js';
import { factoriesOn, type MadeDepartment, type MadeMember } from '../../../test/factories.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import { internalSource, type RecordableBehaviour } from '../behaviours/behaviours.types.js';

const since = new Date('2026-01-01T00:00:00Z');
const dayMs = 86_400_000;

let server: TestApp;
let sql: Database;
let security: Actor;
let make: ReturnType<typeof factoriesOn>;
let finance: MadeDepartment;
let people: MadeMember[];
let hidden: MadeMember;
let serial = 0;

beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  make = factoriesOn(sql);
  await make.anOrganisation();
  security = await anActor(server, 'security');
  finance = await make.aDepartment('Finance');
  const sales = await make.aDepartment('Sales');
  const board = await make.aDepartment('Board');
  people = [];
  for (let i = 0; i < 12; i++) {
    const department = i < 6 ? finance : i < 11 ? sales : board;
    people.push(await make.aMember({ department, since, firstName: 'Person', lastName: String(i) }));
  }
  hidden = await make.aMember({ department: finance, since, visibility: 'hidden', lastName: 'Hidden' });
  // the first six take up habits, the others finish courses
  for (const [i, member] of people.entries()) {
    const kind = i < 6 ? 'habit.adopted' : 'training.completed';
    await state(...Array.from({ length: 1 + (i % 6) }, (_, n) => fact(member, kind, `${kind}/${n}`, n + 1)));
  }
  await state(...Array.from({ length: 9 }, (_, n) => fact(hidden, 'habit.adopted', `h/${n}`, n + 1)));
});
afterAll(() => server.stop());

function fact(
  member: { id: string },
  kind: string,
  object: string | null,
  daysAgo: number,
): RecordableBehaviour {
  const naturalKey = `replay-${serial++}`;
  return {
    ...{
      sourceId: internalSource,
      naturalKey,
      bodyHash: Buffer.from(naturalKey),
      memberId: member.id,
      kind,
      object,
    },
    ...{
      occurredAtMs: server.app.get(Clock).nowMs() - daysAgo * dayMs,
      about: null,
      workingMinutes: null,
      first: false,
    },
  };
}
const state = (...facts: RecordableBehaviour[]) => server.app.get(BehavioursService).submit(facts);
async function rulesNow(): Promise<readonly Rule[]> {
  const { items } = JSON.parse((await security.ask(listRules)).text) as { items: RulesRevision[] };
  return items[0]?.rules ?? [];
}
async function replayed(kind?: string, change: Partial<Rule> = {}): Promise<RulesReplay> {
  const rules = (await rulesNow()).map((r) => (r.kind === kind ? { ...r, ...change } : r));
  const answer = await security.ask(replayRules, { body: { draft: { rules, multipliers: [] } } });
  expect(answer.status, answer.text).toBe(200);
  return JSON.parse(answer.text) as RulesReplay;
}

describe('a replay', () => {
  it('of the rules that hold shows what is, and no difference', async () => {
    const found = await replayed();
    expect(found).toMatchObject({ gaining: 0, losing: 0, same: 12, mostGained: [], mostLost: [] });
    expect(found.departments.every((d) => JSON.stringify(d.before) === JSON.stringify(d.after))).toBe(true);
    const ledger = await sql.query<{ name: string; points: number }>(
      `SELECT m.first_name || ' ' || m.last_name AS name, sum(e.points)::int AS points FROM points_entry e JOIN member m ON m.id = e.member_id
       WHERE m.board_visibility = 'named' GROUP BY m.id ORDER BY points DESC, m.id LIMIT 6`,
    );
    expect(found.board.map((p) => ({ name: p.name, points: p.before?.points }))).toEqual(ledger);
  });

  it('shows who would gain and lose, and how the boards would turn', async () => {
    const found = await replayed('habit.adopted', { base: 100 });
    expect([found.gaining, found.losing, found.same]).toEqual([6, 0, 6]);
    expect(found.board[0]).toMatchObject({ name: 'Person 5', after: { rank: 1, points: 600 } });
    expect(found.departments[0]).toMatchObject({ name: 'Finance', before: { rank: 2 }, after: { rank: 1 } });
    const lost = await replayed('training.completed', { base: 8 });
    expect(lost.mostLost[0]).toMatchObject({ name: 'Person 11', after: { points: 48 } });
  });

  it('changes nothing, and tells kinds that the draft does not know', async () => {
    const rules = (await rulesNow()).filter((r) => r.kind !== 'habit.adopted');
    const before = await sql.query(`SELECT count(*) FROM points_entry`);
    const answer = await security.ask(replayRules, { body: { draft: { rules, multipliers: [] } } });
    expect((JSON.parse(answer.text) as RulesReplay).unknownKinds).toEqual(['habit.adopted']);
    expect(await sql.query(`SELECT count(*) FROM points_entry`)).toEqual(before);
  });

  it('is one at a time: the same draft joins, another one is asked to wait', async () => {
    const bodyOf = async (base: number) => ({
      draft: {
        rules: (await rulesNow()).map((r) => (r.kind === 'quiz.passed' ? { ...r, base } : r)),
        multipliers: [],
      },
    });
    const [one, other] = [await bodyOf(11), await bodyOf(12)];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => security.ask(replayRules, { body: i < 6 ? one : other })),
    );
    expect(answers.some((a) => a.status === 200)).toBe(true);
    for (const { status, text } of answers)
      if (status !== 200)
        expect(JSON.parse(text)).toMatchObject({ status: 409, type: 'urn:vigil:problem:replay-busy' });
    expect((await security.ask(replayRules, { body: other })).status).toBe(200);
  });
});

describe('a curious editor', () => {
  it('finds no hidden person, and no department of fewer than five', async () => {
    const found = await replayed('habit.adopted', { base: 500 });
    expect(JSON.stringify(found)).not.toContain('Hidden');
    expect(found.departments.map((d) => d.name).sort()).toEqual(['Finance', 'Sales']);
    // six visible people with 1 to 6 habits, drawn a little to the mean: the hidden one's nine are not in it
    const { score = 0 } = found.departments.find((d) => d.name === 'Finance')?.after ?? {};
    expect(score).toBeLessThan((500 * 21) / 7);
    expect(score).toBeGreaterThan((450 * 21) / 7);
  });

  it('learns from no draft who passed a practice mail, and so who did not', async () => {
    const drafts: [string, Partial<Rule>][] = [
      ['simulation.passed', { base: 19 }],
      ['simulation.passed', { base: 1, capPerDay: 1, capPerWeek: 1 }],
      ['simulation.reported', { base: 900 }],
      ['habit.adopted', { base: 0 }],
    ];
    const all = async () => {
      const found = [];
      for (const [kind, change] of drafts) found.push(await replayed(kind, change));
      return found.map((one) => JSON.stringify(one));
    };
    const before = await all();
    // everybody but one passes
    await state(
      ...people.slice(1).map((member) => fact(member, 'simulation.passed', `case/${member.id}`, 2)),
    );
    expect(await all()).toEqual(before);
    // a draft in which passes would show is refused
    const rules = (await rulesNow()).map((r) =>
      r.kind === 'simulation.passed' ? { ...r, quiet: false } : r,
    );
    const answer = await security.ask(replayRules, { body: { draft: { rules, multipliers: [] } } });
    expect(answer.status).toBe(422);
  });
});

/** Last: it moves the clock on. */
it('shows a person as the boards do, through a change of face and back', async () => {
  const clock = vi.spyOn(server.app.get(Clock), 'nowMs');
  const start = Date.now();
  const goTo = async (weeks: number) => {
    clock.mockReturnValue(start + weeks * 7 * dayMs);
    const at = new Date(clock());
    await sql.query(
      `UPDATE session SET started_at = $1, last_seen_at = $1, expires_at = $1::timestamptz + interval '30 days'`,
      [at],
    );
  };
  const quinn = await anActor(server, 'employee', {
    department: finance,
    since,
    firstName: 'Quinn',
    lastName: 'Quick',
  });
  const adopt = (count: number) =>
    state(...Array.from({ length: count }, () => fact(quinn.member, 'habit.adopted', `q/${serial}`, 0)));
  const choose = async (boardVisibility: string): Promise<string | null> => {
    const { status, text } = await quinn.ask(updateMe, { body: { boardVisibility } });
    expect(status, text).toBe(200);
    return updateMe.response.parse(JSON.parse(text)).onBoards.pseudonym;
  };
  const onBoard = async () => {
    const { text } = await security.ask(readBoard, { query: '?subject=people&unit=all' });
    const rows = readBoard.response.parse(JSON.parse(text)).window.rows as PersonRow[];
    return rows.find((row) => row.name === 'Quinn Quick')?.points;
  };
  const inReplay = async () => (await replayed()).board.find((p) => p.name === 'Quinn Quick')?.after?.points;

  await adopt(9);
  await vi.waitFor(async () => expect(await onBoard()).toBeGreaterThan(0), { timeout: 10_000 });
  const byName = await onBoard();
  expect(await inReplay()).toBe(byName);

  const pseudonym = await choose('pseudonym');
  expect(await inReplay()).toBeUndefined();
  await goTo(1);
  await adopt(4);
  expect(await inReplay()).toBeUndefined();
  await choose('named');
  // named again by choice; the pseudonym is still worn until the week turns
  await vi.waitFor(async () => expect(await onBoard()).toBeUndefined(), { timeout: 10_000 });
  expect(await inReplay()).toBeUndefined();

  await goTo(2);
  expect(await inReplay()).toBe(byName);
  expect(JSON.stringify(await replayed('habit.adopted', { base: 900 }))).not.toContain(pseudonym);
});
