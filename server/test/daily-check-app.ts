import {
  answerCheck,
  openTodaysCheck,
  readTodaysCheck,
  todaysCheck,
  type TodaysCheck,
} from '@vigil/shared/daily-check';
import { readMyStreaks, type MyStreaks, myStreaks } from '@vigil/shared/streaks';
import { Clock } from '../src/platform/clock/clock.js';
import { Database } from '../src/platform/db/database.js';
import { startTestApp } from './app.js';
import { type Actor, anActor, type Heard } from './cast.js';
import { factoriesOn, type MemberWish } from './factories.js';

/** The whole server, people who answer, and a clock to set. */
export async function startDailyCheckApp() {
  const server = await startTestApp();
  const sql = server.app.get(Database);
  const time = { nowMs: Date.parse('2026-11-23T09:00:00Z') };
  server.app.get(Clock).nowMs = () => time.nowMs;
  const make = factoriesOn(sql);
  await make.anOrganisation();
  const parsed = ({ text }: Heard): TodaysCheck => todaysCheck.parse(JSON.parse(text));

  const open = async (by: Actor): Promise<TodaysCheck> => parsed(await by.ask(openTodaysCheck));
  const answer = (by: Actor, day: string, place: number): Promise<Heard> =>
    by.ask(answerCheck, { body: { day, answer: place } });
  /** Where the right answer stands: by the database alone, no reply says so. */
  async function rightPlace(by: Actor, day: string): Promise<number> {
    const [row] = await sql.query<{ order: number[] }>(
      `SELECT shown_order AS "order" FROM daily_check WHERE member_id = $1 AND local_day = $2`,
      [by.member.id, day],
    );
    return row?.order.indexOf(0) ?? -1;
  }

  return {
    server,
    sql,
    make,
    time,
    anActor: (wish: MemberWish = {}): Promise<Actor> =>
      anActor(server, wish.role ?? 'employee', { since: new Date('2026-01-01'), ...wish }),
    parsed,
    today: async (by: Actor): Promise<TodaysCheck> => parsed(await by.ask(readTodaysCheck)),
    open,
    answer,
    rightPlace,
    /** Opens today's check and answers it, rightly unless told. */
    check: async (by: Actor, right = true): Promise<TodaysCheck> => {
      const { question } = await open(by);
      time.nowMs += 20_000;
      const day = question?.day ?? '';
      const place = await rightPlace(by, day);
      return parsed(await answer(by, day, right ? place : (place + 1) % 3));
    },
    streaks: async (by: Actor): Promise<MyStreaks> =>
      myStreaks.parse(JSON.parse((await by.ask(readMyStreaks)).text)),
    pointsOf: async (by: Actor): Promise<number> => {
      const [row] = await sql.query<{ points: string }>(`SELECT points FROM balance WHERE member_id = $1`, [
        by.member.id,
      ]);
      return Number(row?.points ?? 0);
    },
    stop: () => server.stop(),
  };
}
export type DailyCheckApp = Awaited<ReturnType<typeof startDailyCheckApp>>;
