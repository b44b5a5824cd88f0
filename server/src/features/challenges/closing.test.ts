import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ChallengesApp, hourMs, startChallengesApp } from '../../../test/challenges-app.js';
import type { MadeMember } from '../../../test/factories.js';
import { startTestApp, type TestApp } from '../../../test/app.js';
import { ReversalsService } from '../behaviours/reversals.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { createLog } from '../../platform/logging/log.js';
import { PointsStore } from '../points/points.store.js';
import { challengeChecks } from '../../verify/challenge-checks.js';
import { LifeService } from './life.service.js';

let on: ChallengesApp;
let second: TestApp;
beforeAll(async () => {
  on = await startChallengesApp();
  second = await startTestApp({ database: on.server.database, log: createLog('silent') });
});
afterAll(async () => {
  await second.stop();
  await on.server.stop();
});
const broken = async (): Promise<string[]> =>
  (await Promise.all(challengeChecks.map((check) => check.run(on.sql)))).flat();
beforeEach(() => {
  on.clock.aheadMs = 0;
});

const prizesOf = (id: string) =>
  on.sql.query<{ memberId: string }>(
    `SELECT member_id AS "memberId" FROM behaviour WHERE natural_key LIKE $1 ORDER BY 1`,
    [`challenge:${id}:%`],
  );
const all = (people: readonly MadeMember[], kind = 'habit.adopted') =>
  Promise.all(people.map((who) => on.does(who, kind)));

/** Two departments of six, one of which did much more. */
async function aRace() {
  const [bright, dim] = [await on.crew(6), await on.crew(6)];
  const id = await on.running({ departmentIds: [bright.department.id, dim.department.id] });
  await all(bright.people);
  await all(bright.people.slice(0, 5), 'threat.confirmed');
  await on.does(dim.people[0]!);
  return { id, bright, dim };
}
const closedState = async (id: string) =>
  (await on.sql.query<{ state: string }>(`SELECT state FROM challenge WHERE id = $1`, [id]))[0]?.state;

