import { problemDocument } from '@vigil/shared/contract';
import { updateMe } from '@vigil/shared/people';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Heard } from '../../../test/cast.js';
import { type DailyCheckApp, startDailyCheckApp } from '../../../test/daily-check-app.js';
import { builtInQuestions } from './built-in-questions.js';
import { DailyCheckService } from './daily-check.service.js';

let app: DailyCheckApp;
beforeAll(async () => {
  app = await startDailyCheckApp();
});
afterAll(() => app.stop());

const typeOf = ({ text }: Heard) => problemDocument.parse(JSON.parse(text)).type.split(':').at(-1);
const at = (text: string) => void (app.time.nowMs = Date.parse(text));
const facts = (by: Actor) =>
  app.sql.query<{ kind: string; points: number; day: string }>(
    `SELECT kind, points, local_day::text AS day FROM behaviour WHERE member_id = $1 ORDER BY id`,
    [by.member.id],
  );

describe('today’s check', () => {
  it('is asked once, marked by the server, and says why', async () => {
    at('2026-11-23T09:00:00Z');
    const anna = await app.anActor();
    expect(await app.today(anna)).toMatchObject({ state: 'due', question: null });
    const opened = await app.open(anna);
    expect(opened).toMatchObject({ state: 'open', today: '2026-11-23', result: null });
    expect((await app.open(anna)).question).toEqual(opened.question);
    const done = await app.check(anna);
    expect(done.result).toMatchObject({ points: 10, extraPoints: 5 });
    expect(done.result?.right).toBe(done.result?.answered);
    expect(await app.today(anna)).toEqual(done);
    expect(await app.pointsOf(anna)).toBe(15);
  });

  it('thanks for a wrong answer as for a right one, and no board tells them apart', async () => {
    at('2026-11-23T09:00:00Z');
    const bo = await app.anActor();
    const { result } = await app.check(bo, false);
    expect(result).toMatchObject({ points: 10, extraPoints: 0 });
    expect((await app.streaks(bo)).days.current).toBe(1);
    const carl = await app.anActor();
    await app.check(carl);
    for (const [by, quiet] of [[bo, 0], [carl, 5]] as const) {
      const [row] = await app.sql.query<{ seen: string; quiet: string }>(
        `SELECT points - quiet AS seen, quiet FROM balance WHERE member_id = $1`,
        [by.member.id],
      );
      expect([Number(row?.seen), Number(row?.quiet)]).toEqual([10, quiet]);
    }
  }); // prettier-ignore

  it('gives its key away nowhere before the answer', async () => {
    at('2026-11-23T09:00:00Z');
    const anna = await app.anActor();
    const { question } = await app.open(anna);
    const asked = builtInQuestions().find((q) => q.question.en.question === question?.question)?.question;
    const seen = JSON.stringify(await app.today(anna));
    expect(asked).toBeDefined();
    expect(seen).not.toContain(asked?.en.why.slice(0, 40));
    expect(Object.keys(question ?? {}).sort()).toEqual(['day', 'options', 'question', 'topic']);
    expect([...(question?.options ?? [])].sort()).toEqual(
      [asked?.en.right, ...(asked?.en.wrong ?? [])].sort(),
    );
  });

  it('shows the right answer to different people at different places', async () => {
    at('2026-11-23T09:00:00Z');
    const places = new Set<number>();
    for (let i = 0; i < 12; i++) {
      const by = await app.anActor();
      await app.open(by);
      places.add(await app.rightPlace(by, '2026-11-23'));
    }
    expect(places.size).toBeGreaterThan(1);
  });

  it('speaks German to those who do', async () => {
    at('2026-11-23T09:00:00Z');
    const eva = await app.anActor({ locale: 'de' });
    const { question } = await app.open(eva);
    expect(builtInQuestions().map((q) => q.question.de.question)).toContain(question?.question);
  });
});

