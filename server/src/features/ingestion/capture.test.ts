import { importEventsCsv } from '@vigil/shared/ingestion';
import { closeCampaign, parseRfc3339Nano } from '@vigil/shared/simulations';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captured, captureFile, shiftTimes, signatureOf } from '../../../test/capture.js';
import {
  type DoorsApp,
  type GophishDoor,
  peopleOfTheCapture,
  startDoorsApp,
} from '../../../test/doors-app.js';
import { GophishService } from './gophish.service.js';

const bodies = captured.map((c) => c.body);

let doors: DoorsApp;
beforeAll(async () => {
  doors = await startDoorsApp(() => Date.parse('2026-11-24T12:00:00Z'));
  await peopleOfTheCapture(doors, captureFile('people.csv'));
});
afterAll(() => doors.stop());

/** Delivers in this order, so many at once; the HTTP layer is left out where many runs are made. */
async function deliverAll(to: GophishDoor, all: readonly string[], parallel: number): Promise<void> {
  const gophish = doors.app.get(GophishService);
  const queue = [...all];
  const worker = async () => {
    for (let body = queue.shift(); body !== undefined; body = queue.shift())
      await gophish.deliver(to.id, Buffer.from(body), signatureOf(body, to.secret));
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

async function close(of: GophishDoor): Promise<void> {
  const rows = await doors.sql.query<{ id: string }>(`SELECT id FROM campaign WHERE source_id = $1`, [of.id]);
  for (const { id } of rows) {
    const answer = await doors.ask(closeCampaign, { params: { campaignId: id }, cookie: doors.cookie });
    expect(answer.status).toBe(200);
  }
}

/** Sums by member, part and week, for all that a source brought. */
async function sums(of: GophishDoor): Promise<Record<string, number>> {
  const rows = await doors.sql.query<{ key: string; points: number }>(
    `SELECT concat_ws(' ', m.email, e.kind, e.part, e.counts_week, CASE WHEN e.quiet THEN 'quiet' END) AS key, sum(e.points)::int AS points
     FROM points_entry e JOIN member m ON m.id = e.member_id WHERE e.source_id = $1 GROUP BY 1 HAVING sum(e.points) <> 0 ORDER BY 1`,
    [of.id],
  );
  return Object.fromEntries(rows.map((r) => [r.key, r.points]));
}

async function settled(all: readonly string[], parallel: number): Promise<Record<string, number>> {
  const source = await doors.aGophish();
  await deliverAll(source, all, parallel);
  await close(source);
  return sums(source);
}

const total = (of: Record<string, number>, part: RegExp) =>
  Object.entries(of).reduce((sum, [key, points]) => (part.test(key) ? sum + points : sum), 0);

const part = (of: Record<string, number>, wanted: RegExp) =>
  Object.fromEntries(Object.entries(of).filter(([key]) => wanted.test(key)));
const earned = / simulation\.reported (base|speed) /;

describe('the captured campaign', () => {
  let inOrder: Record<string, number>;
  beforeAll(async () => {
    inOrder = await settled(bodies, 1);
  });

  it('settles to the known truth', () => {
    expect(total(inOrder, / simulation\.reported base 2026-W48$/)).toBe(35 * 20);
    expect(total(inOrder, / simulation\.reported speed 2026-W48$/)).toBe(35 * 5);
    expect(total(inOrder, / first /)).toBe(5);
    expect(inOrder['agnieszka.kowalska@northwind.example simulation.reported first 2026-W48']).toBe(5);
    expect(total(inOrder, / simulation\.passed base 2026-W48 quiet$/)).toBe(11 * 5);
    expect(total(inOrder, /./)).toBe(35 * 25 + 5 + 55);
    expect(total(inOrder, /yuki\.tanaka/)).toBe(0);
    expect(total(inOrder, /ana\.goncalves/)).toBe(25);
  });

  it('settles to the same when deliveries come at once, twice, or turned round', async () => {
    expect(await settled(bodies, 8)).toEqual(inOrder);
    expect(await settled([...bodies, ...bodies], 8)).toEqual(inOrder);
    expect(await settled([...bodies].reverse(), 1)).toEqual(inOrder);
  });

  it('settles to the same in any order', async () => {
    const order = fc.shuffledSubarray(bodies, { minLength: bodies.length });
    await fc.assert(
      fc.asyncProperty(order, fc.integer({ min: 1, max: 8 }), async (shuffled, parallel) => {
        expect(await settled(shuffled, parallel)).toEqual(inOrder);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('settles to the same when it lies across the border of two weeks', async () => {
    const across = shiftTimes(captured, parseRfc3339Nano('2026-11-23T04:56:30.182339902Z')).map(
      (c) => c.body,
    );
    const straight = await settled(across, 1);
    expect(new Set(Object.keys(straight).map((k) => /2026-W\d\d/.exec(k)?.[0]))).toEqual(
      new Set(['2026-W47', '2026-W48']),
    );
    const order = fc.shuffledSubarray(across, { minLength: across.length });
    await fc.assert(
      fc.asyncProperty(order, async (shuffled) => {
        expect(await settled(shuffled, 4)).toEqual(straight);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('changes nothing when it is played again after it was closed', async () => {
    const source = await doors.aGophish();
    await deliverAll(source, bodies, 8);
    await close(source);
    const all = () =>
      doors.sql.query(
        `SELECT (SELECT count(*) FROM points_entry) AS entries, (SELECT count(*) FROM behaviour) AS facts, (SELECT sum(version) FROM balance) AS versions,
           (SELECT count(*) FROM simulation_event) AS events, (SELECT count(*) FROM outbox) AS words`,
      );
    const before = await all();
    await deliverAll(source, bodies, 8);
    expect(await all()).toEqual(before);
  });

  it('settles to the same when one webhook in twenty is lost and events.csv repairs it, before or after it was closed (D21)', async () => {
    const all = captureFile('campaign-1-events.csv');
    const repair = async (source: GophishDoor): Promise<number> => {
      const given = { params: { sourceId: source.id }, cookie: doors.cookie, body: { csv: all } };
      const answer = await doors.ask(importEventsCsv, given);
      expect(answer.status).toBe(200);
      return answer.json.added as number;
    };
    const kept = fc.shuffledSubarray(bodies, { minLength: bodies.length - 9, maxLength: bodies.length - 9 });
    await fc.assert(
      fc.asyncProperty(kept, fc.boolean(), async (arrived, closedFirst) => {
        const source = await doors.aGophish();
        await deliverAll(source, arrived, 4);
        if (closedFirst) await close(source);
        expect(await repair(source)).toBeGreaterThan(0);
        if (!closedFirst) await close(source);
        // bonuses stay as they were closed; what everybody did themselves is there either way
        const after = await sums(source);
        if (!closedFirst) expect(after).toEqual(inOrder);
        expect(part(after, earned)).toEqual(part(inOrder, earned));
        expect(await repair(source)).toBe(0);
        expect(await sums(source)).toEqual(after);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('gives base and speed to who reports after it was closed, and leaves the bonuses where they are', async () => {
    const source = await doors.aGophish();
    const late = bodies.filter((b) => b.includes('agnieszka.kowalska') && b.includes('Email Reported'));
    await deliverAll(
      source,
      bodies.filter((b) => !late.includes(b)),
      8,
    );
    await close(source);
    await deliverAll(source, late, 1);
    const after = await sums(source);
    expect(after['agnieszka.kowalska@northwind.example simulation.reported base 2026-W48']).toBe(20);
    expect(after['agnieszka.kowalska@northwind.example simulation.reported speed 2026-W48']).toBe(5);
    expect(after['agnieszka.kowalska@northwind.example simulation.reported first 2026-W48']).toBeUndefined();
    expect(total(after, / first /)).toBe(5);
  });

  it('gives every reporter base and speed, and each bonus once, when it is closed in the middle of it all', async () => {
    const source = await doors.aGophish();
    await deliverAll(source, bodies.slice(0, 60), 8);
    await Promise.all([deliverAll(source, bodies.slice(60), 8), close(source)]);
    await deliverAll(source, bodies, 8);
    const after = await sums(source);
    expect(part(after, earned)).toEqual(part(inOrder, earned));
    expect(total(after, / first /)).toBeLessThanOrEqual(5);
    expect(new Set(Object.values(part(after, / quiet$/)))).toEqual(new Set([5]));
  });
});
