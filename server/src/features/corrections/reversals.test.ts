import { listMyLooks } from '@vigil/shared/audit';
import { listMemberEntries, reverseEntry } from '@vigil/shared/corrections';
import { listMyEntries, readMyPoints } from '@vigil/shared/points';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { type Actor, anActor, type Heard } from '../../../test/cast.js';
import { earned, problemOf, read } from '../../../test/earned.js';
import { factoriesOn } from '../../../test/factories.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/db/database.js';
import { ledgerChecks } from '../../verify/ledger-checks.js';

const hourMs = 3_600_000;
let server: TestApp;
let sql: Database;
let guard: Actor;

beforeAll(async () => {
  server = await startTestApp();
  sql = server.app.get(Database);
  await factoriesOn(sql).anOrganisation();
  guard = await anActor(server, 'security');
});
afterAll(async () => {
  for (const check of ledgerChecks) expect(await check.run(sql), check.law).toEqual([]);
  await server.stop();
});

const total = async (person: Actor): Promise<number> =>
  read(readMyPoints, await person.ask(readMyPoints)).all;
const reverse = (entryId: string, reason = 'It was recorded twice.', by = guard): Promise<Heard> =>
  by.ask(reverseEntry, { params: { entryId }, body: { reason } });

describe('a reversal', () => {
  it('takes back all that the fact brought, with the reason, for the person to read', async () => {
    const person = await anActor(server, 'employee');
    const ids = await earned(server, person, 'simulation.reported', { object: 'case-a' });
    expect(ids.length).toBeGreaterThan(1);
    const before = await total(person);
    const { points } = read(reverseEntry, await reverse(ids[0] ?? ''));
    expect(points).toBe(before);
    expect(await total(person)).toBe(0);
    const { items } = read(listMyEntries, await person.ask(listMyEntries));
    expect(items.filter((e) => e.reverses !== null).map((e) => e.reverses?.reason)).toEqual(
      ids.map(() => 'It was recorded twice.'),
    );
    // the fact comes again, better: what was taken back stays so
    await earned(server, person, 'simulation.reported', {
      object: 'case-a',
      atMs: Date.now() - 9 * 24 * hourMs,
    });
    expect(await total(person)).toBe(0);
  });

  it('happens once, of twenty at the same time (E8, L7)', async () => {
    const person = await anActor(server, 'employee');
    const [id = ''] = await earned(server, person, 'habit.adopted', { object: 'mfa' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => reverse(id)));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(answers.filter((a) => a.status === 409).map(problemOf)).toEqual(Array(19).fill('entry-reversed'));
    expect(await sql.query('SELECT FROM points_entry WHERE reverses_id = $1', [id])).toHaveLength(1);
    expect(await total(person)).toBe(0);
  });

  it('is not reversed (E8)', async () => {
    const person = await anActor(server, 'employee');
    const [id = ''] = await earned(server, person, 'habit.adopted', { object: 'mfa' });
    await reverse(id);
    const [row] = await sql.query<{ id: string }>('SELECT id FROM points_entry WHERE reverses_id = $1', [id]);
    expect(problemOf(await reverse(row?.id ?? ''))).toBe('reversal-is-final');
    expect(await total(person)).toBe(0);
  });

  it('gives no cap back', async () => {
    const person = await anActor(server, 'employee');
    const ids = await earned(server, person, 'threat.reported', { times: 10 });
    const full = await total(person);
    await reverse(ids[0] ?? '');
    const left = await total(person);
    expect(left).toBeLessThan(full);
    expect(await earned(server, person, 'threat.reported', { times: 3 })).toEqual([]);
    expect(await total(person)).toBe(left);
  });

  it('counts in the periods of its entry while they are open, and in the present ones afterwards', async () => {
    const person = await anActor(server, 'employee');
    const [old = '', fresh = ''] = [
      ...(await earned(server, person, 'habit.adopted', { object: 'old' })),
      ...(await earned(server, person, 'habit.adopted', { object: 'fresh' })),
    ];
    const periods = async (where: string, id: string) =>
      (
        await sql.query<{ week: string; season: string }>(
          `SELECT counts_week AS week, counts_season AS season FROM points_entry WHERE ${where} = $1`,
          [id],
        )
      )[0];
    await reverse(fresh);
    expect(await periods('reverses_id', fresh)).toEqual(await periods('id', fresh));
    await server.app.get(Clock).standAt(Date.now() + 200 * 24 * hourMs, async () => {
      const later = await anActor(server, 'security');
      await sql.query(
        `UPDATE session SET expires_at = now() + interval '1 year', last_seen_at = now() + interval '200 days'`,
      );
      expect((await reverse(old, 'Found much later.', later)).status).toBe(200);
    });
    const [was, is] = [await periods('id', old), await periods('reverses_id', old)];
    expect(is?.week).not.toBe(was?.week);
    expect(is?.season).not.toBe(was?.season);
  });

  it('is for the security team, for what boards count: quiet entries are as if they were not there', async () => {
    const person = await anActor(server, 'employee');
    const [quiet = ''] = await earned(server, person, 'simulation.passed', { object: 'case-q' });
    const missing = await reverse('999999999');
    const answer = await reverse(quiet);
    expect([answer.status, problemOf(answer)]).toEqual([missing.status, problemOf(missing)]);
    for (const role of ['employee', 'leader', 'administrator'] as const)
      expect((await reverse(quiet, 'No', await anActor(server, role))).status).toBe(403);
    const seen = await guard.ask(listMemberEntries, { params: { memberId: person.member.id } });
    expect(read(listMemberEntries, seen).items).toEqual([]);
  });

  it('begins with a look that the person can read', async () => {
    const person = await anActor(server, 'employee');
    const [first = '', second = ''] = [
      ...(await earned(server, person, 'habit.adopted', { object: 'a' })),
      ...(await earned(server, person, 'habit.adopted', { object: 'b' })),
    ];
    await reverse(first);
    const seen = await guard.ask(listMemberEntries, { params: { memberId: person.member.id } });
    expect(read(listMemberEntries, seen).items.map((e) => e.id)).toEqual([second]);
    const { items } = read(listMyLooks, await person.ask(listMyLooks));
    expect(items.map((l) => l.what)).toEqual(['record']);
  });
});