describe('a script', () => {
  it('that sends fifty answers at once gets one marked', async () => {
    at('2026-11-23T09:00:00Z');
    const anna = await app.anActor();
    await app.open(anna);
    app.time.nowMs += 5_000;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => app.answer(anna, '2026-11-23', i % 3)),
    );
    expect(new Set(answers.map((a) => `${a.status} ${a.text}`)).size).toBe(1);
    expect((await facts(anna)).filter((f) => f.kind === 'check.daily')).toHaveLength(1);
    expect(await app.pointsOf(anna)).toBeLessThanOrEqual(15);
  });

  it('that tries one answer after the other keeps the first, and a replay brings nothing', async () => {
    at('2026-11-24T09:00:00Z');
    const anna = await app.anActor();
    const first = await app.check(anna, false);
    for (const place of [0, 1, 2]) {
      const again = app.parsed(await app.answer(anna, '2026-11-24', place));
      expect(again).toEqual(first);
    }
    expect(await app.pointsOf(anna)).toBe(10);
    expect(await facts(anna)).toEqual([{ kind: 'check.daily', points: 10, day: '2026-11-24' }]);
  });

  it('that answers before anybody could have read is asked to try again', async () => {
    at('2026-11-24T09:00:00Z');
    const anna = await app.anActor();
    await app.open(anna);
    app.time.nowMs += 1_000;
    const quick = await app.answer(anna, '2026-11-24', 0);
    expect([quick.status, typeOf(quick)]).toEqual([409, 'check-too-quick']);
    app.time.nowMs += 2_000;
    expect((await app.answer(anna, '2026-11-24', 0)).status).toBe(200);
  });

  it('that answers what was never asked, another day’s question or somebody else’s gets nothing', async () => {
    at('2026-11-24T09:00:00Z');
    const anna = await app.anActor();
    const bo = await app.anActor();
    await app.open(bo);
    app.time.nowMs += 5_000;
    for (const day of ['2026-11-24', '2026-11-23', '2027-01-01'])
      expect((await app.answer(anna, day, 0)).status).toBe(404);
    await app.open(anna);
    app.time.nowMs += 5_000;
    expect((await app.answer(anna, '2026-11-24', 3)).status).toBe(422);
    at('2026-11-25T12:00:00Z');
    expect(typeOf(await app.answer(anna, '2026-11-24', 0))).toBe('check-over');
    expect(await facts(anna)).toEqual([]);
  });

  it('that hops through zones gets each date once, and no day’s points twice', async () => {
    at('2026-11-25T10:30:00Z');
    const anna = await app.anActor();
    const hop = (timeZone: string) => anna.ask(updateMe, { body: { timeZone } });
    for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12', 'Europe/Berlin', 'Pacific/Auckland', 'America/Los_Angeles']) {
      await hop(zone);
      await app.check(anna).catch(() => undefined);
    }
    const checks = (await facts(anna)).filter((f) => f.kind === 'check.daily');
    expect(new Set(checks.map((c) => c.day)).size).toBe(checks.length);
    // all of it lies on one day of the organisation: its cap is one check
    expect(checks.reduce((sum, c) => sum + c.points, 0)).toBe(10);
  }); // prettier-ignore
});

describe('a day', () => {
  it('is over an hour after midnight for a question that was opened before', async () => {
    const night = '2026-11-25T22:59:00Z';
    at(night);
    const anna = await app.anActor();
    expect((await app.open(anna)).question?.day).toBe('2026-11-25');
    at('2026-11-25T23:10:00Z');
    expect(await app.today(anna)).toMatchObject({ state: 'open', today: '2026-11-26' });
    expect((await app.answer(anna, '2026-11-25', 0)).status).toBe(200);
    expect((await facts(anna)).every((f) => f.day === '2026-11-25')).toBe(true);
    expect((await app.today(anna)).state).toBe('due');
  });

  it('off has no question', async () => {
    at('2026-11-28T09:00:00Z');
    const anna = await app.anActor();
    expect(await app.today(anna)).toMatchObject({ state: 'off', off: 'day-off' });
    at('2026-12-25T09:00:00Z');
    expect(await app.server.app.get(DailyCheckService).today(anna.member.id)).toMatchObject({
      state: 'off',
      off: 'holiday',
    });
  });

  it('never brings a question of the last 90 days, on any working day of them', async () => {
    const { id } = (await app.anActor()).member;
    const service = app.server.app.get(DailyCheckService);
    const asked = new Set<string>();
    let days = 0;
    for (let i = 0; i < 91; i++) {
      app.time.nowMs = Date.parse('2027-02-01T09:00:00Z') + i * 86_400_000;
      if ((await service.today(id)).state !== 'due') continue;
      days++;
      asked.add((await service.open(id)).question?.question ?? '');
    }
    expect(days).toBeGreaterThan(60);
    expect(asked.size).toBe(days);
  });
});