describe('the close', () => {
  it('happens once, whoever tries, and gives each winner who took part one prize', async () => {
    const { id, bright } = await aRace();
    await on.end(id);
    const { app: other } = second;
    other.get(Clock).nowMs = () => Date.now() + on.clock.aheadMs;
    const tries = await Promise.all(
      Array.from({ length: 6 }, (_, i) => (i % 2 ? other.get(LifeService).close() : on.close())),
    );
    // the sweep of the server under test may have been faster than all of them
    expect(tries.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(1);
    await expect.poll(() => closedState(id)).toBe('closed');
    const view = await on.read(id);
    expect(view.result?.winners).toEqual([bright.department.id]);
    expect((await prizesOf(id)).map((p) => p.memberId)).toEqual(bright.people.map((p) => p.id).sort());
    const acts = await on.sql.query(
      `SELECT FROM audit_entry WHERE act = 'challenge.closed' AND subject_id = $1`,
      [id],
    );
    expect(acts).toHaveLength(1);
  });

  it('brings badges to all who had a share, and those of winning to the winners', async () => {
    const { id, bright, dim } = await aRace();
    await on.end(id);
    await on.close();
    await expect.poll(() => closedState(id)).toBe('closed');
    const held = async ({ id: memberId }: MadeMember) =>
      (
        await on.sql.query<{ badge: string }>(
          `SELECT badge FROM badge_grant WHERE member_id = $1 AND badge IN ('team-player', 'dawn-bringer') ORDER BY badge DESC`,
          [memberId],
        )
      ).map(({ badge }) => badge);
    for (const who of bright.people) expect(await held(who)).toEqual(['team-player', 'dawn-bringer']);
    expect(await held(dim.people[0]!)).toEqual(['team-player']);
    expect(await held(dim.people[1]!)).toEqual([]);
  });

  it('is whole when the server dies in the middle', async () => {
    const { id, bright } = await aRace();
    const winner =
      bright.people
        .map((p) => p.id)
        .sort()
        .at(-1) ?? '';
    const line = new Date();
    const blocked = async (): Promise<number[]> =>
      (
        await on.sql.query<{ pid: number }>(
          `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%from balance%'`,
        )
      ).map(({ pid }) => pid);
    // somebody else holds a winner's balance: the close waits in the middle of its work, and is killed there
    let killed = 0;
    await on.sql.transaction(async (tx) => {
      await on.app.get(PointsStore).lock(tx, [winner]);
      await on.sql.query(`UPDATE challenge SET counts_until = $2, ends_at = $2 WHERE id = $1`, [id, line]);
      await expect.poll(async () => (await blocked()).length).toBeGreaterThan(0);
      for (const pid of await blocked())
        killed += (await on.sql.query(`SELECT pg_terminate_backend($1)`, [pid])).length;
      expect(await closedState(id)).toBe('live');
      expect(await prizesOf(id)).toEqual([]);
    });
    expect(killed).toBeGreaterThan(0);
    await expect.poll(() => closedState(id)).toBe('closed');
    expect(await prizesOf(id)).toHaveLength(6);
    expect(await broken()).toEqual([]);
  });

  it('takes facts of the window until the line, and none that comes later', async () => {
    const [one, two] = [await on.crew(6), await on.crew(6)];
    const id = await on.running({ departmentIds: [one.department.id, two.department.id] });
    const inside = Date.now();
    await on.does(one.people[0]!, 'habit.adopted', inside - 3 * hourMs);
    await on.does(one.people[1]!, 'habit.adopted', inside);
    // happened inside, told late, but before the line: nobody draws it within an hour of the end
    await on.sql.query(`UPDATE challenge SET ends_at = clock_timestamp() WHERE id = $1`, [id]);
    await on.does(one.people[2]!, 'threat.confirmed', inside);
    on.clock.aheadMs = 2 * hourMs;
    await on.sql.query(
      `UPDATE challenge SET counts_until = clock_timestamp() WHERE id = $1 AND counts_until IS NULL`,
      [id],
    );
    const [line] = await on.sql.query<{ at: Date }>(
      `SELECT counts_until AS at FROM challenge WHERE id = $1`,
      [id],
    );
    await on.does(one.people[3]!, 'habit.adopted', inside);
    await expect.poll(() => closedState(id)).toBe('closed');
    const shares = await on.sql.query<{ memberId: string; points: number }>(
      `SELECT member_id AS "memberId", points FROM challenge_share WHERE challenge_id = $1`,
      [id],
    );
    expect(new Map(shares.map((s) => [s.memberId, s.points]))).toEqual(
      new Map([
        [one.people[1]!.id, 25],
        [one.people[2]!.id, 30],
      ]),
    );
    expect(line?.at).toBeInstanceOf(Date);
    await expect(
      on.sql.query(`UPDATE challenge SET counts_until = now() WHERE id = $1`, [id]),
    ).rejects.toThrow('closes once');
    await expect(on.sql.query(`UPDATE challenge SET result = '{}' WHERE id = $1`, [id])).rejects.toThrow(
      'closes once',
    );
  });

  it('counts a reversal as if the entry had never been, and no quiet point', async () => {
    const { id, bright } = await aRace();
    await on.does(bright.people[0]!, 'simulation.passed');
    const [entry] = await on.sql.query<{ id: string }>(
      `SELECT id FROM points_entry WHERE member_id = $1 AND kind = 'threat.confirmed'`,
      [bright.people[0]!.id],
    );
    await on.sql.transaction((tx) => on.app.get(ReversalsService).reverse(tx, entry!.id, 'By mistake'));
    // six habits of 25, and four of five confirmed threats of 30, among six people
    const average = async () => (await on.read(id)).progress.sides[0]?.average;
    await expect.poll(average).toBe(45);
  });

  it('gives nothing where nobody did anything', async () => {
    const [one, two] = [await on.crew(5), await on.crew(5)];
    const id = await on.running({ departmentIds: [one.department.id, two.department.id] });
    await on.end(id);
    await on.close();
    await expect.poll(() => closedState(id)).toBe('closed');
    expect((await on.read(id)).result?.winners).toEqual([]);
    expect(await prizesOf(id)).toEqual([]);
  });

  it('is looked at by `npm run verify`, which names what somebody changed', async () => {
    const { id, dim } = await aRace();
    await on.end(id);
    await expect.poll(() => closedState(id)).toBe('closed');
    expect(await broken()).toEqual([]);
    const loser = dim.people[1]?.id ?? '';
    await on.sql.query(
      `INSERT INTO challenge_share (challenge_id, member_id, side, points, won) VALUES ($1, $2, 'none', 5, true)`,
      [id, loser],
    );
    const found = (await broken()).join();
    expect(found).toContain(`challenge ${id}: the share of member ${loser}`);
    expect(found).toContain(`challenge ${id}: member ${loser} has no prize`);
  });
});
