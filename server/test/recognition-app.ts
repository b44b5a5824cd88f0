import {
  findColleagues,
  giveRecognition,
  listMyRecognitions,
  listRecognitions,
  type MyRecognition,
  type NewRecognition,
} from '@vigil/shared/recognition';
import { randomUUID } from 'node:crypto';
import { WeighingService } from '../src/features/recognition/weighing.service.js';
import { Clock } from '../src/platform/clock/clock.js';
import { Database } from '../src/platform/db/database.js';
import { createLog } from '../src/platform/logging/log.js';
import { startTestApp } from './app.js';
import { type Actor, anActor, type Heard } from './cast.js';
import { read } from './earned.js';
import { factoriesOn, type MemberWish } from './factories.js';

const weekMs = 7 * 86_400_000;
/** What a recognition brings that counts. */
export const aThanks = 5;

/** A recognition that was taken. @throws with what came back instead */
export function given({ status, text }: Heard): MyRecognition {
  if (status !== 201) throw new Error(text);
  return giveRecognition.response.parse(JSON.parse(text));
}

type Wish = Partial<Pick<NewRecognition, 'id' | 'behaviour' | 'words' | 'visibility'>>;

/** The whole server with people who have been here for long, and a clock to set. */
export async function startRecognitionApp() {
  const server = await startTestApp({ log: createLog('silent') });
  const { app } = server;
  const sql = app.get(Database);
  const clock = { aheadMs: 0 };
  app.get(Clock).nowMs = () => Date.now() + clock.aheadMs;
  const make = factoriesOn(sql);
  await make.anOrganisation();
  const since = new Date(Date.now() - 100 * 86_400_000);
  let names = 0;

  /** Everybody stays signed in, however the clock is set. */
  const staySignedIn = (memberId: string | null = null) =>
    sql.query(
      `UPDATE session SET started_at = $1, last_seen_at = $1, expires_at = $1::timestamptz + interval '30 days'
       WHERE $2::uuid IS NULL OR member_id = $2`,
      [app.get(Clock).now(), memberId],
    );
  const someone = async (wish: MemberWish = {}): Promise<Actor> => {
    const lastName = `Nightingale${++names}x`;
    const actor = await anActor(server, wish.role ?? 'employee', { since, lastName, ...wish });
    if (clock.aheadMs > 0) await staySignedIn(actor.member.id);
    return actor;
  };
  const handleOf = async (to: Actor, by: Actor): Promise<string> => {
    const query = `?search=${to.member.lastName}`;
    return read(findColleagues, await by.ask(findColleagues, { query })).items[0]?.handle ?? '';
  };
  const bodyOf = (to: NewRecognition['to'], wish: Wish = {}): NewRecognition => ({
    ...{ id: randomUUID(), to, behaviour: 'asked-first', words: 'You asked before you paid.' },
    visibility: 'public',
    ...wish,
  });
  const points = async ({ member }: Actor): Promise<number> => {
    const rows = await sql.query<{ points: string }>(`SELECT points FROM balance WHERE member_id = $1`, [
      member.id,
    ]);
    return Number(rows[0]?.points ?? 0);
  };

  return {
    ...{ server, app, sql, clock, make, since, someone, handleOf, bodyOf, points },
    many: (n: number, wish: MemberWish = {}): Promise<Actor[]> =>
      Promise.all(Array.from({ length: n }, () => someone(wish))),
    thank: async (by: Actor, to: Actor, wish: Wish = {}) =>
      by.ask(giveRecognition, {
        body: bodyOf({ kind: 'person', handle: await handleOf(to, by) }, wish),
      }),
    wall: async (by: Actor) => read(listRecognitions, await by.ask(listRecognitions)).items,
    own: async (by: Actor, view: 'given' | 'received') =>
      read(listMyRecognitions, await by.ask(listMyRecognitions, { query: `?view=${view}` })).items,
    /** Lets the week go by. */
    nextWeek: async (weeks = 1): Promise<void> => {
      clock.aheadMs += weeks * weekMs;
      await staySignedIn();
      await app.get(WeighingService).weigh();
      await app.get(WeighingService).pay();
    },
    stop: () => server.stop(),
  };
}
export type RecognitionApp = Awaited<ReturnType<typeof startRecognitionApp>>;
