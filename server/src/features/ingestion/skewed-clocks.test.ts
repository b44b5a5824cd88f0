import { recordBehaviours } from '@vigil/shared/behaviours';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DoorsApp, type GophishDoor, startDoorsApp } from '../../../test/doors-app.js';

const minuteMs = 60_000;
const nowMs = Date.parse('2026-11-24T17:00:00Z');
let doors: DoorsApp;
let machine: GophishDoor;
beforeAll(async () => {
  doors = await startDoorsApp(() => nowMs);
  machine = await doors.aServiceKey('threat.reported');
});
afterAll(() => doors.stop());

const ask = async (
  body: unknown,
): Promise<{ status: string; points?: number; problem?: { type: string } }[]> => {
  const answer = await doors.ask(recordBehaviours, { body: { items: body }, key: machine.secret });
  expect(answer.status).toBe(200);
  return answer.json.items as { status: string }[];
};

/** A report brings 5, three of them a day at most; the organisation's day begins at 05:00 here. */
const perDay = 15;
/** By how much a source's clock is wrong: some minutes, or it jumps back an hour. */
const skew = fc.constantFrom(0, 4, -10, -60);
const facts = fc.array(fc.record({ atMinute: fc.integer({ min: 0, max: 3 * 1_440 }), skew, again: skew }), {
  minLength: 10,
  maxLength: 40,
});

it('a source’s clock that is wrong, or jumps back, brings nobody more than a day allows, and nothing twice (D11)', async () => {
  await fc.assert(
    fc.asyncProperty(facts, async (told) => {
      const { id, email } = await doors.make.aMember({ timeZone: 'America/New_York' });
      const stated = told.map(({ atMinute, skew: wrong, again }) => {
        const at = (minutes: number) =>
          new Date(nowMs - (4 * 1_440 - atMinute - minutes) * minuteMs).toISOString();
        const one = { naturalKey: randomUUID(), member: { email }, kind: 'threat.reported' };
        return [
          { ...one, occurredAt: at(wrong) },
          { ...one, occurredAt: at(again) },
        ] as const;
      });
      const first = await ask(stated.map(([one]) => one));
      expect(new Set(first.map(({ status }) => status))).toEqual(new Set(['recorded']));
      const points = () =>
        doors.sql.query<{ day: string; points: number }>(
          `SELECT to_char(b.occurred_at AT TIME ZONE 'America/New_York', 'YYYY-MM-DD') AS day, sum(e.points)::int AS points, count(DISTINCT b.id)::int AS facts
           FROM behaviour b LEFT JOIN points_entry e ON e.behaviour_id = b.id WHERE b.member_id = $1 GROUP BY 1 ORDER BY 1`,
          [id],
        );
      const before = await points();
      const days = new Map<string, number>();
      for (const [{ occurredAt }] of stated) {
        const day = new Date(occurredAt).toLocaleDateString('en-CA', { timeZone: 'America/New_York' });
        days.set(day, Math.min(perDay, (days.get(day) ?? 0) + 5));
      }
      expect(Object.fromEntries(before.map(({ day, points: sum }) => [day, sum]))).toEqual(
        Object.fromEntries(days),
      );
      // told again by a clock that is wrong in another way: known by its key, whatever it says of the time
      const second = await ask(stated.map(([, other]) => other));
      for (const { status, problem } of second)
        expect([status, problem?.type]).toEqual(
          status === 'refused' ? ['refused', 'urn:vigil:problem:key-reused'] : ['recorded', undefined],
        );
      expect(await points()).toEqual(before);
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

it('a clock that is ten minutes ahead is told so, and nothing is lost: the same fact counts when its time has come', async () => {
  const { email } = await doors.make.aMember();
  const fact = { naturalKey: randomUUID(), member: { email }, kind: 'threat.reported' };
  const ahead = [{ ...fact, occurredAt: new Date(nowMs + 10 * minuteMs).toISOString() }];
  expect(await ask(ahead)).toMatchObject([{ problem: { type: 'urn:vigil:problem:occurred-out-of-range' } }]);
  doors.clock.nowMs = () => nowMs + 6 * minuteMs;
  expect(await ask(ahead)).toMatchObject([{ status: 'recorded', points: 5 }]);
  expect(await ask(ahead)).toMatchObject([{ status: 'recorded', points: 5 }]);
  doors.clock.nowMs = () => nowMs;
});
