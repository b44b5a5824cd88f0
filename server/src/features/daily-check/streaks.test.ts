import { enterLeave, listMyLeave, removeLeave, updateWorkCalendar } from '@vigil/shared/streaks';
import { reverseEntry } from '@vigil/shared/corrections';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../test/cast.js';
import { type DailyCheckApp, startDailyCheckApp } from '../../../test/daily-check-app.js';
import { BehavioursService } from '../behaviours/behaviours.service.js';
import { internalSource } from '../behaviours/behaviours.types.js';
import { Pulse } from '../streaks/pulse.js';

let app: DailyCheckApp;
beforeAll(async () => {
  app = await startDailyCheckApp();
});
afterAll(() => app.stop());

const at = (day: string, time = '09:00') => void (app.time.nowMs = Date.parse(`${day}T${time}:00Z`));
async function checked(by: Actor, ...days: string[]): Promise<void> {
  for (const day of days) {
    at(day);
    await app.check(by);
  }
}
/** Something else that is secure. */
async function helped(by: Actor, atMs: number, key = `help-${atMs}`): Promise<void> {
  await app.server.app.get(BehavioursService).submit([
    {
      sourceId: internalSource,
      naturalKey: `${by.member.id}:${key}`,
      bodyHash: createHash('sha256').update(key).digest(),
      memberId: by.member.id,
      kind: 'colleague.helped',
      occurredAtMs: atMs,
      object: null,
      about: null,
      workingMinutes: null,
      first: false,
    },
  ]);
}
const currentOf = async (by: Actor) => (await app.streaks(by)).days.current;

describe('my streaks', () => {
  it('count working days with anything secure, go over weekends, and show the last days', async () => {
    const anna = await app.anActor();
    await checked(anna, '2026-11-19', '2026-11-20');
    await helped(anna, Date.parse('2026-11-23T10:00:00Z'));
    at('2026-11-24');
    const streaks = await app.streaks(anna);
    expect(streaks).toMatchObject({
      today: '2026-11-24',
      days: { current: 3, best: 3 },
      weeks: { current: 2 },
      freezes: { held: 0, mostHeld: 2, litToNext: 2 },
    });
    expect(streaks.recent.slice(-6).map((d) => d.state)).toEqual(['lit', 'lit', 'off', 'off', 'lit', 'open']);
  });

  it('have the day of the member’s own clock, fixed when the fact was recorded', async () => {
    const mai = await app.anActor({ timeZone: 'Asia/Tokyo' });
    await helped(mai, Date.parse('2026-11-23T23:00:00Z'));
    await app.sql.query(`UPDATE member SET time_zone = 'America/New_York' WHERE id = $1`, [mai.member.id]);
    const [row] = await app.sql.query<{ day: string }>(
      `SELECT local_day::text AS day FROM behaviour WHERE member_id = $1`,
      [mai.member.id],
    );
    expect(row?.day).toBe('2026-11-24');
  });

  it('are not broken by leave, before or afterwards, and can be told so at any time', async () => {
    const anna = await app.anActor();
    await checked(anna, '2026-11-16', '2026-11-17');
    at('2026-11-20');
    expect(await currentOf(anna)).toBe(0);
    const entered = await anna.ask(enterLeave, { body: { fromDay: '2026-11-18', untilDay: '2026-11-19' } });
    expect(entered.status).toBe(201);
    expect(await currentOf(anna)).toBe(2);
    const { id } = JSON.parse(entered.text) as { id: string };
    const bo = await app.anActor();
    expect((await bo.ask(removeLeave, { params: { leaveId: id } })).status).toBe(404);
    expect(JSON.parse((await bo.ask(listMyLeave)).text)).toEqual({ items: [] });
    expect((await anna.ask(removeLeave, { params: { leaveId: id } })).status).toBe(204);
    expect(await currentOf(anna)).toBe(0);
    const backwards = await anna.ask(enterLeave, { body: { fromDay: '2026-11-19', untilDay: '2026-11-18' } });
    expect(backwards.status).toBe(422);
  });

  it('follow the chosen working days and holidays', async () => {
    const anna = await app.anActor();
    await checked(anna, '2026-11-23');
    const choice = { workingDays: [1, 4], holidays: 'DE-SN' };
    const chosen = await anna.ask(updateWorkCalendar, { body: choice });
    expect(JSON.parse(chosen.text)).toMatchObject({ ...choice, standard: { holidays: 'DE' } });
    at('2026-11-25');
    expect((await app.today(anna)).off).toBe('day-off');
    at('2026-11-26');
    expect(await currentOf(anna)).toBe(1);
    for (const body of [{ workingDays: [1, 2, 3, 4, 5, 6], holidays: null }, { workingDays: [8], holidays: null }, { workingDays: null, holidays: 'XX' }])
      expect((await anna.ask(updateWorkCalendar, { body })).status).toBe(422);
  }); // prettier-ignore

  it('give back exactly what a reversal takes', async () => {
    const anna = await app.anActor();
    const guard = await app.anActor({ role: 'security' });
    await checked(anna, '2026-11-23', '2026-11-24');
    await helped(anna, Date.parse('2026-11-25T09:00:00Z'), 'twice-a');
    await helped(anna, Date.parse('2026-11-25T10:00:00Z'), 'twice-b');
    at('2026-11-25', '12:00');
    const reverseOne = async (kind: string) => {
      const [entry] = await app.sql.query<{ id: string }>(
        `SELECT max(e.id) AS id FROM points_entry e WHERE member_id = $1 AND kind = $2 AND points > 0
           AND NOT EXISTS (SELECT FROM points_entry r WHERE r.reverses_id = e.id)`,
        [anna.member.id, kind],
      );
      await guard.ask(reverseEntry, {
        params: { entryId: entry?.id ?? '' },
        body: { reason: 'A test entry' },
      });
    };
    expect(await currentOf(anna)).toBe(3);
    await reverseOne('colleague.helped');
    expect(await currentOf(anna)).toBe(3);
    await reverseOne('colleague.helped');
    expect(await currentOf(anna)).toBe(2);
    await reverseOne('check.daily');
    at('2026-11-24', '12:00');
    expect(await currentOf(anna)).toBe(1);
  });

  it('survive an outage, which the first server to come back notes once', async () => {
    const anna = await app.anActor();
    await checked(anna, '2026-11-16');
    at('2026-11-18');
    expect(await currentOf(anna)).toBe(0);
    const pulse = app.server.app.get(Pulse);
    await app.sql.query(`UPDATE pulse SET alive_at = now() - interval '20 minutes'`);
    await Promise.all(Array.from({ length: 8 }, () => pulse.beat()));
    const outages = await app.sql.query<{ minutes: number }>(
      `SELECT round(extract(epoch FROM until_at - from_at) / 60)::int AS minutes FROM outage`,
    );
    expect(outages).toEqual([{ minutes: 20 }]);
    await app.sql.query(
      `INSERT INTO outage (from_at, until_at) VALUES ('2026-11-17T08:00Z', '2026-11-17T09:00Z')`,
    );
    expect(await currentOf(anna)).toBe(1);
  });
});
